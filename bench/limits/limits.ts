import { sampleCsv } from '../../scripts/sample-people.ts';
import { withEmbeddedStore } from '../embedded-store.ts';
import { keepFigures, rounded } from '../figures.ts';
import { importFile } from '../imports.ts';
import { startProduct } from '../product.ts';
import { limits as published } from '../scale.ts';
import { createBusyProxy, type Limits, type Passed } from './busy-proxy.ts';

/*
 * Measures an import that is bounded by the account: Azure's published limits, scaled down to a rate that the
 * embedded store can serve. Measures the time from selecting Import to the end, and the share of the limit that
 * was used.
 */
const scale = 20;
const limits: Limits = {
  partition: published.rowsOfPartition / scale,
  account: published.rowsOfAccount / scale,
};
/** as with an Azure account */
const concurrency = 16;
const people = 30_000;

/** @param _sizes ignored, since the limits make one size long enough */
export async function benchLimits(_sizes: readonly number[]): Promise<void> {
  const csv = [...sampleCsv({ count: people, seed: 1 })].join('');
  const result = await withEmbeddedStore(async ({ storage, addresses }) => {
    const proxy = createBusyProxy(limits);
    const behind = {
      connectionString: await proxy.behind(addresses.connectionString),
      people: await proxy.behind(addresses.people),
    };
    const product = await startProduct(behind, { concurrency });
    try {
      const took = await importFile(product, storage, 'limits.csv', csv, () => proxy.take());
      return figuresOf(took.apply / 1_000, proxy.take());
    } finally {
      await product.stop();
      await proxy.stop();
    }
  });
  console.log(
    `an import of ${people} people, the account allowing ${limits.account} rows a second`,
  );
  console.table(result);
  await keepFigures('limits', { people, limits, scale, ...result });
}

function figuresOf(seconds: number, passed: Passed) {
  const rows = [...passed.rows.values()].reduce((sum, count) => sum + count, 0);
  const ofPeople = [...passed.rows].filter(([table]) => table.startsWith('people'));
  const written = ofPeople.reduce((sum, [, count]) => sum + count, 0);
  return {
    seconds: rounded(seconds),
    rowsPerSecond: Math.round(rows / seconds),
    shareOfAccount: rounded2(rows / seconds / limits.account),
    shareOfAccountInPeople: rounded2(written / seconds / limits.account),
    refusedOfRequests: rounded2(passed.requestsRefused / passed.requests),
    rowsAskedForEachPassed: rounded2((rows + passed.rowsRefused) / rows),
    maxPauseSeconds: rounded(passed.maxPauseMs / 1_000),
    partitions: ofPeople.length,
  };
}

const rounded2 = (value: number) => Math.round(value * 100) / 100;
