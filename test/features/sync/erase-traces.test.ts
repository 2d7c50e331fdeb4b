import { describe, expect, it } from '@jest/globals';
import { createSyncTraces } from '../../../src/features/sync/erase-traces.ts';
import type { HeldPerson } from '../../../src/features/sync/ports.ts';
import { openTestStorage } from '../../support/storage.ts';

const tenant = '11111111-2222-3333-4444-555555555556';
const id = 'a'.repeat(32);
const other = 'b'.repeat(32);

function held(entraId: string, person: string): HeldPerson {
  return {
    ...{ entraId, at: '2026-03-01T00:00:00.000Z', name: 'Ada Sample', phone: '' },
    held: {
      ...{ why: 'new-phone', key: 'email', others: ['Zenobia Twin'], fingerprint: 'f' },
      person: { id: person, name: 'Zenobia Secretum', phone: '+442079460602' },
    },
    changes: [{ field: 'phone', before: '+442079460602', after: '+442079460603' }],
    incoming: { source: 'entra', entraId, isEmployee: true, fields: { firstName: 'Ada' } },
  };
}

describe('who is erased', () => {
  it('is no longer named as the one whom a held person may be', async () => {
    const { storage } = await openTestStorage();
    const { heldPeople } = storage;
    await heldPeople.put(tenant, held('account-1', id));
    await heldPeople.put(tenant, held('account-2', other));
    const erase = createSyncTraces({ ...storage, held: heldPeople });
    const erased = { tenant, ids: new Set([id]), reference: 'r', phones: new Set<string>() };
    expect(await erase(erased, new AbortController().signal)).toBe('done');
    const left = JSON.stringify(await heldPeople.read(tenant, 'account-1'));
    expect(left).toContain('Ada Sample');
    expect(left).not.toMatch(/Zenobia|7946/u);
    expect(await heldPeople.read(tenant, 'account-2')).toMatchObject(held('account-2', other));
  });
});
