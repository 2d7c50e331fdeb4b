import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pageOfDeleted, type DeletedEntry } from '../../../src/features/search/deleted.ts';
import { entriesOf } from '../../../src/features/search/packed-deleted.ts';
import { buildSegment } from '../../../src/features/search/segment.ts';
import { decodeSegment, encodeSegment } from '../../../src/features/search/segment-file.ts';
import { createEventLoopYield } from '../../../src/lib/yield-to-event-loop.ts';

const admins = [
  { id: 'a1', name: 'Ada Sample' },
  { id: 'a2', name: 'Ben Sample' },
  { id: '', name: 'Rollcall' },
];

const deletedFrom = fc
  .record({
    at: fc.integer({ min: 1, max: 4 }),
    network: fc.constantFrom('Employee' as const, 'Others' as const),
    name: fc.constantFrom('Zoë Sample', '', '山田', 'O’Brien'),
    phone: fc.constantFrom('', '+12025550102'),
    by: fc.constantFrom(...admins),
    operation: fc.constantFrom(undefined, 'one-import', 'other-import'),
    record: fc.constantFrom('zoe\u0000sample', '', '山田\u0001x'),
  })
  .map((one): DeletedEntry => one as DeletedEntry);
const idOf = (place: number) => ((place * 7_919) % 1_000).toString(16).padStart(32, '0');

it('the deleted are listed as they were, page by page, also from a stored segment', async () => {
  const lists = fc.array(deletedFrom, { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(lists, fc.constantFrom('a1', undefined), async (some, by) => {
      const all = some.map((one, place) => ({ ...one, id: idOf(place) }));
      const segment = await buildSegment([], 1, createEventLoopYield(), all);
      const read = await decodeSegment(await encodeSegment(segment));
      const kept = read === undefined ? [] : entriesOf(read.deleted);
      expect(JSON.parse(JSON.stringify(kept))).toEqual(JSON.parse(JSON.stringify(all)));
      const expected = all
        .filter((one) => one.at > 1 && (by === undefined || one.by.id === by))
        .toSorted((one, other) => other.at - one.at || (one.id < other.id ? -1 : 1))
        .map(({ id }) => id);
      const query = { since: 1, size: 4, ...(by !== undefined && { by }) };
      const { pages, admins: named } = pageOfDeleted(kept, { ...query, page: 0 });
      const shown = Array.from({ length: pages }, (_, page) =>
        pageOfDeleted(kept, { ...query, page }).entries.map(({ id }) => id),
      );
      expect(shown.flat()).toEqual(expected);
      const recent = all.filter(({ at }) => at > 1).toSorted((one, other) => other.at - one.at);
      const deleters = recent.filter((one) => one.by.id !== '');
      expect(named.length).toBe(new Set(deleters.map((one) => one.by.id)).size);
    }),
  );
});
