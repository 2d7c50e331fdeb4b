import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import type { IdentityAnswer } from '../../../src/domain/operations/identity-questions.ts';
import { networks } from '../../../src/domain/network.ts';
import type { Operation } from '../../../src/domain/operations/operation.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import { nameOf } from '../../../src/domain/person.ts';
import type { HeldAnswer } from '../../../src/domain/provisioning.ts';
import { rowsOf, type AskedLine } from '../../../src/features/imports/asked-line.ts';
import { admin, tenant } from '../people/rig.ts';
import { DirectoryInMemory } from './directory-in-memory.ts';

/*
 * A model of an organization: a few people whose phone numbers, emails and employee IDs change, are recycled,
 * swapped and missing, files about them for either network, accounts that sign in and are synced, and an admin who knows who is
 * who and answers so, or leaves a row out, and merges records of one person or takes that back.
 */

const keys = ['phone', 'email', 'employeeId'] as const;
type Key = (typeof keys)[number];

/** No two of these names share a word: someone else's name always says that it is someone else. */
const names = ['Ada Abel', 'Bo Brand', 'Cy Cole', 'Dee Dorn', 'Ed Eden'] as const;

const person = fc.nat({ max: names.length - 1 });
const key = fc.constantFrom(...keys);

interface ModelRow {
  readonly who: number;
  /** cells that are empty */
  readonly without: readonly Key[];
  /** values from before the last change */
  readonly old: readonly Key[];
}

const row: fc.Arbitrary<ModelRow> = fc.record({
  who: person,
  without: fc.uniqueArray(key, { maxLength: 2 }),
  old: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.uniqueArray(key, { maxLength: 2 })),
});

const file = fc.record({
  type: fc.constant('file' as const),
  rows: fc.array(row, { minLength: 1, maxLength: 7 }),
  /** how the admin answers: truthfully, or by leaving out, or by adding */
  mood: fc.constantFrom('true', 'true', 'true', 'skip', 'add'),
  mode: fc.constantFrom('update' as const, 'update' as const, 'everyone' as const),
  network: fc.constantFrom(...networks),
  missing: fc.constantFrom('keep' as const, 'delete' as const),
  /** undone at once, and the undo undone */
  undone: fc.constantFrom(0, 0, 1, 2),
});

const step = fc.oneof(
  { weight: 3, arbitrary: file },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('new' as const), who: person, key }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('recycled' as const), who: person, of: person, key }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('swapped' as const), who: person, of: person, key }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('deleted' as const), who: person }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('signedIn' as const), who: person }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('synced' as const), who: person }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('merged' as const), who: person }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('unmerged' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('undone' as const), back: fc.nat({ max: 3 }) }),
  },
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export const anyHistory = fc.array(step, { minLength: 3, maxLength: 12 });

type Values = Record<Key, string>;

/** The people who are there, as an admin sees them, in an order that doesn't matter. */
function seen(people: readonly StoredPerson[]): string[] {
  return people
    .filter(({ deletedAt }) => deletedAt === undefined)
    .map(({ id, network, fields }) => JSON.stringify([id, network, Object.entries(fields).sort()]))
    .sort();
}

function fail(what: string, facts: unknown): never {
  throw new Error(`${what}: ${JSON.stringify(facts, undefined, 1)}`);
}

/** Runs a history, and throws at the first moment at which a person of the model is mixed up, doubled or lost. */
export async function live(steps: readonly Step[]): Promise<void> {
  const model = new Model();
  for (const one of steps) await model.take(one);
}

