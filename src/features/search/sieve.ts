import {
  isOwnKey,
  sharedAttributes,
  type BesidesName,
  type OwnKey,
  type SharedAttribute,
} from '../../domain/attributes.ts';
import { networks } from '../../domain/network.ts';
import type { Viewed } from './entry.ts';
import type { Filter } from './filter.ts';
import { fold } from '../../lib/fold.ts';
import {
  afterOwn,
  allNeedlesOf,
  beforeOwn,
  rankOf,
  searchRecord,
  withoutValue,
  type Search,
} from './search.ts';
import { flag, recordAt, sourceFlags, type Segment } from './segment.ts';

/** Filters the people of a segment. */
export interface Sieve {
  readonly flags: Uint16Array;
  /** flags that are checked, and their required values */
  readonly mask: number;
  readonly wanted: number;
  /** 1 for people of whom the rest of the filter is true; absent: nothing else is asked */
  readonly rest?: Uint8Array;
}

/** A person of a segment, by index: whether a condition is true of them. */
type Mark = (marks: Uint8Array) => void;

/**
 * The results for a segment are kept with it: the pages of a list ask the same again and again. The
 * newest few, since each takes a byte a person.
 */
const known = new WeakMap<Segment, Map<string, Uint8Array>>();
const maxKnown = 6;

export function sieveFor(segment: Segment, filter: Filter): Sieve {
  const { network, source, signedIn } = filter;
  let mask: number = flag.outdated | flag.others;
  let wanted = network === networks[1] ? flag.others : 0;
  if (source !== undefined) {
    mask |= flag.source;
    wanted |= sourceFlags(source);
  }
  if (signedIn !== undefined) {
    mask |= flag.signedIn;
    wanted |= signedIn ? flag.signedIn : 0;
  }
  const { flags } = segment;
  const conditions = conditionsOf(segment, filter);
  if (conditions.length === 0) return { flags, mask, wanted };
  const of = known.get(segment) ?? new Map<string, Uint8Array>();
  known.set(segment, of);
  const key = keyOf(filter);
  const marks = of.get(key) ?? allOf(segment.count, conditions);
  of.delete(key);
  of.set(key, marks);
  const [oldest] = of.keys();
  if (of.size > maxKnown && oldest !== undefined) of.delete(oldest);
  return { flags, mask, wanted, rest: marks };
}

export function passes({ flags, mask, wanted, rest }: Sieve, index: number): boolean {
  return ((flags[index] ?? 0) & mask) === wanted && (rest === undefined || rest[index] === 1);
}

/** Number of matches before `end`. Plain loops, since for each page all of a million people are counted. */
export function passing(sieve: Sieve, end: number, indexes: Uint32Array | undefined): number {
  let count = 0;
  if (indexes === undefined && sieve.rest === undefined) {
    const { flags, mask, wanted } = sieve;
    for (let index = 0; index < end; index += 1) {
      if (((flags[index] ?? 0) & mask) === wanted) count += 1;
    }
    return count;
  }
  for (let place = 0; place < end; place += 1) {
    if (passes(sieve, indexes === undefined ? place : (indexes[place] ?? 0))) count += 1;
  }
  return count;
}

function allOf(count: number, conditions: readonly Mark[]): Uint8Array {
  const all = new Uint8Array(count).fill(1);
  const marks = new Uint8Array(count);
  for (const mark of conditions) {
    marks.fill(0);
    mark(marks);
    for (let index = 0; index < count; index += 1)
      all[index] = (all[index] ?? 0) & (marks[index] ?? 0);
  }
  return all;
}

function conditionsOf(segment: Segment, filter: Filter): Mark[] {
  const { missing, own, search, operation, added, addedSince, changedSince } = filter;
  const conditions: Mark[] = [];
  for (const attribute of sharedAttributes) {
    const value = filter[attribute];
    if (value !== undefined) conditions.push(sharing(segment, attribute, value));
  }
  if (missing !== undefined) conditions.push(without(segment, missing));
  if (own !== undefined) conditions.push(withOwn(segment, own));
  if (search !== undefined) conditions.push(foundBy(segment, search));
  if (operation !== undefined) conditions.push(touchedBy(segment, operation));
  if (operation !== undefined && added !== undefined)
    conditions.push(addedIn(segment, operation, added));
  if (addedSince !== undefined) conditions.push(atLeast(segment.addedOf, addedSince));
  if (changedSince !== undefined) conditions.push(atLeast(segment.changedOf, changedSince));
  return conditions;
}

/** The same for filters with the same conditions. */
function keyOf(filter: Filter): string {
  const { missing, own, search, operation, added, addedSince, changedSince } = filter;
  const shared = sharedAttributes.map((attribute) => filter[attribute] ?? null);
  const owned =
    own === undefined ? null : [own.key, own.value, own.part === true, own.before ?? null];
  const found = search === undefined ? null : [search.text, ...search.own];
  const within = [operation, added?.is, added?.since];
  return JSON.stringify([shared, missing, owned, found, ...within, addedSince, changedSince]);
}

function sharing(segment: Segment, attribute: SharedAttribute, value: string): Mark {
  const wanted = fold(value);
  const { values, of } = segment.shared[attribute];
  const isWanted = Uint8Array.from(values, (one) => (fold(one) === wanted ? 1 : 0));
  return (marks) => of.forEach((place, index) => (marks[index] = isWanted[place] ?? 0));
}

