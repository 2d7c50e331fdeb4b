import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ExportMemory } from '../../../src/features/exports/ports.ts';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import { tableNames } from '../../../src/infra/storage/ensure.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';
import { otherTenant, tenant } from './sample-people.ts';

let storage: Storage;
let connection: StorageConnection;

beforeAll(async () => {
  ({ storage, connection } = await openTestStorage());
});

const sample: ExportMemory = {
  choices: {
    network: 'All',
    columns: ['email', 'own_badge000'],
    changes: { kind: 'since-date', day: '2026-03-01', from: '2026-02-28T23:00:00.000Z' },
    format: 'xlsx',
  },
  last: { All: '8000000000000-aaaaaaaaaaaaaaaa', Others: '8000000000001-aaaaaaaaaaaaaaaa' },
  asked: [{ key: '0123456789abcdef', operation: '8000000000000-aaaaaaaaaaaaaaaa' }],
};

describe('what is remembered of an admin’s exports', () => {
  it('is theirs alone, and nothing at first', async () => {
    const { exportMemory } = storage;
    expect(await exportMemory.read(tenant, 'person-1')).toEqual({ last: {}, asked: [] });
    expect(await exportMemory.write(tenant, 'person-1', sample)).toBe('written');
    const read = await exportMemory.read(tenant, 'PERSON-1');
    expect(read).toEqual({ ...sample, etag: read.etag });
    expect(await exportMemory.read(tenant, 'person-2')).toEqual({ last: {}, asked: [] });
    expect(await exportMemory.read(otherTenant, 'person-1')).toEqual({ last: {}, asked: [] });
  });

  it('is written by one of those who read the same version: no press is forgotten', async () => {
    const { exportMemory } = storage;
    const write = (memory: ExportMemory) => exportMemory.write(tenant, 'racer', memory);
    const first = await Promise.all([1, 2, 3].map(() => write(sample)));
    expect(first.filter((outcome) => outcome === 'written')).toHaveLength(1);
    const read = await exportMemory.read(tenant, 'racer');
    expect(await write({ ...read, last: {} })).toBe('written');
    expect(await write(read)).toBe('conflict');
    expect(await write({ ...sample, last: {} })).toBe('conflict');
    expect((await exportMemory.read(tenant, 'racer')).last).toEqual({});
  });

  it('holds the newest twenty presses', async () => {
    const { exportMemory } = storage;
    const asked = Array.from({ length: 30 }, (_, number) => ({
      key: String(number).padStart(16, '0'),
      operation: '8000000000000-aaaaaaaaaaaaaaaa',
    }));
    await exportMemory.write(tenant, 'presser', { last: {}, asked });
    expect((await exportMemory.read(tenant, 'presser')).asked).toEqual(asked.slice(0, 20));
  });

  it('may be of a later version or damaged: then it is nothing, and is overwritten', async () => {
    const { exportMemory } = storage;
    await connection.table(tableNames.organizations).createEntity({
      partitionKey: tenant,
      rowKey: 'exports|later',
      choices: JSON.stringify({ ...sample.choices, format: 'ods' }),
      last: '{"Everybody":"x"}',
      asked: '[{',
    });
    const read = await exportMemory.read(tenant, 'later');
    expect(read).toEqual({ last: {}, asked: [], etag: expect.any(String) });
    expect(await exportMemory.write(tenant, 'later', { ...read, ...sample })).toBe('written');
    expect(await exportMemory.read(tenant, 'later')).toMatchObject(sample);
  });
});
