import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import {
  measuredCosts,
  monthOf,
  processMonth,
  scaleDocument,
  scaleTables,
  withTables,
} from '../../bench/scale.ts';

describe('what docs/scale.md calculates', () => {
  it('is what the results of the benches come to', async () => {
    const document = await readFile(scaleDocument, 'utf8');
    expect(withTables(document, scaleTables(await measuredCosts()))).toBe(document);
  });

  it('costs less for each person the larger the organization is, and the processes more than all else', async () => {
    const costs = await measuredCosts();
    const small = monthOf(10_000, costs);
    const large = monthOf(100_000, costs);
    expect(large.requests).toBeGreaterThan(small.requests);
    expect(large.requests / 100_000).toBeLessThan(small.requests / 10_000);
    expect(large.dollars).toBeLessThan(processMonth(0.5, 1));
  });
});
