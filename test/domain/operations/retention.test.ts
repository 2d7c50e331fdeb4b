import { beforeAll, describe, expect, it } from '@jest/globals';
import { noCounts, operationId, type Operation } from '../../../src/domain/operations/operation.ts';
import { createRetention } from '../../../src/domain/operations/retention.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';

const dayMs = 24 * 3_600_000;
const never = new AbortController().signal;
let storage: Storage;
beforeAll(async () => {
  ({ storage } = await openTestStorage());
});

async function operationIn(
  tenant: string,
  state: Operation['state'],
  kind: Operation['kind'] = 'export',
): Promise<string> {
  const id = operationId(Date.now(), Math.random().toString(16).slice(2, 10).padEnd(8, '0'));
  await storage.operations.create({
    tenant,
    kind,
    id,
    state,
    at: new Date().toISOString(),
    by: { id: 'sample-admin', name: 'Sample Admin' },
    locale: 'en',
    fileName: 'people.csv',
    fileBytes: 1,
    counts: noCounts,
    rowsDone: 0,
    tries: 0,
    original: '',
  });
  return id;
}

const write = (name: string) => storage.files.write(name, [Buffer.from('x')]);
const left = async (tenant: string) =>
  (await Array.fromAsync(storage.files.list(`${tenant}/`))).flat().map(({ name }) => name);
/** As it is so many days from now. */
const retentionAfter = (days: number) =>
  createRetention({ ...storage, days: 90, now: () => Date.now() + days * dayMs });

describe('people’s data in files is kept for a stated time', () => {
  it('and then it is gone, whatever the file is of; the template stays', async () => {
    const tenant = 'retention-1';
    const done = await operationIn(tenant, 'completed');
    const names = ['export.csv', 'roster.txt', 'error-log.csv'].map(
      (file) => `${tenant}/${done}/${file}`,
    );
    const kept = `${tenant}/template-0123456789abcdef.csv`;
    for (const name of [...names, `${tenant}/audit-2026-01-01-0123.csv`, kept]) await write(name);
    expect(await retentionAfter(89).removeOld(tenant, never)).toBe(0);
    expect(await retentionAfter(91).removeOld(tenant, never)).toBe(4);
    expect(await left(tenant)).toEqual([kept]);
    expect(await retentionAfter(91).removeOld(tenant, never)).toBe(0);
  });

  it('but not taken from an import that still waits to be confirmed', async () => {
    const tenant = 'retention-2';
    const waiting = await operationIn(tenant, 'preview', 'import');
    await write(`${tenant}/${waiting}/original.csv`);
    expect(await retentionAfter(91).removeOld(tenant, never)).toBe(0);
  });

  it('and no longer than a day where the turn that stored it died before it noted an operation', async () => {
    const tenant = 'retention-4';
    const noted = await operationIn(tenant, 'completed');
    const nobodys = operationId(Date.now(), 'f'.repeat(16));
    for (const id of [noted, nobodys]) await write(`${tenant}/${id}/original.csv`);
    expect(await retentionAfter(0.9).removeOld(tenant, never)).toBe(0);
    expect(await retentionAfter(1.1).removeOld(tenant, never)).toBe(1);
    expect(await left(tenant)).toEqual([`${tenant}/${noted}/original.csv`]);
  });

  it('and a job’s own files no longer than a day where its operation ended without them', async () => {
    const tenant = 'retention-5';
    const ended = await operationIn(tenant, 'cancelled', 'import');
    const waiting = await operationIn(tenant, 'preview', 'import');
    for (const id of [ended, waiting]) await write(`${tenant}/${id}/plan-0.jsonl`);
    const now = () => Date.now() + 1.1 * dayMs;
    const ofWork = createRetention({ ...storage, days: 30, workOnly: true, now });
    expect(await ofWork.removeOld(tenant, never)).toBe(1);
    expect(await left(tenant)).toEqual([`${tenant}/${waiting}/plan-0.jsonl`]);
  });

  it('and nobody loses another organization’s files', async () => {
    await write('retention-3/orphan/export.csv');
    await write('retention-33/orphan/export.csv');
    expect(await retentionAfter(91).removeOld('retention-3', never)).toBe(1);
    expect(await left('retention-33')).toHaveLength(1);
  });

  it('which is told as a day', () => {
    const { keptUntil } = retentionAfter(0);
    expect(keptUntil('2026-01-01T10:00:00.000Z')).toBe('2026-04-01T10:00:00.000Z');
  });
});
