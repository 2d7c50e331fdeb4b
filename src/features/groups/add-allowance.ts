import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../errors.ts';
import type { AddedMembersStore } from './ports.ts';

export interface AddAllowance {
  /**
   * Counts somebody who is about to be added to a group.
   * @param person who adds; Entra object id
   * @param member who is added, to which group: the same one within the day counts once
   * @param most in any 24 hours
   * @throws AppError `too-many-added`
   */
  take(
    tenant: string,
    person: string,
    member: { readonly group: string; readonly id: string },
    most: number,
  ): Promise<void>;
}

const dayMs = 24 * 3_600_000;
const rounds = 20;

/** Counts in the store, since a person's messages come to any of the web processes. */
export function createAddAllowance(deps: {
  readonly store: AddedMembersStore;
  /** milliseconds since 1970 */
  readonly now: () => number;
}): AddAllowance {
  const { store, now } = deps;
  return {
    async take(tenant, person, { group, id }, most) {
      const key = createHash('sha256').update(`${group}|${id}`).digest('base64url').slice(0, 16);
      for (let round = 0; round < rounds; round += 1) {
        const { added, etag } = await store.read(tenant, person);
        const recent = added.filter(({ at }) => at > now() - dayMs);
        if (recent.some((one) => one.key === key)) return;
        if (recent.length >= most) throw new AppError('too-many-added', { most });
        const after = [...recent, { key, at: now() }];
        if ((await store.write(tenant, person, after, etag)) === 'written') return;
        await pause(Math.random() * 20 * round);
      }
      throw new AppError('storage-unreachable', {}, { note: 'the count of people kept changing' });
    },
  };
}
