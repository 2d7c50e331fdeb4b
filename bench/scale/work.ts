import { assumptions as given } from './assumptions.ts';
import { house } from './house.ts';
import { limits } from './limits.ts';
import { applied, exported, planned, synced, type Import } from './predict.ts';
import { kindsOf, total, type Requests } from './requests.ts';
import type { WorkerCpu } from './worker-cpu.ts';

export type JobKind = 'plan' | 'apply' | 'export' | 'sync';

/** A job as a worker feels it. */
export interface Work {
  readonly kind: JobKind;
  /** seconds of a processor of its own */
  readonly cpu: number;
  /** seconds that it takes at least, were processors free: what it waits for answers, and what its busiest partition takes */
  readonly least: number;
  readonly requests: Requests;
  /** rows read and written, each row of a page or a batch being one */
  readonly rows: number;
  /** of these, those of the one partition that has most to do */
  readonly busiest: number;
}

export type Measured = Pick<WorkerCpu, 'microseconds' | 'bytes'>;

/** Reads and transactions at once: storage/people.ts, storage/entra-links.ts, main.ts */
const readsAtOnce = 8;
const linksAtOnce = 16;
const batchesAtOnce = 16;

/** What the jobs of an organization of so many people come to. */
export function workOf(people: number, { microseconds, bytes }: Measured) {
  const seconds = (what: keyof WorkerCpu['microseconds'], times: number) =>
    (microseconds[what] * times) / 1e6;
  const pages = Math.max(house.shards, people / house.page);

  const work = (
    kind: JobKind,
    told: { cpu: number; waits: number; rows: number; busiest: number },
    requestsIn: (seconds: number) => Requests,
  ): Work => {
    const least = Math.max(told.waits, told.busiest / limits.partitionRows);
    const requests = requestsIn(Math.max(least, told.cpu));
    // What isn't counted row by row is a row for each request.
    const single = total(requests, kindsOf('table'));
    return { ...told, kind, least, requests, rows: told.rows + single };
  };

  const imported = (rows: number, there: number, added: number, updated: number) => {
    const file: Import = {
      ...{ rows, people: there, added, updated, seconds: 0, hasAccounts: true },
      fileBytes: rows * bytes.file,
      planBytes: added > updated ? bytes.planOfNew : bytes.planOfChanged,
    };
    const changed = added + updated;
    const isScanned = rows / house.shards > house.fewRows;
    const lookUps = isScanned ? updated : rows;
    const scanned = isScanned ? there : 0;
    // A large one is followed by the view, and one that adds by a look at all who have accounts.
    const again = (changed > house.manyChanges ? 1 : 0) + (added > 0 && there > 0 ? 1 : 0);
    return {
      plan: work(
        'plan',
        {
          cpu:
            seconds(there > 0 && isScanned ? 'planOfSame' : 'plan', rows) +
            seconds('lookUp', lookUps),
          waits: (isScanned ? pages * given.page : 0) + (lookUps / readsAtOnce) * given.lookUp,
          rows: scanned + lookUps,
          busiest: scanned / house.shards,
        },
        (taken) => planned({ ...file, seconds: taken }),
      ),
      apply: work(
        'apply',
        {
          cpu: seconds('apply', changed) + again * seconds('scan', people),
          waits:
            (changed / house.writesInBatch / batchesAtOnce) * given.batch +
            again * pages * given.page,
          rows: changed + again * people,
          busiest: (changed + again * people) / house.shards,
        },
        (taken) => applied({ ...file, seconds: taken }),
      ),
    };
  };

  const sync = (
    users: number,
    told: { added: number; updated: number; removed: number; isFull: boolean },
  ) => {
    const { added, updated, removed, isFull } = told;
    const scans = (added > 0 ? 1 : 0) + (isFull ? 1 : 0);
    const there = isFull ? 0 : people;
    const lookUps = 2 * users + 5 * removed;
    return work(
      'sync',
      {
        cpu:
          seconds('lookUp', lookUps) +
          seconds('scan', scans * there) +
          seconds('apply', added + updated),
        waits:
          Math.max(1, users / house.graphPage) * given.graphPage +
          (users / linksAtOnce + users / readsAtOnce) * given.lookUp +
          scans * (there / house.page) * given.page +
          removed * 7 * given.lookUp,
        rows: lookUps + scans * there + 2 * (added + updated),
        // All links to accounts stand in the organization's one partition, and so do entries kept aside.
        busiest: users + added,
      },
      (taken) => synced({ ...told, users, people: there, isDaily: !isFull, seconds: taken }),
    );
  };

  return {
    weekly: imported(
      people,
      people,
      Math.round(people * given.addedInFile),
      Math.round(people * given.updatedInFile),
    ),
    firstImport: imported(people, 0, people, 0),
    export: work(
      'export',
      {
        cpu: seconds('export', people),
        waits: pages * given.page,
        rows: people,
        busiest: people / house.shards,
      },
      (taken) =>
        exported({
          people,
          fileBytes: people * bytes.export,
          rosterBytes: people * bytes.roster,
          seconds: taken,
        }),
    ),
    daily: sync(
      Math.max(1, Math.round(people * (given.changedADay + given.newADay + given.goneADay))),
      {
        added: Math.round(people * given.newADay),
        updated: Math.round(people * given.changedADay),
        removed: Math.round(people * given.goneADay),
        isFull: false,
      },
    ),
    firstSync: sync(people, { added: people, updated: 0, removed: 0, isFull: true }),
  };
}
