import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { read } from '../../features/imports/reading/read-bytes.ts';
import {
  expectedRows,
  exportedCsv,
  exportedWorkbook,
  exports,
  hasNoPlaceholder,
  inAnyOrder,
  rowsOf,
} from './exported-people.ts';

describe('a file that we wrote', () => {
  it('is read back to the last character, whoever is in it and whatever the columns are called', async () => {
    await fc.assert(
      fc.asyncProperty(exports, async (given) => {
        const found = await read(exportedCsv(given), { attributes: given.own });
        expect(rowsOf(found)).toEqual(expectedRows(given));
        expect(found.facts.delimiter).toBe(given.delimiter);
        expect(found.facts.notUnderstood).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('comes back as a workbook too, with dates as dates and numbers as numbers', async () => {
    await fc.assert(
      fc.asyncProperty(exports, async (made) => {
        const given = { ...made, people: made.people.filter(hasNoPlaceholder) };
        const found = await read(await exportedWorkbook(given), { attributes: given.own });
        expect(inAnyOrder(rowsOf(found))).toEqual(inAnyOrder(expectedRows(given)));
        expect(found.facts.notUnderstood).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
