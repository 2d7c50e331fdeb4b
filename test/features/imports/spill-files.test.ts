import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { keepRow, readKeptRows } from '../../../src/features/imports/kept-rows.ts';
import type { PlannedRow } from '../../../src/features/imports/plan-line.ts';
import { keysOfRow } from '../../../src/features/imports/repeated-keys.ts';
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
    const spill = createSpillFiles(inMemory);
    try {
      for (const row of rows) await keepRow(spill, '0', row, keysOfRow(row.fields));
      const kept = await readKeptRows(spill, '0');
      expect(kept.map((row) => row.read())).toEqual(rows);
      expect(kept.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
      expect(kept.map(({ bytes }) => bytes?.line)).toEqual(rows.map(({ line }) => line));
      expect(kept.map(({ bytes }) => bytes?.json.toString())).toEqual(
        rows.map((row) => JSON.stringify(row)),
      );
    } finally {
      await spill.remove();
    }
  });

  it.each([
    ['that fit into memory leave the disk alone', 10_000_000, []],
    [
      'that don’t are in one folder, which goes with them',
      0,
      [expect.stringMatching(/^rollcall-/)],
    ],
  ])('%s', async (_, inMemory, folders) => {
    const place = await mkdtemp(join(tmpdir(), 'spill-test-'));
    const { TMPDIR: usual } = process.env;
    process.env.TMPDIR = place;
    try {
      const spill = createSpillFiles(inMemory);
      for (let times = 0; times < 10; times += 1) {
        for (const row of rows) await keepRow(spill, '0', row, keysOfRow(row.fields));
      }
      await readKeptRows(spill, '0');
      expect(await readdir(place)).toEqual(folders);
      await spill.remove();
      expect(await readdir(place)).toEqual([]);
    } finally {
      if (usual === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = usual;
      await rm(place, { recursive: true });
    }
  });

  it.each<[string, Partial<PlannedRow>]>([
    ['clear a value', { cleared: ['email'] }],
    ['name a network', { network: 'Others' }],
    ['are marked as deleted', { deleted: true }],
    ['were found by another key', { found: 'email' }],
    ['were left without a value', { leftOut: 1 }],
  ])('show before they are read that they %s, so that it counts', async (_, more) => {
    const spill = createSpillFiles();
    try {
      const nobody = { email: 0, employeeId: 0 };
      await keepRow(spill, '0', rowOf(1), nobody);
      await keepRow(spill, '0', { ...rowOf(2), ...more }, nobody);
      const kept = await readKeptRows(spill, '0');
      expect(kept.map(({ bytes }) => bytes?.hasOnlyValues)).toEqual([true, false]);
    } finally {
      await spill.remove();
    }
  });
});
