/** How organizations behave: guesses, all in one place. Change one and run it again. */
export const assumptions = {
  seed: 26,
  organizations: 1_000,
  /** the one of rank r has largest / r people, give or take; so all together are some 7.5 million, half of which are in the 30 largest */
  largest: 1_000_000,
  scatter: 0.3,
  /** where they are: UTC offset in hours, and their share */
  zones: [
    [-8, 0.1],
    [-5, 0.2],
    [0, 0.15],
    [1, 0.25],
    [3, 0.05],
    [5.5, 0.15],
    [8, 0.07],
    [10, 0.03],
  ],
  /** hours of the daily sync, local, and how many choose them: on the hour, all at once */
  syncHours: [
    [0, 0.15],
    [1, 0.1],
    [2, 0.35],
    [3, 0.15],
    [4, 0.1],
    [6, 0.15],
  ],
  /** of the people: whose account changes in a day, comes new, goes */
  changedADay: 0.003,
  newADay: 0.0003,
  goneADay: 0.0003,
  /** a file a week, of everybody; of its rows so many differ, so many are new */
  updatedInFile: 0.02,
  addedInFile: 0.002,
  /** when admins work, local: hours of a weekday */
  workFrom: 8,
  workUntil: 18,
  /** exports of everybody: each organization so many by hand in a week, and this share has one by schedule, Mondays at this hour */
  exportsByHand: 1,
  scheduled: 0.3,
  scheduleHour: 6,
  /** turns in a working day: admins of an organization, and what each asks; one of four of these is about the directory */
  adminsFrom: 2,
  adminsForThousand: 0.2,
  maxAdmins: 50,
  turnsOfAdmin: 20,
  followedInTurn: 2,
  /** a downloaded file: exports, and every tenth original or log */
  downloadsOfExport: 1,

  /** processes: web ones, and vCPU and GiB of each */
  webs: 2,
  vcpu: 1,
  gib: 2,
  /** how long Azure takes within a region, in seconds: a look-up or write; a batch of 100; a page of 1,000; a page of Graph */
  lookUp: 0.005,
  batch: 0.04,
  page: 0.08,
  graphPage: 1,
} as const;
