import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, FieldChange, Person } from '../../domain/person.ts';
import type { ChangeDeps } from './change.ts';
import { createIdentity, type IdentityDeps } from './identity.ts';
import { createPhoneClaims } from './phone-claims.ts';

/** Changes of people's phone numbers within an import or undo: the number is claimed first, and the former one given up. */
export function createPhoneChanges(deps: ChangeDeps & IdentityDeps) {
  const claims = createPhoneClaims(deps, createIdentity(deps));
  return {
    /** @param change the person's next state, made from the one that was read */
    async write(
      tenant: string,
      by: Actor,
      change: {
        readonly operation: string;
        readonly before: StoredPerson;
        readonly person: Person;
        readonly changes: readonly FieldChange[];
      },
    ): Promise<'written' | 'conflict' | 'taken'> {
      const { operation, before, person, changes } = change;
      const outcome = await claims.makeChange(
        {
          tenant,
          by,
          what: 'person-changed',
          from: 'import',
          operation,
          person,
          etag: before.etag,
          changes,
        },
        before,
      );
      return typeof outcome === 'string' ? outcome : 'taken';
    },
  };
}
