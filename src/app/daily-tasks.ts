import { createRetention } from '../domain/operations/retention.ts';
import { isInTimeToUndo, isUndoable, undoDays } from '../domain/operations/undoable.ts';
import { isEnded } from '../domain/operations/operation.ts';
import { createWakeOpen } from '../domain/operations/wake-open.ts';
import { createDailyGroupCheck } from '../features/groups/daily-check.ts';
import { createNoticeRetention } from '../features/notices/retention.ts';
import { shards } from '../domain/person-id.ts';
import { createPurge } from '../features/people/purge.ts';
import { clearAbandoned } from '../jobs/in-write-order.ts';
import { createDailyPurge, type DailyPurge, type DailyTask } from '../jobs/purge-daily.ts';
import type { Dependencies } from './dependencies.ts';
import type { Shared } from './shared.ts';

/** A kept segment of the directory view is rebuilt before it is this old, so older entries of the change feed aren't needed. */
const changeFeedKeptMs = 7 * 24 * 3_600_000;
/** Clocks of processes differ: an undo that one still allows must not lose its data to the clean-up of another. */
const undoClockSkewMs = 3_600_000;

/** The tasks that run once a day for each organization. */
export function composeDailyTasks({ storage, log }: Dependencies, shared: Shared): DailyPurge {
  const { now, jobs, serves } = shared;
  const purgePeople = createPurge({
    store: storage.people,
    aliases: storage.aliases,
    attributes: shared.attributes,
    apart: storage.apart,
    changeFeed: storage.changes,
    audit: shared.audit,
    now,
  });
  const checkGroups = createDailyGroupCheck({
    groups: storage.groups,
    rosters: shared.deliveries,
    jobs,
    now,
  });
  const wakeOpen = createWakeOpen({ operations: storage.operations, jobs, now });
  const undoFiles = createRetention({
    operations: storage.operations,
    files: storage.work,
    days: undoDays,
    workOnly: true,
    needs: (operation) =>
      !isEnded(operation.state) ||
      (isUndoable(operation) && isInTimeToUndo(operation, now() - undoClockSkewMs)),
    now,
  });
  const removeOldNotices = createNoticeRetention({ outbox: storage.outbox, now });
  /** Deleting a person only hides their picture: they may be restored the next moment. */
  const removePictures = async (tenant: string, signal: AbortSignal) => {
    const deleted = new Set<string>();
    for (const shard of shards) {
      for await (const page of storage.people.scanDeleted(tenant, shard, signal))
        for (const { id } of page) deleted.add(id);
    }
    return shared.pictures.removeOf(tenant, deleted, signal);
  };
  const onlyServed =
    (task: DailyTask): DailyTask =>
    (tenant, signal) =>
      serves(tenant) ? task(tenant, signal) : Promise.resolve({});
  return createDailyPurge({
    // Also one that the deployment served before: what it deleted and what is too old still has to go.
    organizations: () => storage.knownOrganizations(),
    tasks: [
      onlyServed(async (tenant) => {
        await shared.schedules.wakeAll(tenant);
        return {};
      }),
      onlyServed(async (tenant) => {
        await shared.syncSettings.wake(tenant);
        return {};
      }),
      onlyServed(async (tenant) => {
        const held = await shared.syncs.expire(tenant);
        if (held !== undefined) await shared.announcer.moved(held);
        return {};
      }),
      onlyServed(async (tenant, signal) => ({ open: await wakeOpen(tenant, signal) })),
      async (tenant) => ({ bulk: await shared.bulk.settle(tenant) }),
      async (tenant) => ({ settled: await shared.audit.reconcile(tenant) }),
      async (tenant) => ({ places: await clearAbandoned({ ...storage, now }, tenant) }),
      // In this order, and not at all if it fails: nothing leads to the picture of someone who is purged.
      async (tenant, signal) => {
        const pictures = await removePictures(tenant, signal);
        return { pictures, ...(await purgePeople(tenant, signal)) };
      },
      async (tenant) => ({
        notes: await storage.changes.purge(tenant, now() - changeFeedKeptMs),
      }),
      onlyServed(async (tenant, signal) => ({ groups: await checkGroups(tenant, signal) })),
      async (tenant) => ({ requests: await shared.restoreRequests.removeOld(tenant) }),
      async (tenant, signal) => ({ files: await shared.retention.removeOld(tenant, signal) }),
      async (tenant, signal) => ({ told: await removeOldNotices(tenant, signal) }),
      async (tenant, signal) => ({ undos: await undoFiles.removeOld(tenant, signal) }),
    ],
    log,
  });
}
