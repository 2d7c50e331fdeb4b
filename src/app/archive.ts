import packageJson from '../../package.json' with { type: 'json' };
import { archivedOperation, type OrganizationLine } from '../domain/archive.ts';
import { isEnded, operationKinds } from '../domain/operations/operation.ts';
import { monthsBack } from '../features/admin/audit.ts';
import type { ArchiveSource } from '../features/exports/ports.ts';
import type { Storage } from '../infra/storage/storage.ts';

/** Operations read at once: each may have some kilobytes. */
const operationsAtOnce = 200;

/** The content of an organization's archive beside its people, read from the stores. */
export function createArchiveSource(storage: Storage, now: () => number): ArchiveSource {
  async function* few(tenant: string): AsyncGenerator<readonly OrganizationLine[]> {
    const { identitySecret } = await storage.organizations.facts(tenant);
    yield [{ kind: 'secret', identitySecret }];
    const { chosen } = await storage.organizationSettings.all(tenant);
    yield Object.entries(chosen).map(([name, value]) => ({ kind: 'setting', name, value }));
    const { attributes } = await storage.attributes.all(tenant);
    yield attributes.map((attribute) => ({ kind: 'attribute', attribute }));
    const { grants } = await storage.roles.all(tenant);
    yield grants.map((grant) => ({ kind: 'role', ...grant }));
    const sync = await storage.syncSettings.read(tenant);
    if (sync !== undefined) yield [{ kind: 'sync', settings: sync.settings }];
    yield (await storage.apart.all(tenant)).map((people) => ({ kind: 'apart', people }));
  }

  return {
    product: packageJson.version,
    scanWhole: (...of) => storage.people.scanWhole(...of),
    async *organization(tenant) {
      yield* few(tenant);
      for await (const page of storage.aliases.all(tenant)) {
        yield page.map(({ derived, person, at }) => ({ kind: 'alias', derived, person, at }));
      }
      for await (const page of storage.entraLinks.all(tenant)) {
        yield page.map(({ entraId, person, at }) => ({ kind: 'account', entraId, person, at }));
      }
    },
    async *operations(tenant) {
      for (const kind of operationKinds) {
        let from: string | undefined;
        do {
          const page = await storage.operations.page(tenant, kind, operationsAtOnce, from);
          // An operation that still waits or runs depends on its files.
          yield page.operations.filter(({ state }) => isEnded(state)).map(archivedOperation);
          from = page.next;
        } while (from !== undefined);
      }
    },
    async *audit(tenant) {
      const first = await storage.audit.firstMonth(tenant);
      for (const month of monthsBack(now(), first)) yield* storage.audit.read(tenant, month);
    },
  };
}
