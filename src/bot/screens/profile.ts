import { profileCard } from '../../cards/profile-card.ts';
import { daysKept } from '../../domain/attributes.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { may } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
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
  const { role, tenant } = turn.caller;
  const { changedIn } = person;
  const operation =
    changedIn === undefined
      ? undefined
      : await services.operations.read({ tenant, kind: 'import', id: changedIn });
  await turn.answer(
    profileCard({
      text: turn.text,
      person,
      attributes: await services.organizations.attributes(tenant),
      groups: await services.groups.shared(tenant, turn.caller.actor.id, person),
      ...(operation !== undefined && { operationName: operation.fileName }),
      may: {
        edit: may(role, 'edit-people') && person.deletedAt === undefined,
        move: may(role, 'move-people') && person.deletedAt === undefined,
        delete: may(role, 'delete-people') && person.deletedAt === undefined && !person.linked,
        restore: may(role, 'delete-people') && isRestorable(person, services.now()),
      },
    }),
  );
}

/** The organization comes from the turn, never from the card. @throws AppError `person-gone` */
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
