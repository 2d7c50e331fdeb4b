import type { TableClient } from '@azure/data-tables';
import type { ContainerClient } from '@azure/storage-blob';
import type { InboxFile, InboxStore } from '../../features/imports/inbox/ports.ts';
import { inboxFolder } from '../../domain/inbox.ts';
import { AppError } from '../../errors.ts';
import { bytesOf, datedPagesUnder } from './files.ts';
import { hashedKey, keyPart } from './keys.ts';
import { codeOf, statusOf, withStorageErrorsWithin } from './rest-errors.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { textOf } from './rows.ts';
import { encodeText } from './text-encoding.ts';
import { acquireLease } from './write-lock.ts';

export interface InboxStoreDeps {
  /** `inbox`: a folder for each organization */
  readonly container: ContainerClient;
  readonly leases: ContainerClient;
  /** `organizations`: a row `inbox|<hash of the name>` for each file that is being taken */
  readonly table: TableClient;
}

const requestTimeoutMs = 30_000;
const maxAttempts = 5;

export function createInboxStore({ container, leases, table }: InboxStoreDeps): InboxStore {
  const claims = createOrganizationRows(table, 'inbox|');
  const idOf = ({ name }: InboxFile) => hashedKey(name).slice(0, 32);
  const readClaim = (file: InboxFile) => claims.read(file.tenant, idOf(file));

  return {
    async *list(tenant) {
      const prefix = tenant === undefined ? '' : inboxFolder(tenant);
      for await (const { items, at = new Date() } of datedPagesUnder(container, prefix, true)) {
        yield items.flatMap(({ name, properties, metadata }): InboxFile[] => {
          const [folder = '', ...rest] = name.split('/');
          // Beside the folders; or a folder itself, as tools mark one, or the account where it has real ones (for SFTP).
          const isFolder = name.endsWith('/') || metadata?.hdi_isfolder === 'true';
          if (isFolder || rest.join('') === '') return [];
          const ageMs = at.getTime() - properties.lastModified.getTime();
          const isHeld = properties.leaseState === 'leased';
          return [{ tenant: folder, name, version: properties.etag, ageMs, isHeld }];
        });
      }
    },
    open: ({ name, version }) => bytesOf(container, name, 0, quoted(version)),
    async remove({ name, version }) {
      try {
        await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
          container.getBlobClient(name).delete({
            abortSignal,
            deleteSnapshots: 'include',
            conditions: { ifMatch: quoted(version) },
          }),
        );
      } catch (error) {
        const isGone = statusOf(error) === 404 || codeOf(error) === 'ConditionNotMet';
        if (!isGone) throw error;
      }
    },
    async claimOf(file) {
      const row = await readClaim(file);
      if (row === undefined || textOf(row, 'version') !== file.version) return undefined;
      return textOf(row, 'operation');
    },
    async claim(file, operation) {
      const { name, version } = file;
      const columns = { name: encodeText(name), version, operation };
      for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
        const there = await readClaim(file);
        if (there !== undefined && textOf(there, 'version') === version)
          return textOf(there, 'operation') ?? operation;
        if ((await claims.write(file.tenant, idOf(file), columns, there?.etag)) !== undefined)
          return operation;
      }
      throw new AppError('busy', {}, { note: 'a claim of the inbox' });
    },
    async release(file) {
      const row = await readClaim(file);
      if (row === undefined || textOf(row, 'version') !== file.version) return;
      await claims.remove(file.tenant, idOf(file), row.etag);
    },
    acquire: (tenant) => acquireLease(leases, `inbox-${keyPart(tenant)}`),
  };
}

/** Lists return etags without the quotation marks that conditions need. */
function quoted(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`;
}