class Model {
  readonly #directory = new DirectoryInMemory();
  readonly #now: Values[] = names.map((_name, who) => ({
    phone: `+44207946010${who}`,
    email: `e${who}@contoso.example`,
    employeeId: `N-${who}`,
  }));
  readonly #before: Values[] = structuredClone(this.#now);
  /** every value that was ever anybody's */
  readonly #ever = names.map((_name, who) => new Set(Object.values(this.#now[who] ?? {})));
  /** who may stand there twice, since the admin said so or no key could tell */
  readonly #mayBeTwice = new Set<number>();
  readonly #imports: Operation[] = [];
  readonly #merges: { readonly stays: string; readonly goes: string }[] = [];
  #count = 10;

  async take(one: Step): Promise<void> {
    switch (one.type) {
      case 'new':
        this.#give(one.who, one.key, this.#fresh(one.key));
        break;
      case 'recycled': {
        const value = this.#valuesOf(one.of)[one.key];
        if (one.who === one.of) return;
        this.#give(one.of, one.key, this.#fresh(one.key));
        this.#give(one.who, one.key, value);
        break;
      }
      case 'swapped': {
        const [ones, others] = [this.#valuesOf(one.who)[one.key], this.#valuesOf(one.of)[one.key]];
        this.#give(one.who, one.key, others);
        this.#give(one.of, one.key, ones);
        break;
      }
      case 'deleted': {
        const [there] = this.#recordsOf(one.who);
        if (there !== undefined) await this.#directory.remove(there.id);
        break;
      }
      case 'signedIn':
        await this.#signIn(one.who);
        break;
      case 'synced':
        await this.#sync(one.who);
        break;
      case 'merged':
        await this.#merge(one.who);
        break;
      case 'unmerged':
        await this.#unmerge();
        break;
      case 'undone':
        await this.#undoEarlier(one.back);
        break;
      case 'file':
        await this.#import(one);
    }
    this.#check(one);
  }

  async #signIn(who: number): Promise<void> {
    const { email } = this.#valuesOf(who);
    const account = accountOf(who);
    const mine = this.#recordsOf(who);
    const isKnown = mine.some(
      (record) => record.entraId === account || record.fields.email === email,
    );
    const fields = { displayName: names[who] ?? '', email };
    await this.#directory.process.provisioning.provision(tenant, admin, {
      ...{ source: 'signin', entraId: account, isEmployee: true, fields },
    });
    // No key leads to the record that is there, or an email of several leads nowhere.
    const isOfSeveral =
      this.#directory.everybody.filter((other) => other.fields.email === email).length > 1;
    if (!isKnown || isOfSeveral) this.#mayBeTwice.add(who);
  }

  async #sync(who: number): Promise<void> {
    const { process } = this.#directory;
    const fields = { displayName: names[who] ?? '', ...this.#valuesOf(who) };
    const incoming = {
      source: 'entra',
      entraId: accountOf(who),
      isEmployee: true,
      fields,
    } as const;
    const sync = (answer?: HeldAnswer) =>
      process.syncRound(() => answer).provision(admin, [incoming], 'sync', false);
    const mine = this.#recordsOf(who);
    const shared = mine.filter(
      (record) =>
        record.entraId === accountOf(who) || keys.some((key) => record.fields[key] === fields[key]),
    );
    const [outcome] = await sync();
    const { held } = outcome ?? {};
    if (held !== undefined) {
      const meant = [held.person.name, ...held.others];
      await sync(meant.every((name) => name === names[who]) ? 'update' : 'skip');
    }
    // A key that others have as well leads nowhere.
    if (shared.length < mine.length || held !== undefined || shared.length === 0)
      this.#mayBeTwice.add(who);
  }

  /** The admin merges two records of one person: the first from here who stands there twice. */
  async #merge(from: number): Promise<void> {
    const { merges } = this.#directory.process;
    const all = names.map((_name, place) => this.#recordsOf((from + place) % names.length));
    const [one, other] = all.find(({ length }) => length > 1) ?? [];
    if (one === undefined || other === undefined) return;
    const [stays, goes] = other.entraId === undefined ? [one, other] : [other, one];
    const seen = { [one.id]: one.changedAt, [other.id]: other.changedAt };
    const wanted = { stays: stays.id, goes: goes.id, picks: {}, seen, mayMove: true };
    const outcome = await merges.merge(tenant, admin, wanted);
    if ('merged' in outcome) this.#merges.unshift({ stays: stays.id, goes: goes.id });
    else if (!('refused' in outcome)) fail('not merged', outcome);
  }

  /** The last merge is undone: then both records are there, or nothing has changed. */
  async #unmerge(): Promise<void> {
    const last = this.#merges.shift();
    if (last === undefined) return;
    const before = this.#directory.everybody;
    const outcome = await this.#directory.process.merges.undo(tenant, admin, last.goes, last.stays);
    const after = this.#directory.everybody;
    if (!('undone' in outcome)) {
      same('an undo of a merge that was refused', seen(after), seen(before));
      return;
    }
    const both = after.filter(({ id }) => id === last.goes || id === last.stays);
    if (both.some(({ deletedAt }) => deletedAt !== undefined)) fail('not both are back', both);
    for (const { fields } of both) this.#mayBeTwice.add(whoIs(fields));
  }

  async #import(sent: Extract<Step, { type: 'file' }>) {
    const { rows: wanted, mood, mode, network, missing, undone } = sent;
    const rows = wanted.filter((one) => !this.#looksLikeAnother(one));
    if (rows.length === 0) return;
    const lines = rows.map((one) => this.#cellsOf(one));
    const header = ['Name', 'Phone', 'Email', 'Employee ID'];
    const csv = stringify([
      header,
      ...lines.map(({ name, ...rest }) => [name, ...keys.map((key) => rest[key])]),
    ]);
    const before = this.#directory.everybody;
    this.#excuse(rows, lines, before);
    let operation: Operation;
    try {
      operation = await this.#directory.import({ csv, mode, network, missing }, (line) =>
        this.#answer(line, rows, mood),
      );
    } catch (error) {
      // A file without a number, an email or an ID in any row says so.
      if ((error as { code?: string }).code === 'no-phone-column') return;
      throw error;
    }
    const after = this.#directory.everybody;
    // Of a row that shares no key with its person the preview says that it can't be used.
    const isInFile = (fields: StoredPerson['fields']) =>
      rows.some(({ who }, place) => who === whoIs(fields) && sharesKey(fields, lines[place]));
    for (const { id, fields, deletedAt } of before) {
      const is = after.find((other) => other.id === id);
      // A record that was merged into another of the same person isn't lost.
      const isMerged = is?.mergedInto !== undefined && this.#recordsOf(whoIs(fields)).length > 0;
      const isLost = deletedAt === undefined && is?.deletedAt !== undefined && !isMerged;
      // Of somebody who stands there twice, the file names one.
      const isOne = !this.#mayBeTwice.has(whoIs(fields)) && isInFile(fields);
      if (isLost && (mode === 'update' || isOne)) fail('lost by a file', is);
    }
    // An operation that changed nobody has nothing to undo.
    if (String(seen(before)) === String(seen(after))) return;
    this.#imports.unshift(operation);
    // Records that were merged with those of accounts stay merged.
    if (undone === 0 || this.#directory.linked > 0) return;
    const undo = await this.#directory.undo(operation);
    same('not as before the import', seen(this.#directory.everybody), seen(before));
    this.#imports.shift();
    if (undone === 1) return;
    await this.#directory.undo(undo);
    same('not as after the import', seen(this.#directory.everybody), seen(after));
  }

  /** Undone later: what was changed since stays, everything else is as before, nobody else is touched. */
  async #undoEarlier(back: number): Promise<void> {
    const [operation] = this.#imports.splice(back, 1);
    if (operation === undefined) return;
    const before = this.#directory.everybody;
    await this.#directory.undo(operation);
    for (const person of before) {
      const is = this.#directory.everybody.find(({ id }) => id === person.id);
      if (is === undefined) fail('gone for good', person);
      if (
        is.deletedAt !== undefined &&
        person.deletedAt === undefined &&
        person.history[0] !== undefined
      ) {
        const last = person.history[0].operation;
        if (last !== operation.id && person.history[0].undoes === undefined)
          fail('lost by an undo', is);
      }
      // Deleted people may come back though they stand there with another number by now.
      if (is.deletedAt === undefined && person.deletedAt !== undefined)
        this.#mayBeTwice.add(whoIs(is.fields));
    }
  }

  #answer(line: AskedLine, rows: readonly ModelRow[], mood: string): IdentityAnswer {
    const whoOf = (sent: { readonly line: number }) => rows[sent.line - 2]?.who ?? -1;
    const who = whoOf(line.row);
    const others = [
      ...rowsOf(line).map(whoOf),
      ...(line.before === undefined ? [] : [whoIs(line.before.fields)]),
    ];
    const isOne = others.every((other) => other === who);
    const mayAdd = line.question === 'likely';
    if (mayAdd && mood === 'add') {
      for (const other of rowsOf(line).map(whoOf)) this.#mayBeTwice.add(other);
      return 'add';
    }
    if (mood === 'skip') return 'skip';
    if (isOne) return 'update';
    // Someone new is added, from the only row that is theirs.
    const isNew = (sent: { readonly line: number }) =>
      this.#recordsOf(whoOf(sent)).length === 0 &&
      rows.filter((one) => one.who === whoOf(sent)).length === 1;
    return mayAdd && rowsOf(line).every(isNew) ? 'add' : 'skip';
  }

  /** Two keys are somebody else's, and no other contradicts: then a new name is taken for a new name. */
  #looksLikeAnother(one: ModelRow): boolean {
    const line = this.#cellsOf(one);
    return this.#directory.everybody.some(({ fields }) => {
      if (whoIs(fields) === one.who) return false;
      const given = keys.filter((key) => line[key] !== '' && fields[key] !== undefined);
      return given.length >= 2 && given.every((key) => line[key] === fields[key]);
    });
  }

  /**
   * Rows that share no key with their person's record, or with one another: nothing tells that they are one. Of several
   * rows, one doesn't know what a deleted record knows that another restores.
   */
  #excuse(
    rows: readonly ModelRow[],
    lines: readonly Values[],
    people: readonly StoredPerson[],
  ): void {
    names.forEach((_name, who) => {
      const theirs = lines.filter((_line, place) => rows[place]?.who === who);
      // Of rows with one number the last one counts, with what only earlier ones have.
      const byPhone = Map.groupBy(theirs.entries(), ([place, { phone }]) => phone || place);
      const sent = [...byPhone.values()].map((several) => {
        const values = new Map<Key, string>();
        for (const [, line] of several)
          for (const key of keys) if (line[key] !== '') values.set(key, line[key]);
        return new Set(values.values());
      });
      const known = people
        .filter(({ fields }) => whoIs(fields) === who)
        .map(({ fields, deletedAt }) => {
          const isWhole = deletedAt === undefined || sent.length < 2;
          return new Set((isWhole ? keys : keys.slice(0, 1)).flatMap((key) => fields[key] ?? []));
        });
      const all = [...known, ...sent];
      if (!areLinked(all)) this.#mayBeTwice.add(who);
    });
  }

  #check(after: Step): void {
    const people = this.#directory.everybody;
    for (const { id, fields, history, entraId, linked, network, deletedAt } of people) {
      const who = whoIs(fields);
      const named = history
        .flatMap(({ changes }) => changes)
        .filter(
          ({ field }) => field === 'displayName' || field === 'firstName' || field === 'lastName',
        );
      if (who === -1 || named.length > 0)
        fail('two people in one record', { after, id, fields, history });
      if (entraId !== undefined && entraId !== accountOf(who))
        fail('an account of somebody else', { after, id, fields, entraId, history });
      if (linked && network === 'Others' && deletedAt === undefined)
        fail('linked, and in Others', { after, id, fields, history });
      const strange = keys.filter(
        (key) => fields[key] !== undefined && this.#ever[who]?.has(fields[key]) !== true,
      );
      if (strange.length > 0)
        fail('has what was never theirs', { after, fields, strange, history });
    }
    names.forEach((name, who) => {
      const records = this.#recordsOf(who);
      if (records.length > 1 && !this.#mayBeTwice.has(who))
        fail(`${name} is doubled`, { after, records });
    });
    const phones = people.flatMap(({ fields: { phone = '' }, deletedAt }) =>
      phone === '' || deletedAt !== undefined ? [] : phone,
    );
    if (new Set(phones).size < phones.length) fail('one number, two people', { after, phones });
  }

  #recordsOf(who: number): readonly StoredPerson[] {
    return this.#directory.everybody.filter(
      ({ fields, deletedAt }) => deletedAt === undefined && whoIs(fields) === who,
    );
  }

  #cellsOf({ who, without, old }: ModelRow): Values & { readonly name: string } {
    const cell = (key: Key) => {
      if (without.includes(key)) return '';
      return old.includes(key) ? (this.#before[who]?.[key] ?? '') : this.#valuesOf(who)[key];
    };
    return {
      name: names[who] ?? '',
      phone: cell('phone'),
      email: cell('email'),
      employeeId: cell('employeeId'),
    };
  }

  #valuesOf(who: number): Values {
    return this.#now[who] ?? { phone: '', email: '', employeeId: '' };
  }

  #give(who: number, key: Key, value: string): void {
    const now = this.#valuesOf(who);
    this.#before[who] = { ...now };
    this.#now[who] = { ...now, [key]: value };
    this.#ever[who]?.add(value);
  }

  #fresh(key: Key): string {
    this.#count += 1;
    const number = this.#count;
    if (key === 'phone') return `+4420794601${number}`;
    return key === 'email' ? `e${number}@contoso.example` : `N-${number}`;
  }
}

function accountOf(who: number): string {
  return `eeeeeeee-0000-4000-8000-00000000000${who}`;
}

function whoIs(fields: StoredPerson['fields']): number {
  return names.findIndex((name) => name === nameOf(fields));
}

function sharesKey(fields: StoredPerson['fields'], line: Values | undefined): boolean {
  return keys.some((key) => fields[key] !== undefined && fields[key] === line?.[key]);
}

/** Whether one leads to all others, from value to value. */
function areLinked([first, ...others]: readonly ReadonlySet<string>[]): boolean {
  const reached = new Set(first);
  let left = others;
  for (;;) {
    const next = left.filter((one) => ![...one].some((value) => reached.has(value)));
    if (next.length === left.length) return left.length === 0;
    for (const one of left) if (!next.includes(one)) for (const value of one) reached.add(value);
    left = next;
  }
}

function same(what: string, got: readonly string[], expected: readonly string[]): void {
  const without = (ones: readonly string[], others: readonly string[]) =>
    ones.filter((one) => !others.includes(one));
  const [more, missing] = [without(got, expected), without(expected, got)];
  if (more.length + missing.length > 0) fail(what, { got: more, instead: missing });
}
