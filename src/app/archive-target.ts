import type { OrganizationLine } from '../domain/archive.ts';
import { newAuditId, type AuditEntry, type AuditLog } from '../domain/audit.ts';
import { AppError } from '../errors.ts';
import type { SettingName } from '../features/admin/ports.ts';
import type { EverythingTarget } from '../features/imports/everything/bring-everything.ts';
import { parseSyncSettings } from '../infra/storage/sync-settings.ts';
import type { Storage } from '../infra/storage/storage.ts';
import { forEachConcurrent } from '../lib/concurrency.ts';
import { retryOnConflict } from '../lib/retry-on-conflict.ts';

type Facts = Parameters<EverythingTarget['organization']>[2];
type Line<Kind extends OrganizationLine['kind']> = Extract<OrganizationLine, { kind: Kind }>;
type Changed = Pick<AuditEntry, 'what' | 'subject' | 'changes'>;

const atOnce = 8;

/** The stores of an organization, as an archive is brought back into them. What is there already stays or is the same. */
export function createArchiveTarget(
  storage: Storage,
  audit: Pick<AuditLog, 'record'>,
): EverythingTarget {
  /** Makes a change with its entry in the audit, on the version that it was decided on. */
  async function change(
    tenant: string,
    { by, operation, at }: Facts,
    make: (entry: (changed: Changed) => AuditEntry) => Promise<'changed' | 'conflict' | 'there'>,
  ): Promise<void> {
    let entry: AuditEntry | undefined;
    const changed = await retryOnConflict('an organization', () =>
      make((what) => {
        entry = { id: newAuditId(), at, by, from: 'import', operation, ...what };
        return entry;
      }),
    );
    if (changed === 'changed' && entry !== undefined) await audit.record(tenant, [entry]);
  }

  const setting = (tenant: string, { name, value }: Line<'setting'>, facts: Facts) =>
    change(tenant, facts, async (entry) => {
      const { chosen, version } = await storage.organizationSettings.all(tenant);
      const before = chosen[name as SettingName] ?? '';
      if (before === value) return 'there';
      const audited = entry({
        what: 'setting-changed',
        subject: { type: 'setting', id: name },
        changes: [{ field: name, before, after: value }],
      });
      const put = { name: name as SettingName, value };
      return storage.organizationSettings.change(tenant, version, put, audited);
    });

  const attribute = (tenant: string, { attribute: brought }: Line<'attribute'>, facts: Facts) =>
    change(tenant, facts, async (entry) => {
      const { attributes, version } = await storage.attributes.all(tenant);
      if (attributes.some(({ key }) => key === brought.key)) return 'there';
      const audited = entry({
        what: 'attribute-added',
        subject: { type: 'attribute', id: brought.key, name: brought.name },
        changes: [{ field: 'name', before: '', after: brought.name }],
      });
      return storage.attributes.change(tenant, version, { put: [brought] }, audited);
    });

  const role = (tenant: string, { kind: _kind, ...grant }: Line<'role'>, facts: Facts) =>
    change(tenant, facts, async (entry) => {
      const { grants, version } = await storage.roles.all(tenant);
      if (grants.some(({ person }) => person === grant.person)) return 'there';
      const audited = entry({
        what: 'role-given',
        subject: { type: 'role', id: grant.person, name: grant.name },
        changes: [{ field: 'role', before: '', after: grant.role }],
      });
      return storage.roles.change(tenant, version, { give: grant }, audited);
    });

  /** A daily sync runs in the name of an admin, who has to choose it again: until then, it runs by hand only. */
  async function sync(tenant: string, { settings }: Line<'sync'>): Promise<void> {
    const kept = parseSyncSettings(settings);
    if (kept === undefined) throw new AppError('archive-damaged', {}, { note: 'sync settings' });
    if ((await storage.syncSettings.read(tenant)) !== undefined) return;
    const byHand = { ...kept, schedule: { kind: 'by-hand' } } as const;
    await storage.syncSettings.write(tenant, { settings: byHand }, undefined);
  }

  async function alias(tenant: string, { kind: _kind, ...line }: Line<'alias'>): Promise<void> {
    const there = await storage.aliases.read(tenant, line.derived);
    if (there?.person !== line.person) await storage.aliases.put(tenant, line, there?.version);
  }

  async function account(tenant: string, { kind: _kind, ...link }: Line<'account'>): Promise<void> {
    const there = await storage.entraLinks.read(tenant, link.entraId);
    if (there?.person !== link.person) await storage.entraLinks.put(tenant, link, there?.version);
  }

  return {
    secretOf: async (tenant) => (await storage.organizations.facts(tenant)).identitySecret,
    adoptSecret: (tenant, secret) => storage.organizations.adoptSecret(tenant, secret),
    async organization(tenant, lines, facts) {
      await forEachConcurrent(lines, atOnce, async (line) => {
        if (line.kind === 'alias') await alias(tenant, line);
        if (line.kind === 'account') await account(tenant, line);
        if (line.kind === 'sync') await sync(tenant, line);
        if (line.kind === 'apart') await storage.apart.put(tenant, line.people, facts);
      });
      for (const line of lines) {
        if (line.kind === 'setting') await setting(tenant, line, facts);
        if (line.kind === 'attribute') await attribute(tenant, line, facts);
        if (line.kind === 'role') await role(tenant, line, facts);
      }
    },
    async closeIds(tenant, lines) {
      await forEachConcurrent(lines, atOnce, async (line) => {
        if (line.kind !== 'alias' || line.derived === line.person) return;
        await storage.aliases.close(tenant, line.derived, line.at);
      });
    },
    async operations(tenant, operations, broughtIn) {
      await forEachConcurrent(operations, atOnce, (operation) =>
        storage.operations.create({ ...operation, tenant, original: '', broughtIn }),
      );
    },
    async audit(tenant, entries) {
      await storage.audit.append(tenant, entries);
      const months = entries.map(({ at }) => at.slice(0, 7)).toSorted();
      if (months[0] !== undefined) await storage.auditBeginning.startsIn(tenant, months[0]);
    },
    async removePerson(tenant, { id, etag, entraId }) {
      await storage.aliases.removePerson(tenant, id, etag);
      if (entraId === undefined) return;
      const joined = await storage.chats.joined(tenant, entraId);
      // With their next message they join again, unless the archive has them.
      if (joined !== undefined)
        await storage.chats.noteJoined(tenant, entraId, { ...joined, at: longAgo });
    },
  };
}

const longAgo = '1970-01-01T00:00:00.000Z';
