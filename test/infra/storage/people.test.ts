import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import fc from 'fast-check';
import { builtIn, builtInAttributes } from '../../../src/domain/attributes.ts';
import { contentHash } from '../../../src/domain/person-id.ts';
import type { PeopleStore, PersonWrite, StoredPerson } from '../../../src/domain/people-store.ts';
import { tableNames } from '../../../src/infra/storage/ensure.ts';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import { createPeopleStore } from '../../../src/infra/storage/people.ts';
import { openTestStorage } from '../../support/storage.ts';
import { otherTenant, samplePerson, tenant } from './sample-people.ts';
import { anyCharacter } from '../../support/any-character.ts';

let people: PeopleStore;
let connection: StorageConnection;

beforeAll(async () => {
  const opened = await openTestStorage();
  people = opened.storage.people;
  connection = opened.connection;
});

const adds = (from: number, to: number): PersonWrite[] =>
  Array.from({ length: to - from }, (_, index) => ({
    type: 'add',
    person: samplePerson(from + index),
  }));

async function only(tenant: string, number: number): Promise<StoredPerson> {
  const { id } = samplePerson(number);
  const person = (await people.read(tenant, '0', [id])).get(id);
  if (person === undefined) throw new Error('not there');
  return person;
}

describe('people in their tables', () => {
  it('come back with every fact that was written', async () => {
    const person = samplePerson(1, {
      network: 'Others',
      fields: {
        phone: '+4479',
        firstName: 'Sämple',
        displayName: 'Line\u2028break',
        email: 'a@example.com',
      },
      source: 'entra',
      linked: true,
      changedIn: 'operation-1',
      history: [
        {
          at: '2026-01-02T00:00:00.000Z',
          by: { id: 'x', name: 'Sample \u2029' },
          changes: [{ field: 'firstName', before: '', after: 'Sämple' }],
        },
      ],
    });
    expect(await people.write('facts', '0', [{ type: 'add', person }])).toBe('written');
    const { etag, ...stored } = await only('facts', 1);
    expect(stored).toEqual(person);
    expect(etag).not.toBe('');
  });

  it('keep every text that a file can bring, as it was', async () => {
    const text = fc.oneof(
      fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }),
      fc.constantFrom(
        '\r\n--changeset_x\r\n',
        '{"a":"}',
        '\uD800',
        '\uFFFF',
        '\u0000',
        "'",
        '\\u2028',
        '\u241B',
      ),
    );
    let number = 1_000;
    await fc.assert(
      fc.asyncProperty(text, text, async (firstName, lastName) => {
        number += 1;
        const person = samplePerson(number, { fields: { firstName, lastName } });
        expect(await people.write('texts', '0', [{ type: 'add', person }])).toBe('written');
        expect((await only('texts', number)).fields).toEqual({ firstName, lastName });
      }),
      { numRuns: 60 },
    );
  });

  it('keep their names where a transaction is long and no letter is ASCII', async () => {
    const fields = {
      firstName: 'ü€😀'.repeat(40),
      lastName: 'ж'.repeat(128),
      jobTitle: '人'.repeat(256),
    };
    const many = Array.from({ length: 100 }, (_, number) => samplePerson(number, { fields }));
    const writes = many.map((person) => ({ type: 'add', person }) as const);
    expect(await people.write('letters', '0', writes)).toBe('written');
    for await (const page of people.scan('letters', '0')) {
      for (const person of page) expect(person.fields).toEqual(fields);
    }
  });

  it('fit into transactions that Azure takes, though a hundred have the longest values and the longest history', async () => {
    const bytes: number[] = [];
    const store = createPeopleStore((shard) => {
      const table = connection.table(tableNames.people(shard));
      const sendRequest: PipelinePolicy['sendRequest'] = (request, next) => {
        if (request.body instanceof Uint8Array) bytes.push(request.body.length);
        return next(request);
      };
      table.pipeline.addPolicy({ name: 'measured', sendRequest });
      return table;
    });
    const entry = {
      at: '2026-01-01T00:00:00.000Z',
      by: { id: 'x', name: 'ж'.repeat(200) },
      changes: [{ field: 'department', before: '"'.repeat(256), after: 'ж'.repeat(256) }] as const,
    };
    const own = Array.from({ length: 30 }, (_, number) => `own_${String(number).padStart(8, '0')}`);
    const fields = Object.fromEntries([
      ...builtInAttributes.map((each) => [each, '人'.repeat(builtIn[each].maxLength)] as const),
      ...own.map((key) => [key, '人'.repeat(256)] as const),
    ]);
    const writes = Array.from({ length: 100 }, (_, number) => {
      const history = Array.from({ length: 20 }, () => entry);
      return { type: 'add', person: samplePerson(number, { fields, history }) } as const;
    });
    expect(await store.write('longest', '0', writes)).toBe('written');
    expect(bytes.length).toBeGreaterThan(1);
    expect(Math.max(...bytes)).toBeLessThan(4 * 1024 * 1024);
    expect((await only('longest', 7)).history.length).toBeGreaterThan(3);
    expect((await only('longest', 99)).fields).toEqual(fields);
  });

  it('are all written or none when one of a transaction is there already', async () => {
    await people.write('all-or-none', '0', adds(5, 6));
    expect(await people.write('all-or-none', '0', adds(1, 10))).toBe('conflict');
    const found = await people.read('all-or-none', '0', [samplePerson(1).id, samplePerson(5).id]);
    expect([...found.keys()]).toEqual([samplePerson(5).id]);
  });

  it('are not overwritten by someone who read them before the last change', async () => {
    await people.write('versions', '0', adds(1, 4));
    const before = await only('versions', 2);
    const change = { ...before, fields: { firstName: 'Changed' } };
    const update = { type: 'update', person: change, etag: before.etag } as const;
    expect(await people.write('versions', '0', [update])).toBe('written');
    expect(await people.write('versions', '0', [...adds(20, 22), update])).toBe('conflict');
    // Replaced, not merged: the phone that the new state doesn't have is gone.
    expect((await only('versions', 2)).fields).toEqual({ firstName: 'Changed' });
    const gone = { ...update, person: samplePerson(300) };
    expect(await people.write('versions', '0', [gone])).toBe('conflict');
  });

  it('are scanned by id over all pages, with the hash that says whether they differ', async () => {
    const count = 2_300;
    for (let from = 0; from < count; from += 100) {
      await people.write(tenant, '0', adds(from, from + 100));
    }
    await people.write(otherTenant, '0', adds(9_000, 9_001));
    const seen: string[] = [];
    for await (const page of people.scanHashes(tenant, '0')) {
      for (const { id, hash } of page) {
        const { network, fields } = samplePerson(Number.parseInt(id, 16));
        expect(hash).toBe(contentHash(network, fields));
        seen.push(id);
      }
    }
    expect(seen).toEqual(Array.from({ length: count }, (_, index) => samplePerson(index).id));
    const whole: StoredPerson[] = [];
    for await (const page of people.scan(tenant, '0')) whole.push(...page);
    expect(whole).toHaveLength(count);
    expect(whole[7]).toEqual(await only(tenant, 7));
  });

  it('are scanned in a part of a shard, all of them and nobody else', async () => {
    const at = (second: string, last: string) =>
      samplePerson(1, { id: `0${second}${'0'.repeat(29)}${last}` });
    const here = [at('a', '0'), at('a', 'f')];
    const writes = [at('9', 'f'), ...here, at('b', '0')].map(
      (person) => ({ type: 'add', person }) as const,
    );
    expect(await people.write('ranges', '0', writes)).toBe('written');
    const found: string[] = [];
    for await (const page of people.scan('ranges', '0a')) found.push(...page.map(({ id }) => id));
    const known: string[] = [];
    for await (const page of people.scanHashes('ranges', '0a'))
      known.push(...page.map(({ id }) => id));
    expect(found).toEqual(here.map(({ id }) => id));
    expect(known).toEqual(found);
  });

  it('are found by having been deleted, without the others', async () => {
    const deleted = samplePerson(7, { deletedAt: '2026-03-01T00:00:00.000Z' });
    const writes = [...adds(0, 5), { type: 'add', person: deleted } as const];
    expect(await people.write('deleted', '0', writes)).toBe('written');
    const found = (await Array.fromAsync(people.scanDeleted('deleted', '0'))).flat();
    const { id, deletedAt } = deleted;
    expect(found).toEqual([{ id, deletedAt }]);
  });

  it('are found by having an account, with no more than what a sync decides by', async () => {
    const entraId = '00000000-0000-4000-8000-0000000000e1';
    const linked = samplePerson(8, { entraId, source: 'entra', linked: true });
    const writes = [...adds(0, 5), { type: 'add', person: linked } as const];
    expect(await people.write('accounts', '0', writes)).toBe('written');
    const found = (await Array.fromAsync(people.scanAccounts('accounts', '0'))).flat();
    expect(found).toEqual([{ entraId, source: 'entra', linked: true }]);
  });

  it('are not mistaken for the aliases that point to them', async () => {
    await people.write('aliases', '0', adds(1, 2));
    const rowKey = samplePerson(2).id;
    await connection
      .table(tableNames.people('0'))
      .createEntity({ partitionKey: 'aliases', rowKey, alias: samplePerson(1).id });
    const seen: string[] = [];
    for await (const page of people.scanHashes('aliases', '0'))
      seen.push(...page.map(({ id }) => id));
    for await (const page of people.scan('aliases', '0')) seen.push(...page.map(({ id }) => id));
    expect(seen).toEqual([samplePerson(1).id, samplePerson(1).id]);
    expect((await people.read('aliases', '0', [rowKey])).size).toBe(0);
  });

  it('can always be written, the oldest changes making room for the newest', async () => {
    const entry = (at: number, length: number) => ({
      at: String(at),
      by: { id: 'x', name: 'y' },
      changes: [{ field: 'department', before: '\u2028'.repeat(length), after: '' }] as const,
    });
    const many = Array.from({ length: 30 }, (_, index) => entry(index, 1));
    const long = Array.from({ length: 20 }, (_, index) => entry(index, 1_000));
    await people.write('history', '0', [
      { type: 'add', person: samplePerson(1, { history: many }) },
      { type: 'add', person: samplePerson(2, { history: long }) },
    ]);
    expect((await only('history', 1)).history).toEqual(many.slice(0, 20));
    const kept = (await only('history', 2)).history;
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual(long.slice(0, kept.length));
  });

  it('stop being scanned when the job has lost its right to go on', async () => {
    await people.write('stopped', '0', adds(1, 2));
    const scan = people.scanHashes('stopped', '0', AbortSignal.abort(new Error('lost')));
    await expect(scan[Symbol.asyncIterator]().next()).rejects.toThrow('lost');
  });

  it('are refused more than a hundred at once, and nobody at all is no error', async () => {
    await expect(people.write('bounds', '0', adds(0, 101))).rejects.toThrow('101');
    expect(await people.write('bounds', '0', [])).toBe('written');
    expect(await people.write('bounds', '0', adds(0, 100))).toBe('written');
  });
});
