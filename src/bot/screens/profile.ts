import type { PersonEntry } from '../../cards/person-entry.ts';
import { operationName } from '../../cards/operation-words.ts';
import { profileCard } from '../../cards/profile-card.ts';
import { daysKept } from '../../domain/attributes.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { isOfForeignAccount } from '../../domain/person.ts';
import { may } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import { isErasable } from '../../features/people/erase.ts';
import { defined } from '../../lib/defined.ts';
import { personEntry } from '../person-entry.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** The facts of one person. @throws AppError `person-gone` */
export async function showProfile(services: BotServices, turn: Turn, id: string): Promise<void> {
  await answerWithProfile(services, turn, await personOf(services, turn, id));
}

export async function answerWithProfile(
  services: BotServices,
  turn: Turn,
  person: StoredPerson,
): Promise<void> {
  const { tenant } = turn.caller;
  const { changedIn } = person;
  const operation =
    changedIn === undefined
      ? undefined
      : await services.operations.read({ tenant, kind: 'import', id: changedIn });
  const [sameEmail, picture] = await Promise.all([
    othersWithEmail(services, turn, person),
    services.pictureOf(tenant, person),
  ]);
  await turn.answer(
    profileCard({
      text: turn.text,
      person,
      attributes: await services.organizations.attributes(tenant),
      groups: await services.groups.shared(tenant, turn.caller.actor.id, person),
      ...(operation !== undefined &&
        operation.fileName !== '' && { operationName: operationName(turn.text, operation) }),
      ...(sameEmail.length > 0 && { sameEmail }),
      ...defined({ picture }),
      may: {
        edit: may(turn.caller, 'edit-people') && person.deletedAt === undefined,
        move: may(turn.caller, 'move-people') && person.deletedAt === undefined,
        delete:
          may(turn.caller, 'delete-people') && person.deletedAt === undefined && !person.linked,
        restore: may(turn.caller, 'delete-people') && isRestorable(person, services.now()),
        erase: may(turn.caller, 'erase-people') && isErasable(person),
      },
    }),
  );
}

/** An email shared by more people than this is no evidence for anyone. */
const maxWithEmail = 10;
const maxHints = 2;

/**
 * A guest is never merged automatically (src/domain/provisioning.ts), so an admin is shown people with the same
 * email, who may be the same person.
 */
async function othersWithEmail(
  { directory, people }: BotServices,
  { caller }: Turn,
  person: StoredPerson,
): Promise<PersonEntry[]> {
  const email = person.fields.email?.toLowerCase();
  if (email === undefined || person.deletedAt !== undefined || !isOfForeignAccount(person)) {
    return [];
  }
  const { tenant, locale } = caller;
  const { entries } = await directory.find(tenant, email, maxWithEmail, locale);
  const found = await Promise.all(entries.map(({ id }) => people.get(tenant, id)));
  return found
    .filter((other) => other !== undefined)
    .filter(({ id, fields }) => id !== person.id && fields.email?.toLowerCase() === email)
    .slice(0, maxHints)
    .map(personEntry);
}

/** The tenant comes from the turn, never from the card. @throws AppError `person-gone` */
export async function personOf(
  services: BotServices,
  turn: Turn,
  id: string,
): Promise<StoredPerson> {
  const person = await services.people.get(turn.caller.tenant, id);
  if (person === undefined) throw new AppError('person-gone');
  return person;
}

function isRestorable({ deletedAt }: StoredPerson, now: number): boolean {
  return deletedAt !== undefined && now - Date.parse(deletedAt) < daysKept * 24 * 3_600_000;
}
