import { parse } from 'csv-parse/sync';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleCsv } from '../scripts/sample-people.ts';
import type { Operation } from '../src/domain/operations/operation.ts';
import type { Storage } from '../src/infra/storage/storage.ts';
import { batchesOf, scanBare, writeBare } from './ceiling.ts';
import { withEmbeddedStore } from './embedded-store.ts';
import { keepFigures, median, rounded } from './figures.ts';
import { importInTransactions } from './peers/straightforward.ts';
import { startProduct, type Product } from './product.ts';
import { rawBatchesOf, writeRaw } from './raw-requests.ts';
import { sampleDirectory } from './sample-directory.ts';

/*
 * Measures whole imports as an admin sees them: a file sent in chat to the product in its own process, the
 * preview's card, the Import button, the notice of the end. The admin's own time is not counted. In the same
 * round: the ceiling, the SDK's own writes, and a naive writer of the same file. All of them have written people before:
 * what the first import after a start takes is a figure of its own.
 */

const patienceMs = 600_000;
/** The fastest of 1 to 16 on the embedded store. */
const concurrency = 4;
/** one row in a hundred differs */
const changedEvery = 100;

interface Took {
  /** ms from sending the file until its preview is in the chat */
  readonly plan: number;
  /** ms from selecting Import until its notice is in the chat */
  readonly apply: number;
  readonly operation: Operation;
}

async function until(
  storage: Storage,
  tenant: string,
  fits: (operation: Operation) => boolean,
): Promise<Operation> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const [newest] = (await storage.operations.page(tenant, 'import', 1)).operations;
    if (newest !== undefined && fits(newest)) return newest;
    if (performance.now() > end) throw new Error(`it stands at ${newest?.state ?? 'nothing'}`);
    await pause(50);
  }
}

/** Sends a file, waits for the preview, imports it. */
export async function importFile(
  { teams: { tara } }: Product,
  storage: Storage,
  name: string,
  csv: string,
  onPreview: () => void = () => undefined,
): Promise<Took> {
  const tenant = tara.person.tenantId;
  await tara.say('import employees');
  const sent = performance.now();
  await tara.sendFile(name, csv);
  const preview = await tara.waitForCard(
    (card) => card.titles.includes('Import') && card.text.includes(name),
    { since: 'start', timeoutMs: patienceMs },
  );
  const plan = performance.now() - sent;
  onPreview();
  const pressed = performance.now();
  await tara.press(preview, 'Import');
  await tara.waitForCard(({ text }) => text.includes('Import completed') && text.includes(name), {
    since: 'start',
    timeoutMs: patienceMs,
  });
  const apply = performance.now() - pressed;
  const operation = await until(storage, tenant, ({ state }) => state === 'completed');
  return { plan, apply, operation };
}

/** Rows of the file that is imported before the measured ones. */
const rowsBefore = 10_000;
/** After an import, before the next file: its chat may be written to again, and the view is up to date. */
export const afterwardsMs = 3_000;

/** The files of a round: the measured one, and one of other people. */
export function filesOf(people: number): { readonly csv: string; readonly before: string } {
  const count = people + Math.min(people, rowsBefore);
  const [header = '', ...rows] = [...sampleCsv({ count, seed: 1 })].join('').split('\r\n');
  const file = (lines: readonly string[]) => [header, ...lines, ''].join('\r\n');
  return { csv: file(rows.slice(0, people)), before: file(rows.slice(people, count)) };
}

/** The process of the others has written people before it is measured, so this one has too. */
export async function importBefore(
  product: Product,
  storage: Storage,
  before: string,
): Promise<Took> {
  const took = await importFile(product, storage, 'before.csv', before);
  await pause(afterwardsMs);
  return took;
}

/** The file with another job title in one row of a hundred. */
function withChanges(csv: string): string {
  const lines = csv.split('\n');
  const title = (lines[0] ?? '').split(',').indexOf('Job title');
  return lines
    .map((line, index) => {
      if (index === 0 || index % changedEvery !== 0 || line.includes('"')) return line;
      const cells = line.split(',');
      if (cells[title] !== undefined) cells[title] = `${cells[title]} (new)`;
      return cells.join(',');
    })
    .join('\n');
}

interface Round {
  /** time of csv-parse alone for the same bytes, ms */
  readonly parse: number;
  readonly ceiling: number;
  /** the SDK's submitTransaction with the same rows */
  readonly sdk: number;
  /** a naive writer: transactions of 100, one table */
  readonly naive: number;
  readonly scan: number;
  /** the first import after the product's start, of at most 10,000 other people */
  readonly first: Took;
  readonly newPeople: Took;
  readonly again: Took;
  readonly changed: Took;
  readonly peakMB: number;
}

