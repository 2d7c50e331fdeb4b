import { beforeAll, describe, expect, it } from '@jest/globals';
import { tableNames } from '../../../src/infra/storage/ensure.ts';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import { createOrganizationReader } from '../../../src/infra/storage/organizations.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { createTurnStore } from '../../../src/infra/storage/turns.ts';
import { openTestStorage } from '../../support/storage.ts';
import { otherTenant, tenant } from './sample-people.ts';

let storage: Storage;
let connection: StorageConnection;

beforeAll(async () => {
  ({ storage, connection } = await openTestStorage());
});

describe('organizations', () => {
  it('have one identity secret each, whichever process comes first: people’s ids hang on it', async () => {
    const table = connection.table(tableNames.organizations);
    const readers = [1, 2, 3, 4].map(() =>
      createOrganizationReader({ table, defaultCountry: 'NO' }),
    );
    const facts = await Promise.all(readers.map((reader) => reader.facts(tenant)));
    expect(new Set(facts.map(({ identitySecret }) => identitySecret)).size).toBe(1);
    expect(facts[0]).toEqual({
      identitySecret: expect.stringMatching(/^[0-9a-f]{64}$/),
      defaultCountry: 'NO',
    });
    const other = await storage.organizations.facts(otherTenant);
    expect(other.identitySecret).not.toBe(facts[0]?.identitySecret);
    expect(await storage.organizations.facts(tenant.toUpperCase())).toEqual({
      identitySecret: facts[0]?.identitySecret,
    });
  });

  it('know who was given a role, and take no word for a role that is none', async () => {
    await storage.roles.give(tenant, 'person-1', 'organization-admin');
    expect(await storage.roles.roleOf(tenant, 'PERSON-1')).toBe('organization-admin');
    expect(await storage.roles.roleOf(otherTenant, 'person-1')).toBeUndefined();
    await storage.roles.give(tenant, 'person-1', 'member');
    expect(await storage.roles.roleOf(tenant, 'person-1')).toBe('member');
    await connection.table(tableNames.organizations).createEntity({
      partitionKey: tenant,
      rowKey: 'role|person-2',
      role: 'root',
    });
    expect(await storage.roles.roleOf(tenant, 'person-2')).toBeUndefined();
  });
});

describe('turns', () => {
  it('are done once, and a second delivery gets the answer of the first', async () => {
    const answer = JSON.stringify({ card: 'é\u2028'.repeat(20_000) });
    const claims = await Promise.all(
      [1, 2, 3].map(() => storage.turns.claim(tenant, 'activity:/1#?')),
    );
    expect(claims.sort()).toEqual(['busy', 'busy', 'claimed']);
    await storage.turns.done(tenant, 'activity:/1#?', answer);
    expect(await storage.turns.claim(tenant, 'activity:/1#?')).toEqual({ answer });
    expect(await storage.turns.claim(otherTenant, 'activity:/1#?')).toBe('claimed');
    await storage.turns.done(otherTenant, 'activity:/1#?');
    expect(await storage.turns.claim(otherTenant, 'activity:/1#?')).toEqual({});
  });

  it('that failed before they did anything are taken up by the next delivery', async () => {
    expect(await storage.turns.claim(tenant, 'failed')).toBe('claimed');
    await storage.turns.release(tenant, 'failed');
    expect(await storage.turns.claim(tenant, 'failed')).toBe('claimed');
    await storage.turns.done(tenant, 'failed', '"x"');
    await storage.turns.release(tenant, 'failed');
    expect(await storage.turns.claim(tenant, 'failed')).toEqual({ answer: '"x"' });
  });

  it('whose process died are taken over after a minute, by one, who can’t be pushed out by the dead', async () => {
    let now = Date.UTC(2026, 0, 1);
    const table = connection.table(tableNames.turns);
    const [dead, one, other] = [1, 2, 3].map(() => createTurnStore(table, () => now));
    expect(await dead?.claim(tenant, 'dead')).toBe('claimed');
    now += 59_000;
    expect(await one?.claim(tenant, 'dead')).toBe('busy');
    now += 2_000;
    const claims = await Promise.all([one?.claim(tenant, 'dead'), other?.claim(tenant, 'dead')]);
    expect(claims.sort()).toEqual(['busy', 'claimed']);
    await dead?.release(tenant, 'dead');
    expect(await storage.turns.claim(tenant, 'still there')).toBe('claimed');
    expect(await one?.claim(tenant, 'dead')).toBe('busy');
  });

  it('are forgotten when they are old, and no others', async () => {
    const table = connection.table(tableNames.turns);
    const old = createTurnStore(table, () => Date.UTC(2020, 0, 1));
    for (const key of ['old1', 'old2']) {
      await old.claim(tenant, key);
      await old.done(tenant, key, '1');
    }
    await storage.turns.claim(tenant, 'young');
    expect(await storage.turns.purge(new Date(Date.UTC(2021, 0, 1)))).toBe(2);
    expect(await storage.turns.purge(new Date(Date.UTC(2021, 0, 1)))).toBe(0);
    expect(await storage.turns.claim(tenant, 'old1')).toBe('claimed');
    expect(await storage.turns.claim(tenant, 'young')).toBe('busy');
  });
});

describe('open dialogues', () => {
  it('are kept under any key until they are removed', async () => {
    const entries = {
      'msteams/conversations/a:1;messageid=2': '{"step":1}',
      __proto__x: 'ü'.repeat(100_000),
    };
    await storage.dialogs.write(entries);
    const read = await storage.dialogs.read([...Object.keys(entries), 'none']);
    expect(read).toEqual(entries);
    await storage.dialogs.write({ __proto__x: '2' });
    await storage.dialogs.remove(['msteams/conversations/a:1;messageid=2', 'none']);
    expect(await storage.dialogs.read([...Object.keys(entries)])).toEqual({ __proto__x: '2' });
  });
});

describe('chats', () => {
  it('are found again by organization and person, in their newest state', async () => {
    const chat = {
      tenant,
      person: 'person-1',
      name: 'Ada',
      reference: '{"a":"\u2028"}',
      reachable: true,
    };
    await storage.chats.save({ ...chat, reachable: false, reason: 'blocked' });
    expect(await storage.chats.read(tenant, 'person-1')).toEqual({
      ...chat,
      reachable: false,
      reason: 'blocked',
    });
    await storage.chats.save(chat);
    expect(await storage.chats.read(tenant, 'person-1')).toEqual(chat);
    expect(await storage.chats.read(otherTenant, 'person-1')).toBeUndefined();
  });
});
