import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networks } from '../../../src/domain/network.ts';
import type { Person, PersonFields } from '../../../src/domain/person.ts';
import {
  createDirectoryView,
  parseSearch,
  type BrowsePage,
  type Cursor,
} from '../../../src/features/search/directory-view.ts';
import { besidesName } from '../../../src/domain/attributes.ts';
import { fold } from '../../../src/lib/fold.ts';
import { memoryStores, type MemoryStores } from './memory-stores.ts';
import { found, inOrder, matching } from './naive.ts';
import { personNumber } from './people-for-view.ts';
import { anyCharacter } from '../../support/any-character.ts';

const tenant = 'sample-tenant';
const firsts = [
  'Ana',
  'ána',
  'Åsa',
  'Zoë',
  'Bo',
  'Jean-Luc',
  'O’Brien',
  'Łucja',
  'ANNA',
  'Анна',
  '太郎',
  'أحمد',
  'Sample 2',
  'Sample 10',
];
const lasts = [
  'Müller',
  'Muller',
  'Öberg',
  'Ochs',
  'Žák',
  'Zak',
  'Çelik',
  'Иванов',
  '山田',
  'ß',
  'de la Cruz',
  'i',
];
const departments = ['Sales', 'sales', 'Käse & Co', 'R-D'];
const operations = ['one-import', 'other-import'];
const ownKeys = ['own_badge', 'own_shift'] as const;
const sources = ['admin', 'group', 'signin', 'entra'] as const;
const locales = ['en', 'sv', 'tr', 'de-AT', 'ja'];

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const fieldsFrom = fc
  .record({
    firstName: maybe(fc.constantFrom(...firsts)),
    lastName: maybe(fc.constantFrom(...lasts)),
    displayName: maybe(
      fc
        .tuple(fc.constantFrom(...lasts), fc.constantFrom(...firsts))
        .map((names) => names.join(' ')),
    ),
    email: maybe(
      fc
        .tuple(fc.constantFrom('ana', 'Bo.Z', 'x', 'müller'), fc.nat(20))
        .map(([name, number]) => `${name}${String(number)}@Example.com`),
    ),
    department: maybe(fc.constantFrom(...departments)),
    jobTitle: maybe(fc.constantFrom('Nurse', 'Lead')),
    location: maybe(fc.constantFrom('Zürich', 'Zurich', 'Łódź')),
    own_badge: maybe(fc.constantFrom('B-1', 'b-1', 'B-12', 'ana', 'S1')),
    own_shift: maybe(fc.constantFrom('Früh', 'spät', 'B-1')),
    employeeId: maybe(
      fc.oneof(
        fc.nat(3000).map((number) => `S${String(number)}`),
        fc.constantFrom('aB-1', 'x9', '20'),
      ),
    ),
  })
  .map(
    (fields) =>
      Object.fromEntries(
        Object.entries(fields).filter(([, value]) => value !== undefined),
      ) as PersonFields,
  );

const personFrom = (number: fc.Arbitrary<number>) =>
  fc
    .tuple(
      number,
      fieldsFrom,
      fc.constantFrom(...networks),
      fc.constantFrom(...sources),
      fc.boolean(),
      fc.nat(9),
      fc.constantFrom(...operations, undefined),
      fc.boolean(),
    )
    .map(([index, fields, network, source, linked, deleted, operation, signedIn]) =>
      personNumber(index, fields, {
        network,
        source,
        linked,
        ...(deleted === 0 && { deletedAt: '2026-01-03T00:00:00.000Z' }),
        addedAt: `2025-01-0${String((index % 4) + 1)}T00:00:00.000Z`,
        changedAt: `2025-02-0${String((index % 3) + 1)}T00:00:00.000Z`,
        ...(signedIn && { signedIn }),
        ...(operation !== undefined && { addedIn: operation }),
        ...(index % 5 === 0 && { history: [changeIn(operations[index % 2] ?? '')] }),
      }),
    );

const changeIn = (operation: string) => ({
  ...{ at: '2025-02-01T00:00:00.000Z', by: { id: 'x', name: 'X' }, operation, changes: [] },
});

