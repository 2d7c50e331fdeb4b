import { setTimeout as pause } from 'node:timers/promises';
import { shards } from '../../domain/person-id.ts';
import { AppError } from '../../errors.ts';
import type { StorageConnection } from './connect.ts';
import {
  codeOf,
  refused,
  withStorageErrors,
  withStorageErrorsWithin,
  statusOf,
} from './rest-errors.ts';

/** Names of the stores; docs/stores.md describes their contents. */
export const tableNames = {
  people: (shard: string) => `people${shard}`,
  operations: 'operations',
  organizations: 'organizations',
  changes: 'changes',
  chats: 'chats',
  memberships: 'memberships',
  outbox: 'outbox',
  audit: 'audit',
  turns: 'turns',
} as const;

export const containerNames = {
  files: 'files',
  work: 'work',
  leases: 'leases',
  backups: 'backups',
} as const;
export const queueNames = { jobs: 'jobs', deliveries: 'deliveries' } as const;

/** After a table or container is deleted, Azure takes up to some minutes to release its name. */
const maxWaitMs = 120_000;

/**
 * Creates missing tables, containers and queues. Safe to run in several processes at once.
 * @throws AppError `storage-unreachable`; `storage-refused` where a role, a key or a token is missing
 */
export async function ensureStorage(storage: StorageConnection): Promise<void> {
  const { people, ...others } = tableNames;
  const tables = [...shards.map(people), ...Object.values(others)];
  try {
    await withStorageErrors(async () => {
      await Promise.all([
        ...tables.map((name) => settled(() => storage.table(name).createTable())),
        ...Object.values(containerNames).map((name) =>
          settled(() => storage.blobs.getContainerClient(name).create()),
        ),
        settled(() => storage.inbox.create()),
        ...Object.values(queueNames).map((name) =>
          settled(() => storage.queues.getQueueClient(name).create()),
        ),
      ]);
    });
  } catch (error) {
    throw refused(error) ?? error;
  }
}

async function settled(create: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + maxWaitMs;
  for (let waitMs = 500; ; waitMs = Math.min(waitMs * 2, 10_000)) {
    try {
      await create();
      return;
    } catch (error) {
      if (isThereAlready(error)) return;
      if (!mayPass(error) || Date.now() + waitMs > deadline) throw error;
    }
    await pause(waitMs * (0.75 + Math.random() / 2));
  }
}

function isThereAlready(error: unknown): boolean {
  return /^(?:Table|Container|Queue)AlreadyExists$/.test(codeOf(error) ?? '');
}

function mayPass(error: unknown): boolean {
  const beingDeleted =
    statusOf(error) === 409 && (codeOf(error)?.endsWith('BeingDeleted') ?? false);
  return beingDeleted || statusOf(error) === 503;
}

/**
 * Checks that blobs, queues and tables answer within two seconds.
 * @throws AppError `storage-unreachable`
 */
export async function pingStorage(storage: StorageConnection): Promise<void> {
  const firstRow = (table: string, abortSignal: AbortSignal) =>
    storage
      .table(table)
      .listEntities({ queryOptions: { filter: "PartitionKey eq 'ping'" }, abortSignal })
      .next();
  try {
    await withStorageErrorsWithin(2_000, (abortSignal) =>
      Promise.all([
        storage.blobs.getContainerClient(containerNames.files).getProperties({ abortSignal }),
        storage.queues.getQueueClient(queueNames.jobs).getProperties({ abortSignal }),
        firstRow(tableNames.organizations, abortSignal),
        // The embedded store has the people's tables in a server of their own.
        firstRow(tableNames.people('0'), abortSignal),
      ]),
    );
  } catch (error) {
    if (error instanceof AppError) throw error;
    // It answers, but what was created at startup is gone: as unusable as no answer.
    throw new AppError('storage-unreachable', {}, { note: codeOf(error) ?? 'refused' });
  }
}
