import { profileCard } from '../../cards/profile-card.ts';
import type { AttributeDefinition, AttributeKey } from '../../domain/attributes.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { keysToEdit } from '../../domain/self-editing.ts';
import { defined } from '../../lib/defined.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** The record of the person who asks, with what they may see and edit of it. */
export interface OwnRecord {
  readonly person: StoredPerson;
  /** those that all may see */
  readonly attributes: readonly AttributeDefinition[];
  readonly editable: readonly AttributeKey[];
}

/**
 * Only their account leads to it: a record that merely has their name or email isn't shown.
 * @returns undefined after saying why there is nothing to show
 */
export async function ownRecord(
  { recordOf, organizations, settings }: BotServices,
  turn: Turn,
): Promise<OwnRecord | undefined> {
  const { tenant, actor } = turn.caller;
  if (!turn.personal) {
    await turn.say(turn.text.import.personalChatOnly);
    return undefined;
  }
  const person = await recordOf(tenant, actor.id);
  if (person === undefined || person.deletedAt !== undefined) {
    await turn.say(turn.text.me.notThere);
    return undefined;
  }
  const all = await organizations.attributes(tenant);
  return {
    person,
    attributes: all.filter(({ visibleTo }) => visibleTo === 'all'),
    editable: keysToEdit(person, await settings.selfEditable(tenant), all),
  };
}

/** The directory's data about the person who asks, with the attributes that all may see. */
export async function showOwnProfile(services: BotServices, turn: Turn): Promise<void> {
  const own = await ownRecord(services, turn);
  if (own === undefined) return;
  await turn.answer(
    profileCard({
      text: turn.text,
      person: own.person,
      attributes: own.attributes,
      may: { edit: own.editable.length > 0, move: false, delete: false, restore: false },
      isOwn: true,
      ...defined({ picture: await services.pictureOf(turn.caller.tenant, own.person) }),
    }),
  );
}
