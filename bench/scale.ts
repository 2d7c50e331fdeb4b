import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/*
 * Azure usage of organizations of several sizes, calculated from the benches' results. `npm run bench -- scale`
 * writes the tables of docs/scale.md. Nothing here ran on Azure: change an assumption or a price and run it
 * again.
 */

/** Assumed behaviour of an organization. */
export const assumptions = {
  /** a file of all people once a week, and the share of rows that differ */
  filesAMonth: 4,
  changedInFile: 0.02,
  /** a daily sync with Entra, and the share of accounts that changed */
  syncsAMonth: 30,
  changedADay: 0.004,
  exportsAMonth: 6,
  turnsAMonth: 1_500,
  /** retention of files, in months (FILE_DAYS) */
  monthsKept: 3,
} as const;

/** US dollars, East US, LRS, pay as you go, as public notes of September 2026 quote them; not checked against the live list. */
export const prices = {
  /** 10,000 requests; a transaction of 100 rows is billed as one */
  tableRequests: 0.00036,
  blobWrites: 0.055,
  queueRequests: 0.004,
  tableGB: 0.045,
  blobGB: 0.0208,
  /** Container Apps, active: a second of a vCPU, of a GiB */
  vcpuSecond: 0.000024,
  gibSecond: 0.000003,
} as const;

/** Azure's published targets, and Teams'. */
export const limits = { rowsOfPartition: 2_000, rowsOfAccount: 20_000 } as const;

/** Counted between the product and Azurite in November 2026, with 100 to 5,000 people. */
const counted = {
  shards: 16,
  page: 1_000,
  batch: 100,
  /** up to this many rows of a file are looked up one by one; more are compared by scanning */
  lookedUp: 1_600,
  /** requests of a step that don't grow with the people */
  plan: 70,
  apply: 130,
  export: 95,
  sync: 100,
  turn: 5,
  /** a worker's daily round, where nothing is due */
  day: 52,
  /** each process polls its queues every two seconds while idle */
  pollsADay: 2 * 43_200,
  /** bytes as Azure counts them: two a letter */
  bytesOfPerson: 1_420,
  bytesOfLink: 330,
  bytesOfRow: 140,
} as const;

const days = 30;
const sizes = [1_000, 10_000, 100_000, 1_000_000];

/** Microseconds of a worker per row, from the benches' largest runs. */
export interface Costs {
  readonly planNew: number;
  readonly planSame: number;
  readonly apply: number;
  readonly export: number;
}

export interface Month {
  readonly people: number;
  /** requests to tables, blobs and queues, without polling */
  readonly requests: number;
  /** seconds of one processor */
  readonly processor: number;
  readonly tableGB: number;
  readonly blobGB: number;
  /** dollars for requests and storage, without processes */
  readonly dollars: number;
  /** shortest time of the first import in seconds, at Azure's limits for its partitions */
  readonly firstImport: number;
}

/** An organization's usage and costs in a month. */
export function monthOf(people: number, costs: Costs): Month {
  const { shards, page, batch } = counted;
  const scan = shards * (Math.floor(people / shards / page) + 1);
  const written = (rows: number) =>
    rows < 1 ? 0 : Math.max(Math.min(rows, shards), Math.ceil(rows / batch));
  const inFile = people * assumptions.changedInFile;
  const inSync = people * assumptions.changedADay;
  const compared = people <= counted.lookedUp ? people : 2 * scan;
  const file = counted.plan + compared + counted.apply + 2 * written(inFile);
  const sync = counted.sync + 2 * inSync + 2 * written(inSync);
  const requests =
    assumptions.filesAMonth * file +
    assumptions.syncsAMonth * sync +
    assumptions.exportsAMonth * (counted.export + scan) +
    assumptions.turnsAMonth * counted.turn +
    days * counted.day;
  const microseconds =
    assumptions.filesAMonth * (people * costs.planSame + inFile * costs.apply) +
    assumptions.syncsAMonth * inSync * (costs.planSame + costs.apply) +
    assumptions.exportsAMonth * people * costs.export;
  const gb = (bytes: number) => bytes / 1e9;
  const tableGB = gb(people * (counted.bytesOfPerson + counted.bytesOfLink));
  const files = assumptions.filesAMonth + assumptions.exportsAMonth;
  const blobGB = gb(people * counted.bytesOfRow * files * assumptions.monthsKept);
  return {
    people,
    requests,
    processor: microseconds / 1e6,
    tableGB,
    blobGB,
    dollars:
      // a tenth of the requests are writes to blobs and queues; the rest go to tables
      ((0.9 * prices.tableRequests + 0.05 * (prices.blobWrites + prices.queueRequests)) *
        requests) /
        10_000 +
      tableGB * prices.tableGB +
      blobGB * prices.blobGB,
    firstImport: Math.max(
      (people * (costs.planNew + costs.apply)) / 1e6,
      people / shards / limits.rowsOfPartition,
      people / limits.rowsOfAccount,
    ),
  };
}

