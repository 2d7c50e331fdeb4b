import type { Storage } from '../../../src/infra/storage/storage.ts';
import { sampleOperation } from '../../support/sample-operation.ts';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import type { AttributeDefinition } from '../../../src/domain/attributes.ts';
import type { Network } from '../../../src/domain/network.ts';
import { shards } from '../../../src/domain/person-id.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import { factsAt, fromTheStart } from '../../../src/features/imports/apply-checkpoint.ts';
import { applyImport } from '../../../src/features/imports/apply-import.ts';
import { planImport } from '../../../src/features/imports/flow.ts';
import { textFor } from '../../../src/text/text.ts';
import { openTestStorage } from '../../support/storage.ts';

const by = { id: 'admin-1', name: 'Tara' };
const phones = Array.from({ length: 40 }, (_, index) => `+4420794601${String(index + 10)}`);

/** A number that three people of different names have is a switchboard's: nobody is known by it. */
function isShared(phone: string, rows: readonly { phone: string; name: string }[]): boolean {
  const names = rows
    .filter((row) => row.phone === phone && row.name !== '')
    .map(({ name }) => name);
  return new Set(names).size >= 3;
}

describe('an import, planned and applied', () => {
  let storage: Storage;
  let tenant: string;
  let count = 0;
  beforeAll(async () => {
    ({ storage } = await openTestStorage());
  });
  beforeEach(() => {
    count += 1;
    tenant = `tenant-${count}`;
  });

  const signal = new AbortController().signal;
  const text = textFor('en');

  async function plan(
    csv: string,
    given: {
      network?: Network;
      mayMove?: boolean;
      required?: AttributeDefinition[];
      largeFrom?: number;
    } = {},
  ) {
    const { network = 'Employee', mayMove = true, required = [], largeFrom = 1_000_000 } = given;
    const operation = sampleOperation({ tenant, by, network: network });
    await storage.files.write(operation.original, chunks(csv));
    const target = { network, mayMove, required };
    const result = await planImport(
      { ...storage, largeFrom },
      {
        operation,
        target,
        text,
        signal,
        onRows: () => undefined,
      },
    );
    return { result, operation: { ...operation, planned: result.counts }, target };
  }

  async function apply(
    { operation, target }: Awaited<ReturnType<typeof plan>>,
    from = fromTheStart,
  ) {
    const deps = { ...storage, changeFeed: storage.changes, concurrency: 4 };
    const run = { operation, target, by, signal, now: () => new Date().toISOString() };
    const checkpoint = await applyImport(deps, run, from, () => undefined);
    return { checkpoint, counts: factsAt(operation, checkpoint).counts };
  }

  async function imported(csv: string, given?: Parameters<typeof plan>[1]) {
    return apply(await plan(csv, given));
  }

  async function everyone(): Promise<StoredPerson[]> {
    const all: StoredPerson[] = [];
    for (const shard of shards)
      for await (const page of storage.people.scan(tenant, shard)) all.push(...page);
    return all;
  }

  const csv = (
    rows: readonly (readonly string[])[],
    header = ['Phone', 'First name', 'Department'],
  ) => stringify([header, ...rows]);

  it('leaves what comes from Entra as it is, says so, and takes the rest of the row', async () => {
    await imported(csv([[phones[0] ?? '', 'Ada', 'Crew']]));
    const [{ etag, ...person }] = (await everyone()) as [StoredPerson];
    const linked = { ...person, linked: true, locked: ['firstName'] as const };
    const write = { type: 'update', person: linked, etag } as const;
    await storage.people.write(tenant, person.id.charAt(0), [write]);

    const planned = await plan(csv([[phones[0] ?? '', 'Eva', 'Bridge']]));
    expect(planned.result.counts).toMatchObject({ updated: 1, rejected: 0 });
    expect(planned.result.counts.leftOut).toBe(1);
    expect(planned.result.preview.leftOutSample).toMatchObject([
      { line: 2, reason: 'locked', column: 'First name' },
    ]);
    const log: Buffer[] = [];
    for await (const chunk of storage.files.open(planned.result.errorLog ?? '')) log.push(chunk);
    expect(Buffer.concat(log).toString()).toContain('First name” comes from Microsoft Entra ID');
    await apply(planned);
    expect(await everyone()).toMatchObject([
      { fields: { firstName: 'Ada', department: 'Bridge' }, locked: ['firstName'] },
    ]);
    const again = await imported(csv([[phones[0] ?? '', 'Eva', 'Bridge']]));
    expect(again.counts).toMatchObject({ updated: 0, unchanged: 1 });
  });

  it('keeps the zeros of an employee ID that a spreadsheet took away, and says so', async () => {
    const ids = ['Phone', 'Employee ID', 'Department'];
    await imported(csv([[phones[0] ?? '', '00123', 'Crew']], ids));
    const planned = await plan(csv([[phones[0] ?? '', '123', 'Bridge']], ids));
    expect(planned.result.counts).toMatchObject({ updated: 1, rejected: 0, leftOut: 1 });
    expect(planned.result.preview.leftOutSample).toMatchObject([
      { line: 2, reason: 'zeros-lost', column: 'Employee ID' },
    ]);
    const log: Buffer[] = [];
    for await (const chunk of storage.files.open(planned.result.errorLog ?? '')) log.push(chunk);
    expect(Buffer.concat(log).toString()).toContain('only lacks the zeros in front');
    await apply(planned);
    expect(await everyone()).toMatchObject([
      { fields: { employeeId: '00123', department: 'Bridge' } },
    ]);
    // Another ID is a change as any other.
    await imported(csv([[phones[0] ?? '', '0123', 'Bridge']], ids));
    expect(await everyone()).toMatchObject([{ fields: { employeeId: '0123' } }]);
  });

  it('counts what it wrote though the try before died without a word', async () => {
    const first = await plan(csv(phones.map((phone) => [phone, 'Ada', 'Crew'])));
    await apply(first);
    const again = await apply(first);
    expect(again.counts).toEqual({ added: phones.length, updated: 0, unchanged: 0, rejected: 0 });
    expect(await everyone()).toHaveLength(phones.length);

    const change = await plan(csv(phones.map((phone) => [phone, 'Ada', 'Deck'])));
    await apply(change);
    expect((await apply(change)).counts).toMatchObject({ updated: phones.length });
    expect((await everyone())[0]?.history).toHaveLength(1);
  });

  it('compares again what was changed since the preview, and overwrites no one unseen', async () => {
    await imported(csv([[phones[0] ?? '', 'Ada', 'Crew']]));
    const planned = await plan(
      csv([
        [phones[0] ?? '', 'Ada', 'Deck'],
        [phones[1] ?? '', 'Bo', 'Deck'],
      ]),
    );
    await imported(
      csv([
        [phones[0] ?? '', 'Ada', 'Deck'],
        [phones[1] ?? '', 'Bo', 'Crew'],
      ]),
    );
    const { counts } = await apply(planned);
    expect(counts).toEqual({ added: 0, updated: 1, unchanged: 1, rejected: 0 });
  });

  it('leaves a value alone where the file has an empty cell or no column', async () => {
    await imported(csv([[phones[0] ?? '', 'Ada', 'Crew']]));
    await imported(csv([[phones[0] ?? '', '', 'Deck']]));
    expect((await everyone())[0]?.fields).toMatchObject({ firstName: 'Ada', department: 'Deck' });
    const { result } = await plan(csv([[phones[0] ?? '']], ['Phone']));
    expect(result.counts).toMatchObject({ unchanged: 1 });
  });

  it('moves nobody for an admin who may not, and says which rows those are', async () => {
    await imported(csv([[phones[0] ?? '', 'Ada', 'Crew']]), { network: 'Others' });
    const { result } = await plan(
      csv([
        [phones[0] ?? '', 'Ada', 'Crew'],
        [phones[1] ?? '', 'Bo', 'Crew'],
      ]),
      { mayMove: false },
    );
    expect(result.counts).toEqual({ added: 1, updated: 0, unchanged: 0, rejected: 1 });
    expect(result.preview.problems).toMatchObject([{ line: 2, reason: 'in-other-network' }]);
    const moved = await plan(csv([[phones[0] ?? '', 'Ada', 'Crew']]));
    expect(moved.result.preview.moved).toBe(1);
  });

  it.each([
    ['before', [0, 1]],
    ['after', [1, 0]],
    ['before and after', [0, 1, 0]],
  ])(
    'takes who has a phone now although its former owner is marked deleted %s',
    async (_, order) => {
      const header = ['Change in directory', 'Phone', 'First name', 'Network'];
      const rows = [
        ['Deleted', phones[0] ?? '', 'Ada', 'Employee'],
        ['Changed', phones[0] ?? '', 'Bo', 'Employee'],
      ];
      const given = order.map((at) => rows[at] ?? []);
      const { counts } = await imported(csv(given, header));
      expect(counts).toEqual({ added: 1, updated: 0, unchanged: order.length - 1, rejected: 0 });
      expect((await everyone()).map(({ fields }) => fields.firstName)).toEqual(['Bo']);
    },
  );

  it('brings a deleted person back instead of tripping over them', async () => {
    await imported(csv([[phones[0] ?? '', 'Ada', 'Crew']]));
    const [ada] = await everyone();
    if (ada === undefined) throw new Error('nobody');
    const { etag, ...person } = ada;
    await storage.people.write(tenant, ada.id.charAt(0), [
      { type: 'update', person: { ...person, deletedAt: new Date().toISOString() }, etag },
    ]);
    const { counts } = await imported(csv([[phones[0] ?? '', 'Ada', 'Deck']]));
    expect(counts).toEqual({ added: 1, updated: 0, unchanged: 0, rejected: 0 });
    const [back] = await everyone();
    expect(back?.deletedAt).toBeUndefined();
    expect(back?.history[0]?.changes.map(({ field }) => field)).toContain('deleted');
    // Exports of changes since a day go by it.
    expect(back?.addedAt).toBe(person.addedAt);
  });

  it('rejects newcomers without a required attribute, by its name, and takes those who have it already', async () => {
    const hired: AttributeDefinition = {
      key: 'own_hiredon1',
      name: 'Hired on',
      type: 'date',
      required: true,
      visibleTo: 'all',
    };
    await imported(csv([[phones[0] ?? '', 'Ada', 'Crew']]));
    const { result } = await plan(
      csv([
        [phones[0] ?? '', 'Ada', 'Deck'],
        [phones[1] ?? '', 'Bo', 'Deck'],
      ]),
      { required: [hired] },
    );
    expect(result.counts).toEqual({ added: 0, updated: 1, unchanged: 0, rejected: 1 });
    expect(result.preview.problems).toMatchObject([
      { line: 3, reason: 'required-missing', column: 'Hired on' },
    ]);
  });

  it('lets the last row of a phone win, however often it comes, and loses no row', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => [
      phones[index % 3] ?? '',
      `Ada ${index % 3}`,
      `Deck ${index}`,
    ]);
    const { result } = await plan(csv(rows));
    // A large file is compared in more parts.
    const { result: inPartitions } = await plan(csv(rows), { largeFrom: 0 });
    expect(inPartitions).toEqual({ ...result, errorLog: inPartitions.errorLog });
    expect(result.counts).toEqual({ added: 3, updated: 0, unchanged: 0, rejected: 497 });
    expect(result.preview.problems[0]).toMatchObject({
      line: 2,
      reason: 'same-phone-later',
      laterLine: 500,
    });
  });

  it('rows in = added + updated + unchanged + rejected, and the directory is what the files say', async () => {
    const row = fc.record({
      phone: fc.oneof(fc.constantFrom(...phones.slice(0, 8)), fc.constantFrom('', 'none', '12')),
      // One word each: another whole name under a known number would be a question.
      name: fc.constantFrom('', 'Ada', 'Bo', "Cy'", '=Eve', '${name}', '"Zoë'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(row, { minLength: 1, maxLength: 25 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 1_000_000),
        async (files, largeFrom) => {
          count += 1;
          tenant = `property-${count}`;
          const model = new Map<string, string>();
          for (const rows of files) {
            const filled = rows.filter(({ phone, name }) => phone !== '' || name !== '');
            if (filled.length === 0) continue;
            const { counts } = await imported(
              csv(
                rows.map(({ phone, name }) => [phone, name]),
                ['Phone', 'First name'],
              ),
              { largeFrom },
            );
            expect(counts.added + counts.updated + counts.unchanged + counts.rejected).toBe(
              filled.length,
            );
            const winners = new Map(
              filled
                .filter(({ phone }) => phone.startsWith('+') && !isShared(phone, filled))
                .map(({ phone, name }) => [phone, name]),
            );
            for (const [phone, name] of winners)
              model.set(phone, name === '' ? (model.get(phone) ?? '') : name);
          }
          const found = new Map(
            (await everyone()).map(({ fields }) => [fields.phone ?? '', fields.firstName ?? '']),
          );
          expect(found).toEqual(model);
        },
      ),
      { numRuns: 15 },
    );
  });
});

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one chunk
async function* chunks(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