const several = fc.uniqueArray(personFrom(fc.nat(400)), {
  selector: ({ id }) => id,
  maxLength: 60,
});
const queries = fc.record(
  {
    network: fc.constantFrom(...networks),
    department: fc.constantFrom(...departments, 'SALES'),
    source: fc.constantFrom(...sources),
    location: fc.constantFrom('zurich', 'Lodz'),
    jobTitle: fc.constantFrom('nurse', 'Cook'),
    signedIn: fc.boolean(),
    missing: fc.constantFrom(...besidesName, ...ownKeys),
    own: fc.record({
      key: fc.constantFrom(...ownKeys),
      value: fc.constantFrom('B-1', 'fruh', '1', 'nobody'),
      part: fc.boolean(),
    }),
    search: fc.constantFrom(
      ...['an', 'a', 'zak mu', 'B-1', 'sample', '20', '+44207'].flatMap(
        (text) => parseSearch(text, ownKeys) ?? [],
      ),
    ),
    operation: fc.constantFrom(...operations, 'unknown'),
    added: fc.record({
      is: fc.boolean(),
      since: fc.constantFrom(0, Date.UTC(2025, 0, 3) / 1_000),
    }),
    addedSince: fc.constantFrom(...[1, 3, 9].map((day) => Date.UTC(2025, 0, day) / 1_000)),
    changedSince: fc.constantFrom(...[2, 3].map((day) => Date.UTC(2025, 1, day) / 1_000)),
    locale: fc.constantFrom(...locales),
    size: fc.integer({ min: 1, max: 12 }),
  },
  { requiredKeys: ['network', 'locale', 'size'] },
);

const ids = (page: BrowsePage) => page.entries.map(({ id }) => id);
const cursorOf = (entry: Cursor | undefined): Cursor => ({
  name: entry?.name ?? '',
  id: entry?.id ?? '',
});

function fill(stores: MemoryStores, people: readonly Person[]): void {
  for (const person of people) stores.put(person.id, person);
}

