import { randomBytes } from 'node:crypto';
import { isOwnKey, type AttributeDefinition, type AttributeKey } from '../domain/attributes.ts';
import type { OrganizationReader } from '../features/imports/ports.ts';
import type { FileStore } from '../domain/operations/ports.ts';
import type { Audit } from '../features/admin/audit.ts';
import type { Text } from '../text/text.ts';
import type { Downloads } from '../features/downloads/downloads.ts';
import { linkReader } from './caller.ts';
import type { Turn } from './turn.ts';

export interface AuditExportDeps {
  readonly files: Pick<FileStore, 'write'>;
  readonly downloads: Pick<Downloads, 'link'>;
  readonly audit: Audit;
  readonly organizations: OrganizationReader;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Writes an organization's audit to a new CSV file and links to it; the file is a snapshot that later entries don't change. */
export function createAuditExport(deps: AuditExportDeps) {
  return async ({ caller, text }: Turn): Promise<string> => {
    const { tenant } = caller;
    const day = new Date(deps.now()).toISOString().slice(0, 10);
    const name = `${tenant}/audit-${day}-${randomBytes(8).toString('hex')}.csv`;
    const own = await deps.organizations.attributes(tenant);
    const { fields: _fields, ...words } = text.auditFile;
    const field = fieldNames(text, own);
    await deps.files.write(name, deps.audit.csv(tenant, { ...words, field }));
    const file = { name, fileName: `audit ${day}.csv` };
    return deps.downloads.link(file, linkReader(caller, 'read-audit'));
  };
}

/** The names of what changes, in the reader's language. */
export function fieldNames(text: Text, own: readonly AttributeDefinition[]) {
  return (key: string): string =>
    text.auditFile.fields[key] ??
    (isOwnKey(key) || key in text.attributeNames ? text.attribute(key as AttributeKey, own) : key);
}
