import { createHash } from 'node:crypto';
import { AppError } from '../../errors.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { AddedMembersStore } from './ports.ts';

export interface AddAllowance {
  /**
   * Counts a person who is about to be added to a group.
   * @param person the one who adds; Entra object id
   * @param member the person added, and the group: the same pair within a day counts once
   * @param most in any 24 hours
   * @throws AppError `too-many-added`
   */
  take(
    tenant: string,
    person: string,
    member: { readonly group: string; readonly id: string },
    most: number,
  ): Promise<void>;
  /** How many more people a person may add now. @param most in any 24 hours */
  left(tenant: string, person: string, most: number): Promise<number>;
}

const dayMs = 24 * 3_600_000;

/** Counts in the store, since a person's messages reach any of the web processes. */
export function createAddAllowance(deps: {
  readonly store: AddedMembersStore;
  /** milliseconds since 1970 */
  readonly now: () => number;
}): AddAllowance {
  const { store, now } = deps;
  return {
    take(tenant, person, { group, id }, most) {
      const key = createHash('sha256').update(`${group}|${id}`).digest('base64url').slice(0, 16);
      return retryOnConflict('the count of people', async () => {
        const { added, etag } = await store.read(tenant, person);
        const recent = added.filter(({ at }) => at > now() - dayMs);
        if (recent.some((one) => one.key === key)) return undefined;
        if (recent.length >= most) throw new AppError('too-many-added', { most });
        const after = [...recent, { key, at: now() }];
        const written = await store.write(tenant, person, after, etag);
        return written === 'written' ? undefined : 'conflict';
      });
    },
    async left(tenant, person, most) {
      const { added } = await store.read(tenant, person);
      return Math.max(0, most - added.filter(({ at }) => at > now() - dayMs).length);
    },
  };
}
