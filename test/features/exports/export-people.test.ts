import { sampleOperation } from '../../support/sample-operation.ts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { AttributeDefinition } from '../../../src/domain/attributes.ts';
import type { PeopleContents, StoredPerson } from '../../../src/domain/people-store.ts';
import { shardOf, shards } from '../../../src/domain/person-id.ts';
import type { Person } from '../../../src/domain/person.ts';
import { exportFiles } from '../../../src/features/exports/export-files.ts';
import { exportPeople, type Exported } from '../../../src/features/exports/export-people.ts';
import { auditRequest, type ExportRequest } from '../../../src/domain/operations/export-facts.ts';
import { type Operation } from '../../../src/domain/operations/operation.ts';
import { tableNames } from '../../../src/infra/storage/ensure.ts';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { textFor } from '../../../src/text/text.ts';
import { openTestStorage } from '../../support/storage.ts';
import { samplePerson } from '../../infra/storage/sample-people.ts';

const everything: ExportRequest = {
  network: 'All',
  columns: 'all',
  changes: { kind: 'all' },
  format: 'csv',
};
const shoeSize: AttributeDefinition = {
  key: 'own_shoesize',
  name: 'Shoe size',
  type: 'number',
  required: false,
  visibleTo: 'all',
};

let storage: Storage;
let connection: StorageConnection;
let tenants = 0;

beforeAll(async () => {
  ({ storage, connection } = await openTestStorage());
});

/** A person in a shard; `number` gives phone and id. */
function personIn(shard: string, number: number, over: Partial<Person> = {}): Person {
  const { id, ...person } = samplePerson(number);
  return { ...person, id: `${shard}${id.slice(1)}`, ...over };
}

/** An organization with so many people in each shard. */
async function organization(perShard: number): Promise<string> {
  tenants += 1;
  const tenant = `export-tenant-${String(tenants)}`;
  for (const [index, shard] of shards.entries()) {
    const people = Array.from({ length: perShard }, (_, place) =>
      personIn(shard, index * 1_000 + place),
    );
    await storage.people.write(
      tenant,
      shard,
      people.map((person) => ({ type: 'add', person })),
    );
  }
  return tenant;
}

const operationOf = (tenant: string, request: ExportRequest) =>
  sampleOperation({ tenant, kind: 'export', state: 'applying', request }, Date.UTC(2026, 0, 1));

interface Done extends Exported {
  readonly operation: Operation;
  readonly rows: readonly Record<string, string>[];
}

async function run(
  tenant: string,
  over: Partial<ExportRequest> = {},
  more: {
    readonly base?: Operation;
    readonly people?: PeopleContents;
    signal?: AbortSignal;
    own?: readonly AttributeDefinition[];
  } = {},
): Promise<Done> {
  const request = { ...everything, ...over };
  const operation = operationOf(tenant, request);
  const exported = await exportPeople(
    {
      people: more.people ?? storage.people,
      files: storage.files,
      settings: {
        delimiter: () => Promise.resolve(','),
        attributes: () => Promise.resolve(more.own ?? [shoeSize]),
      },
    },
    {
      operation,
      request,
      base: more.base,
      folder: exportFiles.folderOfTry(operation, '0123456789abcdef'),
      text: textFor('en'),
      signal: more.signal ?? new AbortController().signal,
      onProgress: () => undefined,
    },
  );
  const completed = { ...operation, original: exported.file };
  return { ...exported, operation: completed, rows: await rowsOf(exported.file) };
}

async function rowsOf(file: string): Promise<Record<string, string>[]> {
  return parse(await bytesOf(file), { bom: true, columns: true });
}

async function bytesOf(file: string): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(storage.files.open(file)));
}

async function change(tenant: string, id: string, decide: (person: Person) => Person) {
  const there = (await storage.people.read(tenant, shardOf(id), [id])).get(id);
  if (there === undefined) throw new Error('not there');
  const { etag, ...person }: StoredPerson = there;
  await storage.people.write(tenant, shardOf(id), [
    { type: 'update', person: decide(person), etag },
  ]);
}

