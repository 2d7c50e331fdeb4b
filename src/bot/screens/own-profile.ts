import { profileCard } from '../../cards/profile-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/**
 * What the directory has of the person who asks, with the attributes that all may see. Only their account leads to it: a record that
 * merely has their name or email isn't shown.
 */
export async function showOwnProfile(services: BotServices, turn: Turn): Promise<void> {
  const { caller, text, personal } = turn;
  if (!personal) return turn.say(text.import.personalChatOnly);
  const person = await services.recordOf(caller.tenant, caller.actor.id);
  if (person === undefined || person.deletedAt !== undefined) return turn.say(text.me.notThere);
  const attributes = await services.organizations.attributes(caller.tenant);
  await turn.answer(
    profileCard({
      text,
      person,
      attributes: attributes.filter(({ visibleTo }) => visibleTo === 'all'),
      may: { edit: false, move: false, delete: false, restore: false },
      isOwn: true,
    }),
  );
}
