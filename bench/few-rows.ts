import { setTimeout as pause } from 'node:timers/promises';
import { sampleCsv } from '../scripts/sample-people.ts';
import { withEmbeddedStore } from './embedded-store.ts';
import { keepFigures, median, rounded } from './figures.ts';
import { afterwardsMs, importFile } from './imports.ts';
import { startProduct } from './product.ts';

/*
 * Measures a file of few rows that is imported into a large directory: its time and its requests must not depend
 * on how many people are there. The directory comes from a file as well; before the few, its lists are read again.
 */
const fewRows = 100;
const directories = [0, 20_000, 100_000];
const rounds = 5;
/** Until the lists have been read again after the large import. */
const calmMs = 20_000;

async function benchDirectory(people: number) {
  const [header = '', ...rows] = [...sampleCsv({ count: people + fewRows * (rounds + 1), seed: 1 })]
    .join('')
    .trimEnd()
    .split('\n');
  const part = (from: number, count: number) =>
    `${[header, ...rows.slice(from, from + count)].join('\n')}\n`;
  return withEmbeddedStore(async ({ storage, addresses }) => {
    const product = await startProduct(addresses);
    try {
      if (people > 0) {
        await importFile(product, storage, 'directory.csv', part(fewRows * (rounds + 1), people));
        await pause(calmMs);
      }
      const took: { plan: number; apply: number; requests: number }[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        await pause(afterwardsMs);
        await product.stretches();
        const csv = part(round * fewRows, fewRows);
        const { plan, apply } = await importFile(product, storage, `few-${round}.csv`, csv);
        const { requests } = await product.stretches();
        // The first one loads the lists and compiles.
        if (round > 0) took.push({ plan, apply, requests });
      }
      const of = (key: 'plan' | 'apply' | 'requests') => median(took.map((one) => one[key]));
      return {
        people,
        rows: fewRows,
        previewMs: rounded(of('plan')),
        noticeMs: rounded(of('apply')),
        requests: of('requests'),
      };
    } finally {
      await product.stop();
    }
  }, 'memory');
}

/** @param _sizes ignored: the sizes of directories are its own */
export async function benchFewRows(_sizes: readonly number[]): Promise<void> {
  const results = [];
  for (const people of directories) results.push(await benchDirectory(people));
  console.log(`${fewRows} new people into a directory`);
  console.table(results);
  await keepFigures('few-rows', { rounds, results });
}
