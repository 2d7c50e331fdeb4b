import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../../../src/domain/audit.ts';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../../../src/infra/storage/storage.ts';
import { testConnectionString } from '../../support/storage.ts';
import { startLosingProxy, type LosingProxy } from './losing-proxy.ts';
import { samplePerson, tenant } from './sample-people.ts';

let proxy: LosingProxy;
let storage: Storage;

beforeAll(async () => {
  proxy = await startLosingProxy(testConnectionString());
  storage = createStorage(await connectStorage({ connectionString: proxy.connectionString }));
  await storage.ensure();
});

afterAll(() => proxy.stop());

const entry = (id: string): AuditEntry => ({
  id: id.padStart(16, '0'),
  at: '2026-01-01T00:00:00.000Z',
  by: { id: 'a', name: 'Sample' },
  from: 'chat',
  what: 'role-given',
  subject: { type: 'role', id: 'person-1' },
  changes: [],
});
const grant = (person: string) =>
  ({ person, role: 'organization-admin', name: `Sämple ${person}` }) as const;

describe('roles and attributes in their table', () => {
  it('are changed by one of those who read the same version, together with the audit’s entry', async () => {
    const { roles, auditIntents } = storage;
    const change = (number: number, version?: string) =>
      roles.change(tenant, version, { give: grant(`person-${number}`) }, entry(String(number)));
    const first = await Promise.all([change(1), change(2), change(3)]);
    expect(first.filter((outcome) => outcome === 'changed')).toHaveLength(1);
    const { grants, version } = await roles.all(tenant);
    expect(grants).toHaveLength(1);
    expect((await auditIntents.kept(tenant)).map(({ made }) => made)).toEqual([true]);
    expect(await change(4, version)).toBe('changed');
    expect(await change(5, version)).toBe('conflict');
    expect((await roles.all(tenant)).grants.map(({ person }) => person)).toContain('person-4');
    expect(await auditIntents.kept(tenant)).toHaveLength(2);
  });

  it('are ours all the same where the answer to the change was lost', async () => {
    proxy.loseAnswers('POST', 1);
    const outcome = await storage.roles.change('lost', undefined, { give: grant('p') }, entry('1'));
    expect(outcome).toBe('changed');
    expect((await storage.roles.all('lost')).grants).toMatchObject([grant('p')]);
    const attribute = {
      key: 'own_badge000',
      name: 'Bädge \u2028',
      type: 'text',
      required: false,
      visibleTo: 'all',
    } as const;
    proxy.loseAnswers('POST', 1);
    const put = await storage.attributes.change(
      'lost',
      undefined,
      { put: [attribute] },
      entry('2'),
    );
    expect(put).toBe('changed');
    expect((await storage.attributes.all('lost')).attributes).toEqual([attribute]);
  });

  it('never take a single change of a person for another’s where its answer was lost', async () => {
    const person = samplePerson(1);
    proxy.loseAnswers('POST', 1);
    expect(await storage.people.write('single', '0', [{ type: 'add', person }])).toBe('written');
    const etag = (await storage.people.read('single', '0', [person.id])).get(person.id)?.etag ?? '';
    proxy.loseAnswers('PUT', 1);
    const write = { type: 'update', person: { ...person, network: 'Others' }, etag } as const;
    expect(await storage.people.write('single', '0', [write])).toBe('written');
    expect(await storage.people.write('single', '0', [write])).toBe('conflict');
  });
});
