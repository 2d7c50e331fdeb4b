import type { OperationKey } from '../../src/domain/operations/operation.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';

type Key = Readonly<Record<string, string>>;

/** How each kind of row is read; kept fixtures name them, so none is renamed or taken away. */
export const readers: Readonly<Record<string, (storage: Storage, key: Key) => Promise<unknown>>> = {
  operation: (storage, key) => storage.operations.read(key as unknown as OperationKey),
  notice: (storage, { tenant = '', to = '', operation = '' }) =>
    storage.outbox.read(tenant, to, operation),
  person: async (storage, { tenant = '', id = '' }) =>
    (await storage.people.read(tenant, id.charAt(0), [id])).get(id),
  schedule: (storage, { tenant = '', id = '' }) => storage.schedules.read(tenant, id),
  group: (storage, { tenant = '', id = '' }) => storage.groups.read(tenant, id),
  membership: (storage, { tenant = '', group = '', member = '' }) =>
    storage.memberships.read(tenant, group, member),
  syncSettings: (storage, { tenant = '' }) => storage.syncSettings.read(tenant),
  syncState: (storage, { tenant = '' }) => storage.syncStates.read(tenant),
  chat: (storage, { tenant = '', person = '' }) => storage.chats.read(tenant, person),
  role: (storage, { tenant = '', person = '' }) => storage.roles.roleOf(tenant, person),
  exportMemory: (storage, { tenant = '', person = '' }) =>
    storage.exportMemory.read(tenant, person),
  turn: (storage, { tenant = '', key = '' }) => storage.turns.claim(tenant, key),
};

/** Data as in JSON, without etags: these belong to one account. */
export function withoutEtags(value: unknown): unknown {
  const text = JSON.stringify({ value }, (name, each: unknown) =>
    name === 'etag' ? undefined : each,
  );
  return (JSON.parse(text) as { value?: unknown }).value;
}
