/**
 * What others allow, as they publish it; read in November 2026 from stored copies of their documentation, not from the live pages.
 * High-end targets, says Azure: a partition that was cold a minute ago gives less, and answers 503 until it has moved.
 */
export const limits = {
  /** learn.microsoft.com/azure/storage/common/scalability-targets-standard-account: requests a second of an account by default;
   *  40,000 in the larger regions */
  accountRequests: 20_000,
  /** learn.microsoft.com/azure/storage/tables/scalability-targets: a second, rows of 1 KiB. Whether the 20 rows of a batch are 20
   *  there isn't said; they are counted so, which is the careful way */
  accountRows: 20_000,
  partitionRows: 2_000,
  /** learn.microsoft.com/azure/storage/queues/scalability-targets: messages a second of one queue */
  queueMessages: 2_000,
  /** accounts for each region and subscription, before asking for more */
  accounts: 250,
  /** learn.microsoft.com/graph/throttling-limits, identity and access: units in 10 s of one app in one organization of more than
   *  500 users, and in 20 s of one app in all; a page of users with $select costs one */
  graphUnitsOfTenant: 8_000 / 10,
  graphUnitsOfApp: 150_000 / 20,
  /** notices/pace.ts: requests a second of an app in an organization, as Teams allows them */
  teamsRequestsOfTenant: 50,
} as const;
