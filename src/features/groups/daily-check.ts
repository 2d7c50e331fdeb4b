import type { JobSender } from '../../domain/operations/ports.ts';
import type { GroupStore, RosterQueue } from './ports.ts';

/**
 * Reads each group's members again once a day, since an event may have been missed, and provisions those not
 * provisioned yet.
 * @returns number of groups
 */
export function createDailyGroupCheck(deps: {
  readonly groups: GroupStore;
  readonly rosters: RosterQueue;
  readonly jobs: JobSender;
  /** milliseconds since 1970 */
  readonly now: () => number;
}) {
  return async (tenant: string, signal: AbortSignal): Promise<number> => {
    const all = await deps.groups.all(tenant);
    const alive = all.filter(({ deletedAt }) => deletedAt === undefined);
    for (const { id } of alive) {
      signal.throwIfAborted();
      const at = new Date(deps.now()).toISOString();
      await deps.rosters.send({ v: 1, type: 'read-roster', tenant, group: id, at });
      await deps.jobs.send({ v: 1, type: 'follow-group', tenant, group: id });
    }
    return alive.length;
  };
}
