import {
  base,
  de,
  en,
  en_AU,
  en_GB,
  en_IN,
  en_NG,
  en_US,
  en_ZA,
  es,
  es_MX,
  Faker,
  fr,
  it,
  ja,
  pl,
  pt_BR,
  sv,
  tr,
} from '@faker-js/faker';
import type { LocaleDefinition } from '@faker-js/faker';
import { stringify } from 'csv-stringify/sync';
import { builtInAttributes } from '../src/domain/attributes.ts';
import { textFor } from '../src/text/text.ts';

export interface SampleOptions {
  readonly count: number;
  /** the same seed gives the same people */
  readonly seed?: number;
  /** two letters, or `mix` (the default) for people of all the countries below */
  readonly country?: string;
}

interface Place {
  readonly country: string;
  readonly locale: LocaleDefinition;
  /** E.164 prefix of a mobile number; all numbers that start with it are valid */
  readonly prefixes: readonly string[];
  readonly freeDigits: number;
}

// Generated people with numbers that pass as real mobile numbers, since no country reserves enough for fiction.
// US numbers use the exchange 555, which is reserved.
const places: readonly Place[] = [
  { country: 'IN', locale: en_IN, prefixes: ['+9198', '+9199', '+9197'], freeDigits: 8 },
  { country: 'GB', locale: en_GB, prefixes: ['+4474', '+4475', '+4478'], freeDigits: 8 },
  { country: 'US', locale: en_US, prefixes: usAreas(), freeDigits: 4 },
  { country: 'DE', locale: de, prefixes: ['+49170', '+49171', '+49172', '+49173'], freeDigits: 7 },
  { country: 'FR', locale: fr, prefixes: ['+3361', '+3362', '+3366', '+3367'], freeDigits: 7 },
  { country: 'ES', locale: es, prefixes: ['+346'], freeDigits: 8 },
  { country: 'BR', locale: pt_BR, prefixes: ['+55119', '+55219'], freeDigits: 8 },
  { country: 'JP', locale: ja, prefixes: ['+81801', '+81803', '+81901', '+81902'], freeDigits: 7 },
  { country: 'MX', locale: es_MX, prefixes: ['+5255', '+5233'], freeDigits: 8 },
  { country: 'ZA', locale: en_ZA, prefixes: ['+2782', '+2783'], freeDigits: 7 },
  { country: 'NG', locale: en_NG, prefixes: ['+234803', '+234806'], freeDigits: 7 },
  { country: 'AU', locale: en_AU, prefixes: ['+6141', '+6140'], freeDigits: 7 },
  { country: 'PL', locale: pl, prefixes: ['+4860', '+4850'], freeDigits: 7 },
  { country: 'IT', locale: it, prefixes: ['+39333', '+39347'], freeDigits: 7 },
  { country: 'SE', locale: sv, prefixes: ['+4670', '+4673'], freeDigits: 7 },
  { country: 'TR', locale: tr, prefixes: ['+90532', '+90533'], freeDigits: 7 },
];

const departments = [
  ...[
    'Sales',
    'Marketing',
    'Finance',
    'Human Resources',
    'Engineering',
    'Research',
    'Support',
    'Legal',
  ],
  ...[
    'Operations',
    'Logistics',
    'Purchasing',
    'Facilities',
    'Field Service',
    'Quality, Safety & Environment',
  ],
];

export const sampleHeaders: readonly string[] = builtInAttributes.map((attribute) =>
  textFor('en').attribute(attribute),
);

/**
 * Generated people, one array of cells for each in the order of `sampleHeaders`. The same options give the same
 * people; phone numbers, emails and employee ids are unique; memory doesn't grow with the count.
 */
export function* samplePeople(options: SampleOptions): Generator<string[]> {
  const { count, seed = 1, country = 'mix' } = options;
  const chosen = places.filter(
    (place) => country === 'mix' || place.country === country.toUpperCase(),
  );
  if (chosen.length === 0)
    throw new Error(
      `No sample people of ${country}; there are ${places.map((place) => place.country).join(', ')}.`,
    );
  const pools = chosen.map((place) => makePool(place, seed));
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let index = 0; index < count; index += 1) {
    const pool = pick(pools);
    const first = pick(pool.firstNames);
    const last = pick(pool.lastNames);
    const number = index + 1;
    yield [
      pool.nextPhone(),
      first,
      last,
      pool.place.country === 'JP' ? `${last} ${first}` : `${first} ${last}`,
      `${asciiName(first, last)}.${number}@example.com`,
      pick(pool.jobTitles),
      pick(departments),
      pick(pool.cities),
      `S${String(number).padStart(7, '0')}`,
    ];
  }
}

/** The same people as CSV text in chunks, the header first: commas, CRLF, no byte order mark. */
export function* sampleCsv(options: SampleOptions): Generator<string> {
  const rows = samplePeople(options);
  let batch: (readonly string[])[] = [sampleHeaders];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < 500) continue;
    yield stringify(batch, { record_delimiter: '\r\n' });
    batch = [];
  }
  if (batch.length > 0) yield stringify(batch, { record_delimiter: '\r\n' });
}

interface Pool {
  readonly place: Place;
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly jobTitles: readonly string[];
  readonly cities: readonly string[];
  readonly nextPhone: () => string;
}

/** Names are generated once and then combined: calling the library for each person is ten times as slow. */
function makePool(place: Place, seed: number): Pool {
  const faker = new Faker({ locale: [place.locale, en, base], seed });
  const many = (make: () => string, count: number): string[] => Array.from({ length: count }, make);
  return {
    place,
    firstNames: many(() => faker.person.firstName(), 400),
    lastNames: many(() => faker.person.lastName(), 400),
    jobTitles: many(() => faker.person.jobTitle(), 100),
    cities: many(() => faker.location.city(), 60),
    nextPhone: createPhones(place, seed),
  };
}

/** Visits all numbers of a place in an order that looks random: a step that shares no factor with 10. */
function createPhones(place: Place, seed: number): () => string {
  const free = 10 ** place.freeDigits;
  const step = Math.floor(free * 0.618) * 10 + 7;
  let drawn = 0;
  return () => {
    const prefix = place.prefixes[drawn % place.prefixes.length] ?? '';
    const round = Math.floor(drawn / place.prefixes.length);
    if (round >= free) throw new Error(`No more sample numbers of ${place.country}.`);
    drawn += 1;
    const digits = (BigInt(round) * BigInt(step) + BigInt(seed * 7919)) % BigInt(free);
    return `${prefix}${String(digits).padStart(place.freeDigits, '0')}`;
  };
}

function usAreas(): string[] {
  const areas = [
    201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219,
  ];
  const more = [
    301, 302, 303, 304, 305, 307, 308, 309, 310, 312, 313, 314, 315, 316, 317, 318, 319,
  ];
  const most = [
    401, 402, 404, 405, 406, 407, 408, 409, 410, 412, 413, 414, 415, 417, 419, 501, 502,
  ];
  return [...areas, ...more, ...most].map((area) => `+1${area}555`);
}

function asciiName(first: string, last: string): string {
  const name = `${first}.${last}`
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z.]/g, '');
  return name.replace(/^\.+|(?<!\.)\.+$/g, '').replace(/\.{2,}/g, '.') || 'person';
}

/** mulberry32: small, fast, the same on every platform. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
