import { describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import type { CountryCode } from '../../../../src/domain/phone.ts';
import { read } from './read-bytes.ts';
import { toolFiles, type ToolFile } from './tool-files.ts';

interface Score {
  readonly people: number;
  readonly rightPhones: number;
  readonly values: number;
  readonly rightValues: number;
  readonly wrong: readonly string[];
  /** stored, although no column has it */
  readonly invented: readonly string[];
}

/**
 * The father's surname is the person's only beside the mother's, and `cp_name` is the name of a contact person only beside a customer's:
 * nothing else in such files says so, and their admins choose the columns.
 */
const known = [
  'Sahana Eden, staff in Latin America: lastName is missing, not Rao',
  'Lx-Office, contact persons: lastName is Contoso, not Rao',
];

/** How much of a tool's file comes in as it should. */
async function scoreOf({ tool, country, headers, rows }: ToolFile): Promise<Score> {
  const table = [headers, ...rows.map(({ cells }) => cells)].map((line) => line.split('|'));
  const found = await read(stringify(table), { defaultCountry: country as CountryCode }).catch(
    (error: unknown) => String(error),
  );
  const wrong: string[] = [];
  const invented: string[] = [];
  let rightPhones = 0;
  let values = 0;
  let rightValues = 0;
  rows.forEach(({ person }, at) => {
    const entry = typeof found === 'string' ? undefined : found.entries[at];
    const fields: Readonly<Record<string, string | undefined>> =
      entry !== undefined && 'fields' in entry ? entry.fields : {};
    for (const [key, value] of Object.entries(person)) {
      const isRight = fields[key] === value;
      if (!isRight) wrong.push(`${tool}: ${key} is ${fields[key] ?? 'missing'}, not ${value}`);
      if (key === 'phone') rightPhones += isRight ? 1 : 0;
      else {
        values += 1;
        rightValues += isRight ? 1 : 0;
      }
    }
    for (const [key, value] of Object.entries(fields))
      if (!(key in person)) invented.push(`${tool}: ${key} is ${value ?? ''}`);
  });
  return { people: rows.length, rightPhones, values, rightValues, wrong, invented };
}

describe('files of other tools', () => {
  const all = toolFiles();

  it('come in with the right numbers, and nearly all of their values', async () => {
    const sourced = all.filter(({ source }) => source !== undefined);
    const scores = await Promise.all(sourced.map(scoreOf));
    const sum = (of: (score: Score) => number) => scores.reduce((all, score) => all + of(score), 0);
    expect(new Set(sourced.map(({ headers }) => headers)).size).toBeGreaterThanOrEqual(80);
    expect(sum((score) => score.rightPhones) / sum((score) => score.people)).toBeGreaterThan(0.95);
    expect(sum((score) => score.rightValues) / sum((score) => score.values)).toBeGreaterThan(0.9);
    expect(scores.flatMap((score) => score.wrong)).toEqual(known);
    expect(scores.flatMap((score) => score.invented)).toEqual([]);
  });

  it('come in whole where the header rows are written after such tools', async () => {
    const scores = await Promise.all(all.filter(({ source }) => source === undefined).map(scoreOf));
    expect(scores.flatMap((score) => score.wrong)).toEqual([]);
  });
});