describe('whoever turns the pages of the directory', () => {
  it('sees everyone once in their own order, forth and back', async () => {
    await fc.assert(
      fc.asyncProperty(several, several, queries, async (before, after, query) => {
        const stores = memoryStores();
        const view = createDirectoryView(stores);
        fill(stores, before);
        await view.totals(tenant);
        // These stand beside the parts that were made of the others.
        fill(stores, after);
        const wanted = matching(inOrder(stores.rows.values(), query.locale), query).map(
          ({ id }) => id,
        );

        const seen: string[] = [];
        let page = await view.page(tenant, query);
        expect(page.hasPrevious).toBe(false);
        const everyone = (await Array.fromAsync(view.everyone(tenant, query))).flat();
        expect(everyone.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted());
        for (;;) {
          expect(page.first).toBe(wanted.length === 0 ? 0 : seen.length + 1);
          expect(page.total).toBe(wanted.length);
          seen.push(...ids(page));
          expect(page.hasNext).toBe(seen.length < wanted.length);
          if (!page.hasNext) break;
          page = await view.page(tenant, { ...query, after: cursorOf(page.entries.at(-1)) });
        }
        expect(seen).toEqual(wanted);
        const back = ids(page);
        while (page.hasPrevious) {
          page = await view.page(tenant, { ...query, before: cursorOf(page.entries[0]) });
          back.unshift(...ids(page));
        }
        expect(page.first).toBe(wanted.length === 0 ? 0 : 1);
        expect(back).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('misses nobody, and sees nobody twice, who was left alone while others came, changed and went', async () => {
    const change = fc.tuple(personFrom(fc.integer({ min: 200, max: 400 })), fc.boolean());
    await fc.assert(
      fc.asyncProperty(
        several,
        queries,
        fc.array(fc.array(change, { maxLength: 5 }), { minLength: 3, maxLength: 3 }),
        async (people, query, rounds) => {
          const stores = memoryStores();
          const view = createDirectoryView(stores);
          fill(stores, people);
          const calm = matching(inOrder(stores.rows.values(), query.locale), query)
            .map(({ id }) => id)
            .filter((id) => Number.parseInt(id.slice(8), 16) < 200);
          let round = 0;
          const disturb = () => {
            for (const [person, goes] of rounds[round % rounds.length] ?? []) {
              stores.put(person.id, goes ? undefined : person);
            }
            round += 1;
          };
          const forth: string[] = [];
          let page = await view.page(tenant, query);
          for (;;) {
            forth.push(...ids(page));
            const last = page.entries.at(-1);
            if (!page.hasNext || last === undefined) break;
            disturb();
            page = await view.page(tenant, { ...query, after: cursorOf(last) });
            // The last page is shown again when nobody is behind it any more.
            if (page.entries.some(({ id }) => id === last.id)) break;
          }
          expect(forth.filter((id) => calm.includes(id))).toEqual(calm);

          const back = ids(page);
          while (page.hasPrevious) {
            disturb();
            const from = page.entries[0];
            page = await view.page(tenant, { ...query, before: cursorOf(from) });
            const place = page.entries.findIndex(({ id }) => id === from?.id);
            // The first page is filled up with those who follow.
            const fresh =
              page.first <= 1 ? ids(page).filter((id) => !back.includes(id)) : ids(page);
            if (place >= 0) expect(page.first).toBe(1);
            back.unshift(...fresh);
          }
          expect(back.filter((id) => calm.includes(id))).toEqual(calm);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('whoever looks for someone', () => {
  const typed = fc.oneof(
    fc.constantFrom(
      'a',
      'an',
      'ANA',
      'ána m',
      'muller',
      'müller ana',
      'ss',
      'luc',
      'jean-luc',
      "o'brien",
      'obri',
      'brien',
      'анна',
      'ива',
      '太',
      '太郎',
      'حمد',
      'i',
      'sample 1',
      'cruz de',
    ),
    fc.constantFrom(
      'S1',
      's2',
      's20',
      'ab-1',
      'AB',
      '20',
      'ana1@',
      'ana1@example.com',
      'bo.z',
      '@',
      '-',
      'example',
      'üller',
      'b-1',
      'früh',
      'pat',
      'z',
    ),
    fc.nat(400).map((number) => `+44 7911 0${String(number).padStart(5, '0')}`),
    fc.nat(400).map((number) => `0044 (0)79110 ${String(number).padStart(5, '0')}`),
    fc.nat(400).map((number) => `079110-${String(number).padStart(5, '0')}`),
    fc.nat(400).map((number) => `0${String(number).padStart(4, '0')}`),
    fc.constantFrom('+447', '+4479', '0044791', '791100', '00', '0000', '89110', '87911000123'),
    fc.string({ unit: anyCharacter, maxLength: 3 }),
  );

  it('finds whom a slow and simple search finds, best first, and is told when there are more', async () => {
    await fc.assert(
      fc.asyncProperty(
        several,
        several,
        fc.array(typed, { minLength: 12, maxLength: 12 }),
        fc.constantFrom(...locales),
        async (before, after, texts, locale) => {
          const stores = memoryStores();
          const view = createDirectoryView(stores);
          fill(stores, before);
          await view.totals(tenant);
          fill(stores, after);
          const people = inOrder(stores.rows.values(), locale);
          for (const text of texts) {
            const own = ownKeys.slice(0, text.length % 3);
            const wanted = fold(text) === '' ? [] : found(people, text, own);
            for (const limit of [3, 500]) {
              const answer = await view.find(tenant, text, limit, locale, own);
              expect([text, ...answer.entries.map(({ id }) => id)]).toEqual([
                text,
                ...wanted.slice(0, limit),
              ]);
              expect(answer.more).toBe(wanted.length > limit);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('sees each person’s facts as they are, counted by network and department', async () => {
    await fc.assert(
      fc.asyncProperty(several, several, async (before, after) => {
        const stores = memoryStores();
        const view = createDirectoryView(stores);
        fill(stores, before);
        await view.totals(tenant);
        fill(stores, after);
        const people = inOrder(stores.rows.values(), 'en');
        const totals = await view.totals(tenant);
        for (const network of networks) {
          const wanted = matching(people, { network });
          expect(totals[network]).toBe(wanted.length);
          const page = await view.page(tenant, { network, locale: 'en', size: 500 });
          expect(page.entries).toEqual(
            wanted.map(({ id, fields, source, linked }) => {
              const { phone, email, jobTitle, department, location, employeeId } = fields;
              const rest = { email, jobTitle, department, location, employeeId };
              const given = Object.fromEntries(
                Object.entries(rest).filter(([, value]) => value !== undefined),
              );
              return { id, network, name: expect.any(String), phone, ...given, source, linked };
            }),
          );
          const counted = await view.values(tenant, network, 'department');
          for (const { value, count } of counted) {
            expect(matching(people, { network, department: value })).toHaveLength(count);
          }
          const sum = counted.reduce((all, { count }) => all + count, 0);
          expect(sum).toBe(wanted.filter(({ fields }) => fields.department !== undefined).length);
          expect(counted.map(({ count }) => count)).toEqual(
            counted.map(({ count }) => count).sort((one, other) => other - one),
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});