async function bareTimes(people: number, csv: string) {
  const batches = batchesOf([...sampleDirectory(people)]);
  const sdk = await withEmbeddedStore(async ({ addresses }) => {
    const write = await timed(() => writeBare(addresses, batches, concurrency));
    const scan = await timed(async () => {
      const rows = await scanBare(addresses, concurrency);
      if (rows !== people) throw new Error(`${rows} rows instead of ${people}`);
    });
    return { write, scan };
  }, 'memory');
  const ceiling = await withEmbeddedStore(({ addresses }) => {
    const raw = rawBatchesOf(addresses, batches);
    return timed(() => writeRaw(addresses, raw, concurrency));
  }, 'memory');
  const naive = await withEmbeddedStore(
    ({ addresses }) => importInTransactions(addresses, csv),
    'memory',
  );
  return { ceiling, sdk: sdk.write, scan: sdk.scan, naive };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Returns the second of two runs, since the first compiles. */
function parseBare(csv: string): number {
  let took = 0;
  for (let run = 0; run < 2; run += 1) {
    const began = performance.now();
    const rows = (parse(csv) as unknown[]).length;
    took = performance.now() - began;
    if (rows === 0) throw new Error('nothing was parsed');
  }
  return took;
}

async function oneRound(people: number): Promise<Round> {
  const { csv, before } = filesOf(people);
  const bare = await bareTimes(people, csv);
  const bareParse = parseBare(csv);
  return withEmbeddedStore(async ({ storage, addresses }) => {
    const product = await startProduct(addresses);
    try {
      const first = await importBefore(product, storage, before);
      const newPeople = await importFile(product, storage, 'new.csv', csv);
      expectCounts(newPeople, { added: people });
      await pause(afterwardsMs);
      const again = await importFile(product, storage, 'again.csv', csv);
      expectCounts(again, { added: 0, unchanged: people });
      await pause(afterwardsMs);
      const changed = await importFile(product, storage, 'changed.csv', withChanges(csv));
      const { updated } = changed.operation.counts;
      if (updated < people / changedEvery / 4) throw new Error(`only ${updated} changed`);
      const peakMB = await product.peakMB();
      return { ...bare, parse: bareParse, first, newPeople, again, changed, peakMB };
    } finally {
      await product.stop();
    }
  }, 'memory');
}

function expectCounts({ operation }: Took, wanted: Partial<Operation['counts']>): void {
  for (const [key, value] of Object.entries(wanted)) {
    const count = operation.counts[key as keyof Operation['counts']];
    if (count !== value) throw new Error(`${key}: ${count} instead of ${value}`);
  }
}

const whole = ({ plan, apply }: Took) => plan + apply;

async function benchSize(people: number, rounds: number) {
  const all: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const one = await oneRound(people);
    all.push(one);
    console.log(
      `${people} people, round ${round + 1}: ceiling ${seconds(one.ceiling)}, SDK ${seconds(one.sdk)}, naive ${seconds(one.naive)}, first ${seconds(whole(one.first))}, new ${seconds(one.newPeople.plan)} + ${seconds(one.newPeople.apply)}, ` +
        `again ${seconds(one.again.plan)} + ${seconds(one.again.apply)}, changed ${seconds(one.changed.plan)} + ${seconds(one.changed.apply)}, ${rounded(one.peakMB)} MB`,
    );
  }
  const of = (pick: (round: Round) => number) => median(all.map(pick));
  const share = (pick: (round: Round) => number) => Math.round(of(pick) * 100) / 100;
  const isWholeFirst = people <= rowsBefore;
  return {
    people,
    rounds,
    seconds: {
      ceiling: rounded(of((round) => round.ceiling) / 1000),
      sdk: rounded(of((round) => round.sdk) / 1000),
      naive: rounded(of((round) => round.naive) / 1000),
      scan: rounded(of((round) => round.scan) / 1000),
      first: rounded(of((round) => whole(round.first)) / 1000),
      new: rounded(of((round) => whole(round.newPeople)) / 1000),
      parse: rounded(of((round) => round.parse) / 1000),
      newPlan: rounded(of((round) => round.newPeople.plan) / 1000),
      again: rounded(of((round) => whole(round.again)) / 1000),
      changed: rounded(of((round) => whole(round.changed)) / 1000),
    },
    rowsPerSecond: {
      new: Math.round(people / (of((round) => whole(round.newPeople)) / 1000)),
      again: Math.round(people / (of((round) => whole(round.again)) / 1000)),
      changed: Math.round(people / (of((round) => whole(round.changed)) / 1000)),
    },
    shares: {
      ...(isWholeFirst && {
        firstTimesNaive: share((round) => whole(round.first) / round.naive),
      }),
      newTimesNaive: share((round) => whole(round.newPeople) / round.naive),
      newOfCeiling: share((round) => round.ceiling / whole(round.newPeople)),
      newApplyOfCeiling: share((round) => round.ceiling / round.newPeople.apply),
      againOfNew: share((round) => whole(round.again) / whole(round.newPeople)),
      parseOfNewPreview: share((round) => round.parse / round.newPeople.plan),
      parseOfPreviewAgain: share((round) => round.parse / round.again.plan),
      changedOfAgain: share((round) => whole(round.changed) / whole(round.again)),
    },
    peakMB: rounded(of((round) => round.peakMB)),
  };
}

/** A preview alone, with an empty directory. */
async function benchPreview(rows: number) {
  const source = function* () {
    for (const part of sampleCsv({ count: rows, seed: 1 })) yield Buffer.from(part);
  };
  return withEmbeddedStore(async ({ storage, addresses }) => {
    const product = await startProduct(addresses);
    try {
      const { tara } = product.teams;
      await tara.say('import employees');
      const sent = performance.now();
      await tara.sendFile('large.csv', Readable.from(source()));
      await until(storage, tara.person.tenantId, ({ state }) => state === 'preview');
      const took = performance.now() - sent;
      return { rows, seconds: rounded(took / 1000), peakMB: rounded(await product.peakMB()) };
    } finally {
      await product.stop();
    }
  });
}

/** rows of the largest file, which is only previewed */
const largest = 1_000_000;

const seconds = (ms: number) => `${rounded(ms / 1000)} s`;

/** @param sizes numbers of people */
export async function benchImports(sizes: readonly number[]): Promise<void> {
  const results = [];
  for (const people of sizes) results.push(await benchSize(people, people >= 100_000 ? 3 : 5));
  for (const { people, seconds: took, shares, peakMB } of results) {
    console.log(`imports of ${people} people, peak memory ${peakMB} MB`);
    console.table({ seconds: took, shares });
  }
  const preview = await benchPreview(largest);
  console.log(`the preview of ${largest} rows`);
  console.table(preview);
  await keepFigures('imports', { results, preview });
}