/** Dollars a month of a process that always runs. */
export function processMonth(vcpu: number, gib: number): number {
  return days * 86_400 * (vcpu * prices.vcpuSecond + gib * prices.gibSecond);
}

/** Dollars a month for a process that polls its queues while idle. */
export function pollingMonth(): number {
  return (days * counted.pollsADay * prices.queueRequests) / 10_000;
}

/** The tables of docs/scale.md. */
export function scaleTables(costs: Costs): string {
  const rows = sizes.map((people) => {
    const month = monthOf(people, costs);
    return [
      people.toLocaleString('en'),
      rounded(month.requests).toLocaleString('en'),
      `${rounded(month.processor).toLocaleString('en')} s`,
      `${rounded(month.tableGB)} GB`,
      `${rounded(month.blobGB)} GB`,
      `$${rounded(month.dollars)}`,
      `${rounded(month.firstImport)} s`,
    ];
  });
  const head = [
    'people',
    'requests',
    'processor',
    'tables',
    'files',
    'requests and storage',
    'first import, at least',
  ];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map(() => '---:')),
    ...rows.map(line),
    '',
    `A process of 0.5 vCPU and 1 GiB that is always on: $${Math.round(processMonth(0.5, 1))} a month, and $${rounded(pollingMonth())} for asking its queues.`,
  ].join('\n');
}

/** Rounds to two significant digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

interface ImportResults {
  readonly results: readonly {
    readonly people: number;
    readonly seconds: { readonly new: number; readonly newPlan: number; readonly again: number };
  }[];
}
interface ExportResults {
  readonly results: readonly {
    readonly people: number;
    readonly figures: { readonly csv: { readonly seconds: number } };
  }[];
}

/** @throws Error where `npm run bench` has left no results of imports and exports */
export async function measuredCosts(): Promise<Costs> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(import.meta.dirname, 'results', `${name}.json`), 'utf8'));
  const imports = ((await read('imports')) as ImportResults).results.at(-1);
  const exports = ((await read('exports')) as ExportResults).results.at(-1);
  if (imports === undefined || exports === undefined) throw new Error('run the benches first');
  const each = (seconds: number, people: number) => (seconds * 1e6) / people;
  return {
    planNew: each(imports.seconds.newPlan, imports.people),
    planSame: each(imports.seconds.again, imports.people),
    apply: each(imports.seconds.new - imports.seconds.newPlan, imports.people),
    export: each(exports.figures.csv.seconds, exports.people),
  };
}

export const scaleDocument = path.join(import.meta.dirname, '..', 'docs', 'scale.md');
const between = /(<!-- prettier-ignore-start -->\n)[^]*?(\n<!-- prettier-ignore-end -->)/;

/** The document with its tables replaced. @throws Error where it has no place for them */
export function withTables(document: string, tables: string): string {
  if (!between.test(document)) throw new Error('docs/scale.md has no place for the tables');
  return document.replace(
    between,
    (_all, start: string, end: string) => `${start}\n${tables}\n${end}`,
  );
}

/** Writes the tables of docs/scale.md. */
export async function benchScale(): Promise<void> {
  const tables = scaleTables(await measuredCosts());
  console.log(tables);
  await writeFile(scaleDocument, withTables(await readFile(scaleDocument, 'utf8'), tables));
}
