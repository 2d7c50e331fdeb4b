import { describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import type { CountryCode } from '../../../../src/domain/phone.ts';
import { read } from './read-bytes.ts';
import { moreToolFiles } from './more-tool-headers.ts';
import { toolFiles, type ToolFile } from './tool-headers.ts';

const files = [...toolFiles, ...moreToolFiles];

interface Score {
  readonly people: number;
  readonly rightPhones: number;
  readonly values: number;
  readonly rightValues: number;
  readonly wrong: readonly string[];
}

/** How much of a tool's file comes in as it should. */
async function scoreOf({ tool, country = 'US', headers, rows }: ToolFile): Promise<Score> {
  const table = [headers, ...rows.map(({ cells }) => cells)].map((line) => line.split('|'));
  const found = await read(stringify(table), { defaultCountry: country as CountryCode }).catch(
    (error: unknown) => String(error),
  );
  const wrong: string[] = [];
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
  });
  return { people: rows.length, rightPhones, values, rightValues, wrong };
}

describe('files of other tools', () => {
  it('come in with the right numbers, and nearly all of their values', async () => {
    const scores = await Promise.all(files.map(scoreOf));
    const sum = (of: (score: Score) => number) => scores.reduce((all, score) => all + of(score), 0);
    const wrong = scores.flatMap((score) => score.wrong);
    expect(new Set(files.map(({ headers }) => headers)).size).toBeGreaterThanOrEqual(131);
    expect(sum((score) => score.rightPhones) / sum((score) => score.people)).toBeGreaterThan(0.95);
    expect(sum((score) => score.rightValues) / sum((score) => score.values)).toBeGreaterThan(0.9);
    expect(wrong).toEqual([]);
  });
});
