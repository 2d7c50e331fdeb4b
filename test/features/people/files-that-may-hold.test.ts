import { describe, expect, it } from '@jest/globals';
import { createFilesThatMayHold } from '../../../src/features/people/files-that-may-hold.ts';

const imported = '0000000000000-aaaaaaaaaaaaaaaa';
const exported = '0000000000001-bbbbbbbbbbbbbbbb';
const named = '0000000000002-cccccccccccccccc';

describe('files that may hold people’s data', () => {
  const stored = [
    [`${imported}/original.csv`, '2026-03-04T00:00:00.000Z'],
    [`${imported}/error-log.csv`, '2026-03-05T00:00:00.000Z'],
    [`${exported}/0123456789abcdef/export.xlsx`, '2026-03-01T00:00:00.000Z'],
    [`${exported}/0123456789abcdef/roster.txt`, '2026-03-01T00:00:00.000Z'],
    [`${named}/original.csv`, '2026-01-01T00:00:00.000Z'],
    ['groups-2026-03-02-00.csv', '2026-03-02T00:00:00.000Z'],
    ['person-data-2026-03-09-00.json', '2026-03-09T00:00:00.000Z'],
    ['template-00.csv', '2026-03-03T00:00:00.000Z'],
  ];
  const find = createFilesThatMayHold({
    files: {
      async *list(prefix) {
        expect(prefix).toBe('org/');
        await Promise.resolve();
        for (const [name, at = ''] of stored) yield [{ name: `org/${name}`, at }];
      },
    },
    retention: { keptUntil: (at) => at.replace('2026', '2027') },
  });
  const foldersSince = async (since: string) =>
    (await find('org', since, new Set([named]))).map(({ folder }) => folder);

  it('are all that came in, those of their history first, then the newest', async () => {
    expect(await foldersSince('2026-02-01')).toEqual([
      named,
      'person-data-2026-03-09-00.json',
      imported,
      'groups-2026-03-02-00.csv',
      exported,
    ]);
  });

  it('aren’t exports from before they were there, but files that came in then', async () => {
    expect(await foldersSince('2026-03-08')).toEqual([
      named,
      'person-data-2026-03-09-00.json',
      imported,
    ]);
  });

  it('are kept until the last file of an operation has gone', async () => {
    const [, , third] = await find('org', '', new Set([named]));
    expect(third).toMatchObject({ operation: imported, until: '2027-03-05T00:00:00.000Z' });
  });
});
