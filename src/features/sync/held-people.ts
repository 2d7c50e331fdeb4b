import { newAuditId, type AuditLog } from '../../domain/audit.ts';
import type { HeldAnswer } from '../../domain/provisioning.ts';
import type { Actor } from '../../domain/person.ts';
import type { SyncedPeople } from './apply-changes.ts';
import type { HeldPeopleStore, HeldPerson } from './ports.ts';

/** People whom syncs hold until an admin says who they are. The caller checks the right before. */
export interface HeldPeople {
  /** Those without an answer, the oldest question first. */
  waiting(tenant: string): Promise<readonly HeldPerson[]>;
  /**
   * Stores and carries out answers. Skips people who are no longer held or were answered already.
   * @param answers by Entra object id
   */
  answer(tenant: string, by: Actor, answers: ReadonlyMap<string, HeldAnswer>): Promise<void>;
}

export interface HeldPeopleDeps {
  readonly held: HeldPeopleStore;
  readonly people: Pick<SyncedPeople, 'decide'>;
  readonly audit: Pick<AuditLog, 'record'>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** The possible answers about a person: a number of someone else can't be given to a new person. */
export function answersTo({ held }: Pick<HeldPerson, 'held'>): readonly HeldAnswer[] {
  const keepsNumber =
    held.why === 'new-phone' || (held.why === 'someone-else' && held.key !== 'phone');
  return keepsNumber ? ['update', 'add', 'skip'] : ['update', 'skip'];
}

export function createHeldPeople({ held, people, audit, now }: HeldPeopleDeps): HeldPeople {
  return {
    async waiting(tenant) {
      const all = await held.all(tenant);
      return all
        .filter(({ answer }) => answer === undefined)
        .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    },
    async answer(tenant, by, answers) {
      for (const [entraId, answer] of answers) {
        const person = await held.read(tenant, entraId);
        if (person === undefined || person.answer !== undefined) continue;
        if (!answersTo(person).includes(answer)) continue;
        await people.decide(tenant, by, person.incoming, answer);
        // A person who is left out stays stored, so that the next sync doesn't ask the same again.
        if (answer === 'skip') await held.put(tenant, { ...person, answer, answeredBy: by });
        else await held.remove(tenant, entraId);
        await audit.record(tenant, [
          {
            id: newAuditId(),
            at: new Date(now()).toISOString(),
            by,
            from: 'chat',
            what: 'held-answered',
            subject: { type: 'person', id: person.held.person.id, name: person.name },
            changes: [{ field: 'answer', before: '', after: answer }],
          },
        ]);
      }
    },
  };
}
