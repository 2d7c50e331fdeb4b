/**
 * Numbers of the house that decide how much is asked of the store, with where they stand. Few of them are exported there, since
 * nobody else needs them; that they are still right shows when counted requests are held against predicted ones (predict.ts).
 */
export const house = {
  /** directory/person-id.ts */
  shards: 16,
  /** storage/people.ts: rows in an answer */
  page: 1_000,
  /** imports/apply-shard.ts, people/arrival-round.ts, storage/change-notes.ts */
  writesInBatch: 100,
  /** imports/compare-shard.ts: up to so many rows of a shard are read one by one */
  fewRows: 100,
  /** imports/compare-shard.ts: one read costs as much as so many people in a scan */
  scannedForOneRead: 20,
  /** imports/apply-import.ts: from more changes on the view is made anew */
  manyChanges: 1_600,
  /** jobs/sync-people-job.ts: the same, of a sync */
  manySynced: 1_000,
  /** graph/entra.ts: users in an answer of Graph */
  graphPage: 999,
  /** storage/upload.ts: bytes of a block */
  block: 1024 * 1024,
  /** jobs/writing.ts, jobs/export-people-job.ts: seconds between two checkpoints */
  checkpointSeconds: 1.5,
  /** jobs/plan-import-job.ts */
  planProgressSeconds: 2,
  /** jobs/loop.ts: seconds between two renewals of a claim, and between two looks at an empty queue */
  renewalSeconds: 5,
  idlePollSeconds: 2,
  /** compose-jobs.ts: jobs at once in a worker */
  slots: 4,
  /** settings.ts FILE_DAYS, operations/undoable.ts */
  fileDays: 90,
  undoDays: 30,
  /** view/directory-view.ts */
  viewMemoryBytes: 300 * 1024 * 1024,
  /** jobs/housekeeping.ts: sweeps of each process in a day */
  turnSweepsADay: 24,
  noticeSweepsADay: 288,
} as const;
