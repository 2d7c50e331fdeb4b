import { describe, expect, it } from '@jest/globals';
import { readKeptRows } from '../../../src/features/imports/kept-rows.ts';
import type { PlannedRow } from '../../../src/features/imports/plan-line.ts';
import { createSpillFiles } from '../../../src/features/imports/spill-files.ts';

const rowOf = (record: number): PlannedRow => ({
  id: String(record % 7).padStart(32, '0'),
  line: record + 2,
  record,
  fields: { displayName: `Zoë ${'ö'.repeat(record % 50)}`, phone: '+12025550101' },
});
const rows = Array.from({ length: 2_000 }, (_, record) => rowOf(record));

describe('rows of a file that wait for their comparison', () => {
  it.each([
    ['all in memory', 10_000_000],
    ['some in memory and the rest on the disk', 70_000],
    ['all on the disk', 0],
  ])('come back as they were and in their order: %s', async (_, inMemory) => {
    const spill = await createSpillFiles(inMemory);
    try {
      for (const row of rows) await spill.add('0', row);
      const kept = await readKeptRows(spill, '0');
      expect(kept.rows.map((row) => row.read())).toEqual(rows);
      expect(kept.rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    } finally {
      await spill.remove();
    }
  });

  it('have their JSON only while they are the last that was read, so that nobody gets another row', async () => {
    const spill = await createSpillFiles();
    try {
      for (const row of rows.slice(0, 2)) await spill.add('0', row);
      const { rows: kept, jsonOf } = await readKeptRows(spill, '0');
      const [first, second] = kept.map((row) => row.read());
      expect(first === undefined ? '' : jsonOf(first)).toBeUndefined();
      expect(second === undefined ? '' : jsonOf(second)).toBe(JSON.stringify(second));
      expect(second === undefined ? '' : jsonOf({ ...second })).toBeUndefined();
    } finally {
      await spill.remove();
    }
  });
});