function without(segment: Segment, missing: BesidesName | OwnKey): Mark {
  if (isOwnKey(missing)) {
    const has = containing(segment, beforeOwn(missing));
    return (marks) => {
      has(marks);
      marks.forEach((mark, index) => (marks[index] = 1 - mark));
    };
  }
  const bytes = withoutValue(missing);
  if (bytes !== undefined) return containing(segment, bytes);
  const shared = sharedAttributes.find((attribute) => attribute === missing);
  return shared === undefined ? () => undefined : sharing(segment, shared, '');
}

function withOwn(segment: Segment, own: NonNullable<Filter['own']>): Mark {
  const { key, value, part } = own;
  const wanted = fold(value);
  const before = beforeOwn(key);
  const end = afterOwn.charCodeAt(0);
  const textAt = (start: number) =>
    segment.records.subarray(start, segment.records.indexOf(end, start));
  if (own.before !== undefined)
    return containing(segment, before, (start) => isWithin(textAt(start).toString(), own));
  if (part !== true) return containing(segment, `${before}${wanted}${afterOwn}`);
  const needle = Buffer.from(wanted);
  return containing(segment, before, (start) => textAt(start).includes(needle));
}

/** Instants have one width, so they compare as texts. @param text as the view keeps it */
function isWithin(text: string, { value, before = '' }: NonNullable<Filter['own']>): boolean {
  return text >= fold(value) && text < fold(before);
}

/**
 * People whose record contains these bytes. Hits and records come in the same order, so both are walked once.
 *
 * @param isSo of the bytes behind them
 */
function containing(segment: Segment, bytes: string, isSo?: (start: number) => boolean): Mark {
  const { records, recordStarts, count } = segment;
  const needle = Buffer.from(bytes);
  return (marks) => {
    let index = 0;
    for (let at = records.indexOf(needle); at >= 0; at = records.indexOf(needle, at + 1)) {
      while (index + 1 < count && (recordStarts[index + 1] ?? 0) <= at) index += 1;
      if (isSo === undefined || isSo(at + needle.length)) marks[index] = 1;
    }
  };
}

/** Records that may match are found by their bytes, and only those are read. */
function foundBy(segment: Segment, search: Search): Mark {
  return (marks) => {
    for (const needle of allNeedlesOf(search)) containing(segment, needle)(marks);
    marks.forEach((mark, index) => {
      if (mark === 1 && rankOf(recordAt(segment, index), search) === undefined) marks[index] = 0;
    });
  };
}

function touchedBy(segment: Segment, operation: string): Mark {
  const { operations, operationStarts, operationsOf } = segment;
  const wanted = operations.indexOf(operation);
  return (marks) => {
    if (wanted <= 0) return;
    for (let index = 0; index < marks.length; index += 1) {
      const end = operationStarts[index + 1] ?? 0;
      for (let at = operationStarts[index] ?? 0; at < end; at += 1) {
        if (operationsOf[at] === wanted) marks[index] = 1;
      }
    }
  };
}

/** The operation that added a person is the first of theirs, and it didn't find them. */
function addedIn(
  { operations, operationStarts, operationsOf, addedOf }: Segment,
  operation: string,
  { is, since }: NonNullable<Filter['added']>,
): Mark {
  const wanted = operations.indexOf(operation);
  return (marks) => {
    for (let index = 0; index < marks.length; index += 1) {
      const start = operationStarts[index] ?? 0;
      const isFirst = start < (operationStarts[index + 1] ?? 0) && operationsOf[start] === wanted;
      marks[index] = (isFirst && (addedOf[index] ?? 0) >= since) === is ? 1 : 0;
    }
  };
}

function atLeast(times: Uint32Array, since: number): Mark {
  return (marks) => times.forEach((time, index) => (marks[index] = time >= since ? 1 : 0));
}

/** The same of one person beside the segments. */
export function isWanted(person: Viewed, filter: Filter): boolean {
  const { entry, likeness } = person;
  const { missing, own, search, operation, added, addedSince = 0, changedSince = 0 } = filter;
  const isAdded = person.operations[0] === operation && likeness.addedAt >= (added?.since ?? 0);
  return (
    entry.network === filter.network &&
    (filter.source === undefined || entry.source === filter.source) &&
    (filter.signedIn === undefined || person.signedIn === filter.signedIn) &&
    sharedAttributes.every((attribute) => {
      const value = filter[attribute];
      return value === undefined || fold(entry[attribute] ?? '') === fold(value);
    }) &&
    (missing === undefined || isWithout(person, missing)) &&
    (own === undefined || hasOwn(person, own)) &&
    (search === undefined || rankOf(searchRecord(person), search) !== undefined) &&
    (operation === undefined || person.operations.includes(operation)) &&
    (operation === undefined || added === undefined || isAdded === added.is) &&
    likeness.addedAt >= addedSince &&
    person.changedAt >= changedSince
  );
}

function isWithout({ entry, own }: Viewed, missing: BesidesName | OwnKey): boolean {
  if (isOwnKey(missing)) return own.every(([key]) => key !== missing);
  return fold(entry[missing] ?? '') === '';
}

function hasOwn({ own }: Viewed, filter: NonNullable<Filter['own']>): boolean {
  const { key, value, part } = filter;
  const wanted = fold(value);
  const folded = own.flatMap(([one, text]) => (one === key ? [fold(text)] : []));
  if (filter.before !== undefined) return folded.some((text) => isWithin(text, filter));
  return folded.some((text) => (part === true ? text.includes(wanted) : text === wanted));
}