const phonesOf = (rows: Done['rows']) => rows.map((row) => row['Phone number'] ?? '');

describe('an export', () => {
  it('has everyone once, with every column, and a byte order mark for Excel', async () => {
    const tenant = await organization(3);
    await change(tenant, personIn('5', 5_001).id, (person) => ({
      ...person,
      fields: {
        ...person.fields,
        own_shoesize: '42',
        displayName: 'Zoë "Z", Sample\nof two lines',
      },
    }));
    const { rows, counts, damaged, file, bytes } = await run(tenant);
    expect(rows).toHaveLength(48);
    expect(new Set(phonesOf(rows)).size).toBe(48);
    expect({ counts, damaged }).toMatchObject({ counts: { people: 48 }, damaged: 0 });
    expect(Object.keys(rows[0] ?? {})).toEqual([
      ...['Phone number', 'First name', 'Last name', 'Display name', 'Email', 'Job title'],
      ...['Department', 'Location', 'Employee ID', 'Shoe size', 'Network'],
    ]);
    expect(rows.find((row) => row['Shoe size'] === '42')?.['Display name']).toBe(
      'Zoë "Z", Sample\nof two lines',
    );
    const content = await bytesOf(file);
    expect(content.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(content).toHaveLength(bytes);
  });

  it('has only the network and the columns that were asked for, and always the phone', async () => {
    const tenant = await organization(1);
    await change(tenant, personIn('a', 10_000).id, (person) => ({ ...person, network: 'Others' }));
    const { rows } = await run(tenant, { network: 'Others', columns: ['email'] });
    expect(rows).toEqual([{ 'Phone number': "'+447900010000", Email: '', Network: 'Others' }]);
  });

  it('asked for by an audit’s request, as an older version reads it, has no one', async () => {
    const { counts, rows } = await run(await organization(1), auditRequest);
    expect([counts.people, rows]).toEqual([0, []]);
  });

  it('leaves out who is deleted, and whose attribute was removed is no column', async () => {
    const tenant = await organization(1);
    await change(tenant, personIn('a', 10_000).id, (person) => ({
      ...person,
      deletedAt: new Date().toISOString(),
    }));
    const { rows } = await run(tenant, { columns: ['own_gone0000'] });
    expect(rows).toHaveLength(15);
    expect(Object.keys(rows[0] ?? {})).toEqual(['Phone number', 'Network']);
  });

  it('meets each person once although people are changed, moved, deleted and added meanwhile', async () => {
    const tenant = await organization(4);
    const people: PeopleContents = {
      async *scanContents(of, shard, wanted, signal) {
        // Changes by others while this shard is read: to people already passed, and to those still to come.
        for (const [index, other] of shards.entries()) {
          const id = (place: number) => personIn(other, index * 1_000 + place).id;
          if (other === shard) await change(of, id(0), (one) => ({ ...one, network: 'Others' }));
          await change(of, id(1), (one) => ({
            ...one,
            network: one.network === 'Others' ? 'Employee' : 'Others',
          }));
          if (other === shard) await change(of, id(2), (one) => ({ ...one, deletedAt: 'now' }));
        }
        await storage.people.write(of, shard, [
          { type: 'add', person: personIn(shard, 90_000 + shards.indexOf(shard)) },
        ]);
        yield* storage.people.scanContents(of, shard, wanted, signal);
      },
    };
    const { rows } = await run(tenant, {}, { people });
    const met = phonesOf(rows);
    expect(new Set(met).size).toBe(met.length);
    for (const [index] of shards.entries()) {
      for (const place of [0, 1, 3]) {
        const { fields } = samplePerson(index * 1_000 + place);
        expect(met).toContain(`'${String(fields.phone)}`);
      }
    }
  });

  it('names who can’t be read, and has everyone else', async () => {
    const tenant = await organization(1);
    const table = connection.table(tableNames.people('3'));
    const broken = personIn('3', 3_000).id;
    await table.updateEntity({ partitionKey: tenant, rowKey: broken, network: 'Nowhere' }, 'Merge');
    const { rows, damaged, errorLog } = await run(tenant);
    expect({ rows: rows.length, damaged }).toEqual({ rows: 15, damaged: 1 });
    expect(JSON.stringify(await rowsOf(errorLog ?? ''))).toContain(broken);
  });

  it('leaves neither file nor roster when it is stopped in the middle', async () => {
    const tenant = await organization(1);
    const stop = new AbortController();
    const people: PeopleContents = {
      async *scanContents(of, shard, wanted, signal) {
        if (shard === '8') stop.abort(new Error('stopped'));
        yield* storage.people.scanContents(of, shard, wanted, signal);
      },
    };
    await expect(run(tenant, {}, { people, signal: stop.signal })).rejects.toThrow('stopped');
    const names = await Array.fromAsync(storage.files.list(`${tenant}/`));
    expect(names.flat()).toEqual([]);
  });

  it('of a failing store fails, and doesn’t hang', async () => {
    const tenant = await organization(1);
    const people: PeopleContents = {
      // eslint-disable-next-line require-yield -- it breaks before the first page
      async *scanContents() {
        await Promise.resolve();
        throw new Error('away');
      },
    };
    await expect(run(tenant, {}, { people })).rejects.toThrow('away');
  });
});

describe('an export of what changed since the last one', () => {
  it('has exactly that: who is new, changed, moved away, deleted, gone for good, and nobody else', async () => {
    const tenant = await organization(5);
    const of = (place: number) => personIn('7', 7_000 + place).id;
    await change(tenant, of(4), (one) => ({ ...one, deletedAt: 'before' }));
    const base = await run(tenant, { network: 'Employee' });
    expect(base.counts).toMatchObject({ people: 79 });

    await change(tenant, of(0), (one) => ({ ...one, fields: { ...one.fields, lastName: 'New' } }));
    await change(tenant, of(1), (one) => ({ ...one, network: 'Others' }));
    await change(tenant, of(2), (one) => ({ ...one, deletedAt: 'since' }));
    const gone = personIn('7', 7_003).id;
    await connection.table(tableNames.people('7')).deleteEntity(tenant, gone);
    await change(tenant, of(4), ({ deletedAt: _gone, ...one }) => one);
    await storage.people.write(tenant, '7', [{ type: 'add', person: personIn('7', 7_900) }]);
    // Changed and changed back: the same as it was.
    await change(tenant, personIn('1', 1_000).id, (one) => ({ ...one, changedAt: 'later' }));

    const since = { network: 'Employee', changes: { kind: 'since-last' } } as const;
    const { rows, counts, operation } = await run(tenant, since, { base: base.operation });
    const told = rows.map((row) => [row['Phone number'], row['Change in directory'], row.Network]);
    expect(told.toSorted()).toEqual(
      [
        ["'+447900007000", 'Changed', 'Employee'],
        ["'+447900007001", 'Moved', 'Others'],
        ["'+447900007002", 'Deleted', 'Employee'],
        ["'+447900007003", 'Deleted', 'Employee'],
        ["'+447900007004", 'Added', 'Employee'],
        ["'+447900007900", 'Added', 'Employee'],
      ].toSorted(),
    );
    expect(counts).toEqual({
      people: 6,
      added: 2,
      changed: 1,
      moved: 1,
      deleted: 2,
      since: base.operation.at,
    });

    const again = await run(tenant, since, { base: operation });
    expect(again.rows).toEqual([]);
    expect(again.counts).toMatchObject({ people: 0 });
  });

  it('has all who are gone for good, however many', async () => {
    const tenant = await organization(1);
    const base = await run(tenant);
    const lines = Array.from({ length: 2_500 }, (_, index) => {
      const id = `${index.toString(16).padStart(4, '0')}${'f'.repeat(28)}`;
      return `${id} hash E +4478${String(index).padStart(8, '0')}\n`;
    });
    const file = base.operation.original.replace('0123456789abcdef', 'fedcba9876543210');
    await storage.files.write(exportFiles.snapshotBeside(file), [Buffer.from(lines.join(''))]);
    const changes = { kind: 'since-last' } as const;
    const earlier = { ...base.operation, original: file };
    const { rows, counts } = await run(tenant, { changes }, { base: earlier });
    expect(counts).toMatchObject({ people: 2_516, added: 16, deleted: 2_500 });
    expect(new Set(phonesOf(rows)).size).toBe(2_516);
  });

  it('has everyone when there is nothing to compare with, and says so by no date', async () => {
    const tenant = await organization(1);
    const { rows, counts } = await run(tenant, { changes: { kind: 'since-last' } });
    expect(rows).toHaveLength(16);
    expect(counts).toEqual({ people: 16, added: 16, changed: 0, moved: 0, deleted: 0 });
  });

  it('doesn’t take someone for changed because an attribute was removed, or its values purged', async () => {
    const tenant = await organization(1);
    const [first, second, third] = ['1', '2', '3'].map(
      (shard) => personIn(shard, Number(shard) * 1_000).id,
    ) as [string, string, string];
    const desk: AttributeDefinition = { ...shoeSize, key: 'own_desk0000', name: 'Desk' };
    const give = (id: string, fields: Person['fields']) =>
      change(tenant, id, (one) => ({ ...one, fields: { ...one.fields, ...fields } }));
    for (const id of [first, second, third]) await give(id, { own_shoesize: '42' });
    await give(third, { own_desk0000: '7' });
    const base = await run(tenant, { columns: [] }, { own: [shoeSize, desk] });
    const changes = { kind: 'since-last' } as const;
    const since = (own: readonly AttributeDefinition[]) =>
      run(tenant, { changes, columns: [] }, { base: base.operation, own });

    expect((await since([desk])).rows).toEqual([]);
    for (const id of [first, second, third]) await give(id, { own_shoesize: '' });
    expect((await since([desk])).rows).toEqual([]);
    const again = await run(
      tenant,
      { changes },
      { base: (await since([desk])).operation, own: [desk] },
    );
    expect(again.rows).toEqual([]);

    await give(second, { lastName: 'New' });
    await give(third, { own_desk0000: '8' });
    expect(phonesOf((await since([desk])).rows)).toEqual(["'+447900002000", "'+447900003000"]);
  });

  it('doesn’t take someone for deleted who only can’t be read', async () => {
    const tenant = await organization(1);
    const base = await run(tenant);
    const row = { partitionKey: tenant, rowKey: personIn('3', 3_000).id };
    const table = connection.table(tableNames.people('3'));
    await table.updateEntity({ ...row, network: 'Nowhere' }, 'Merge');
    const changes = { kind: 'since-last' } as const;
    const broken = await run(tenant, { changes }, { base: base.operation });
    expect({ rows: broken.rows, damaged: broken.damaged }).toEqual({ rows: [], damaged: 1 });
    await table.updateEntity({ ...row, network: 'Employee' }, 'Merge');
    const mended = await run(tenant, { changes }, { base: broken.operation });
    expect(mended.rows).toEqual([]);
  });
});

describe('an export of what changed since a day', () => {
  it('goes by what each person’s own history says', async () => {
    const tenant = await organization(1);
    const at = '2026-06-01T12:00:00.000Z';
    const by = { id: 'x', name: 'Sample Admin' };
    await change(tenant, personIn('2', 2_000).id, (one) => ({
      ...one,
      network: 'Others',
      changedAt: at,
      history: [{ at, by, changes: [{ field: 'network', before: 'Employee', after: 'Others' }] }],
    }));
    const changes = {
      kind: 'since-date',
      day: '2026-06-01',
      from: '2026-06-01T00:00:00.000Z',
    } as const;
    const { rows, counts } = await run(tenant, { network: 'Employee', changes });
    expect(phonesOf(rows)).toEqual(["'+447900002000"]);
    expect(counts).toMatchObject({ people: 1, moved: 1, since: changes.from });
  });
});
