import { withEmbeddedStore } from '../embedded-store.ts';
import { keepFigures, median, rounded } from '../figures.ts';
import { filesOf, importBefore, importFile } from '../imports.ts';
import { startProduct } from '../product.ts';
import { startDirectus, type Directus } from './directus.ts';
import { importInTransactions, importRowByRow } from './straightforward.ts';

/*
 * Imports the same file on the same machine, alternately: with this product from the file in chat to the notice,
 * with naive bots, and with a well-known open-source product that imports CSV files.
 */
const usualRounds = 3;
/** A peer takes minutes for more, so there is one round of them. */
const mostInRounds = 10_000;

interface Took {
  /** ms */
  readonly newPeople: number;
  readonly again: number;
}

async function ours(csv: string, before: string): Promise<Took> {
  return withEmbeddedStore(async ({ storage, addresses }) => {
    const product = await startProduct(addresses);
    try {
      await importBefore(product, storage, before);
      const first = await importFile(product, storage, 'new.csv', csv);
      const second = await importFile(product, storage, 'again.csv', csv);
      return { newPeople: first.plan + first.apply, again: second.plan + second.apply };
    } finally {
      await product.stop();
    }
  });
}

async function naive(write: typeof importRowByRow, csv: string): Promise<Took> {
  return withEmbeddedStore(async ({ addresses }) => {
    const newPeople = await write(addresses, csv);
    return { newPeople, again: await write(addresses, csv) };
  });
}

async function directus(peer: Directus, csv: string): Promise<Took> {
  await peer.empty();
  const newPeople = await peer.importFile(csv);
  return { newPeople, again: await peer.importFile(csv) };
}

async function benchSize(people: number, peer: Directus | undefined) {
  const { csv, before } = filesOf(people);
  const took = new Map<string, Took[]>();
  const note = (who: string, one: Took) => took.set(who, [...(took.get(who) ?? []), one]);
  const rounds = people > mostInRounds ? 1 : usualRounds;
  for (let round = 0; round < rounds; round += 1) {
    note('Rollcall', await ours(csv, before));
    note('naive bot, transactions of 100', await naive(importInTransactions, csv));
    note('naive bot, row by row', await naive(importRowByRow, csv));
    if (peer !== undefined) note(peer.name, await directus(peer, csv));
  }
  const mine = took.get('Rollcall') ?? [];
  const figures = Object.fromEntries(
    [...took].map(([who, all]) => {
      const share = (pick: (one: Took) => number) =>
        rounded(median(all.map((one, round) => pick(one) / pick(mine[round] ?? one))));
      const seconds = (pick: (one: Took) => number) => rounded(median(all.map(pick)) / 1_000);
      return [
        who,
        {
          newSeconds: seconds((one) => one.newPeople),
          againSeconds: seconds((one) => one.again),
          newTimesOurs: share((one) => one.newPeople),
          againTimesOurs: share((one) => one.again),
        },
      ];
    }),
  );
  return { people, rounds, figures };
}

/**
 * The open-source product is included where it is installed: its folder in DIRECTUS_FOLDER, a PostgreSQL for it
 * in DIRECTUS_DATABASE (CONTRIBUTING.md).
 * @param sizes numbers of people
 */
export async function benchPeers(sizes: readonly number[]): Promise<void> {
  const { DIRECTUS_FOLDER: folder, DIRECTUS_DATABASE: database } = process.env;
  const isThere = folder !== undefined && database !== undefined;
  const peer = isThere ? await startDirectus(folder, database) : undefined;
  const results = [];
  try {
    for (const people of sizes) {
      const result = await benchSize(people, peer);
      results.push(result);
      console.log(`imports of ${people} people, beside others`);
      console.table(result.figures);
    }
  } finally {
    await peer?.stop();
  }
  await keepFigures('peers', { results });
}
