import { beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import { noCounts, operationId, type Operation } from '../../../src/domain/operations/operation.ts';
import type { ImportMode } from '../../../src/domain/operations/import-mode.ts';
import { shards } from '../../../src/domain/person-id.ts';
import { factsAt, fromTheStart, isWhole } from '../../../src/features/imports/apply-checkpoint.ts';
import { applyImport } from '../../../src/features/imports/apply-import.ts';
import { createImportTraces } from '../../../src/features/imports/erase-traces.ts';
import { importFiles } from '../../../src/features/imports/import-files.ts';
import { planImport } from '../../../src/features/imports/flow.ts';
import { fromJsonLines } from '../../../src/features/imports/json-lines.ts';
import { reconcileImport } from '../../../src/features/imports/reconcile-import.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { textFor } from '../../../src/text/text.ts';
import { openTestStorage } from '../../support/storage.ts';

const by = { id: 'admin-1', name: 'Tara' };
const tenant = 'leavers';
const people = 2_400;
const phones = Array.from({ length: people }, (_, index) => `+4420794${String(60_000 + index)}`);
const csv = (some: readonly string[]) =>
  stringify([['Phone', 'First name'], ...some.map((phone) => [phone, `P${phone.slice(-5)}`])]);

/** Each shard has more people than are read one by one, so that ranges are scanned. */
describe('who leaves with a file', () => {
  let storage: Storage;
  let count = 0;
  const signal = new AbortController().signal;
  const target = { network: 'Employee', mayMove: true, required: [] } as const;

  async function plan(rows: string, mode: ImportMode, largeFrom = 1_000_000): Promise<Operation> {
    count += 1;
    const id = operationId(Date.now(), String(count).padStart(16, '0'));
    const operation: Operation = {
      ...{ tenant, kind: 'import', id, state: 'planning', at: new Date().toISOString(), by, mode },
      ...{ locale: 'en', fileName: 'people.csv', fileBytes: rows.length, network: 'Employee' },
      ...{ counts: noCounts, rowsDone: 0, tries: 1, etag: '' },
      original: importFiles.original({ tenant, id }),
    };
    await storage.files.write(operation.original, [Buffer.from(rows)]);
    const { counts, preview, rowsTotal } = await planImport(
      { ...storage, largeFrom },
      { operation, target, text: textFor('en'), signal, onRows: () => undefined },
    );
    return { ...operation, planned: counts, counts, preview, rowsTotal };
  }

  async function apply(operation: Operation, from = fromTheStart) {
    const deps = { ...storage, changeFeed: storage.changes, concurrency: 4 };
    const run = { operation, target, by, signal, now: () => new Date().toISOString() };
    return applyImport(deps, run, from, () => undefined);
  }

  async function present(): Promise<string[]> {
    const found: string[] = [];
    for (const shard of shards) {
      for await (const page of storage.people.scan(tenant, shard)) {
        for (const { deletedAt, fields } of page)
          if (deletedAt === undefined) found.push(fields.phone ?? '');
      }
    }
    return found.sort();
  }

  beforeAll(async () => {
    ({ storage } = await openTestStorage());
    await apply(await plan(csv(phones), 'update'));
  });

  it.each([1_000_000, 1])(
    'are exactly those whom a file of everyone leaves out; a large file from %i bytes on',
    async (largeFrom) => {
      const operation = await plan(csv(phones.slice(0, -37)), 'everyone', largeFrom);
      expect(operation.preview?.leaving).toMatchObject({ people: 37, linked: 0 });
      expect(operation.counts).toEqual({ ...noCounts, unchanged: people - 37 });
      // Kept by the answer, they are no work.
      const checkpoint = await apply({ ...operation, decided: { missing: 'keep' } });
      expect(checkpoint.deleted ?? 0).toBe(0);
      expect(await present()).toHaveLength(people);
    },
  );

  it('are deleted once, whoever begins anew, and what was written is found', async () => {
    const leaving = phones.slice(0, 400);
    const planned = await plan(csv(leaving), 'delete');
    expect(planned.counts).toEqual({ ...noCounts, deleted: 400 });
    const first = await apply(planned);
    expect(isWhole(planned, first)).toBe(true);
    expect(factsAt(planned, first)).toEqual({ counts: planned.counts, rowsDone: 400 });
    expect(await present()).toEqual(phones.slice(400).toSorted());
    // A process that died before its first checkpoint has written all the same.
    expect(factsAt(planned, await apply(planned)).counts).toEqual(planned.counts);
    const { checkpoint, late } = await reconcileImport(storage, planned);
    expect(factsAt(planned, checkpoint).counts).toEqual(planned.counts);
    expect([...late.inOrder()]).toEqual([]);
    // And one that wrote nothing tells of each row that it wasn't applied.
    const stopped = await plan(csv(phones.slice(400, 450)), 'delete');
    const settled = await reconcileImport(storage, stopped);
    expect(settled.checkpoint.deleted).toBe(0);
    expect([...settled.late.inOrder()]).toHaveLength(50);
  });

  it('are one fewer when one of them is erased while the preview waits', async () => {
    const planned = await plan(csv(phones.slice(500, 503)), 'delete');
    await storage.operations.create({ ...planned, state: 'preview' });
    const lines: { readonly id: string }[] = [];
    for (const shard of shards) {
      const name = importFiles.leaving(planned, shard);
      if (!(await storage.work.exists(name))) continue;
      for await (const some of fromJsonLines<{ id: string }>(storage.work.open(name))) {
        lines.push(...some);
      }
    }
    expect(lines).toHaveLength(3);
    const [one] = lines;
    const erase = createImportTraces(storage);
    const erased = { tenant, ids: new Set([one?.id ?? '']), phones: new Set<string>() };
    expect(await erase({ ...erased, reference: 'r' }, signal)).toBe('done');
    const left = await storage.operations.read({ tenant, kind: 'import', id: planned.id });
    expect(left).toMatchObject({ counts: { deleted: 2 }, preview: { leaving: { people: 2 } } });
    const checkpoint = await apply(left ?? planned);
    expect(checkpoint.deleted).toBe(2);
    expect(isWhole(left ?? planned, checkpoint)).toBe(true);
  });
});
