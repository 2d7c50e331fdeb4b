import { randomBytes } from 'node:crypto';
import type { StorageProbe, StorageTrouble } from '../../features/doctor/ports.ts';
import { createBackupStore } from './backups.ts';
import type { StorageConnection } from './connect.ts';
import { queueNames } from './ensure.ts';
import { createLinks, linkKeys } from './links.ts';
import { lookAtQueue } from './queue.ts';
import { codeOf, isNoToken, statusOf, unreachable } from './rest-errors.ts';

const maxAnswerMs = 15_000;

/** Tests the permissions that the product needs, in a table, a container and a queue of its own. */
export function createStorageProbe(connection: StorageConnection): StorageProbe {
  const { blobs, queues } = connection;
  const isKeyed = connection.key !== undefined;
  const trying = (work: () => Promise<void>) => attempt(work, isKeyed);

  return {
    tables: () =>
      trying(async () => {
        const table = connection.table(`doctor${mark()}`);
        await table.createTable();
        await thenRemoved(
          () => table.deleteTable(),
          async () => {
            const row = { partitionKey: 'doctor', rowKey: 'probe' };
            await table.createEntity({ ...row, said: 'first' });
            const { etag } = await table.getEntity(row.partitionKey, row.rowKey);
            await table.updateEntity({ ...row, said: 'second' }, 'Replace', { etag });
            await table.submitTransaction([['upsert', { ...row, said: 'third' }, 'Replace']]);
            await table.deleteEntity(row.partitionKey, row.rowKey);
          },
        );
      }),

    blobs: () =>
      trying(async () => {
        const container = blobs.getContainerClient(`doctor-${mark()}`);
        await container.create();
        await thenRemoved(
          () => container.delete(),
          async () => {
            const blob = container.getBlockBlobClient('probe');
            await blob.upload('probe', 5);
            await blob.downloadToBuffer();
            const lease = blob.getBlobLeaseClient();
            await lease.acquireLease(15);
            await lease.releaseLease();
            await blob.delete();
          },
        );
      }),

    queues: () =>
      trying(async () => {
        const queue = queues.getQueueClient(`doctor-${mark()}`);
        await queue.create();
        await thenRemoved(
          () => queue.delete(),
          async () => {
            await queue.sendMessage('probe');
            const { receivedMessageItems } = await queue.receiveMessages({ visibilityTimeout: 30 });
            for (const { messageId, popReceipt } of receivedMessageItems) {
              const renewed = await queue.updateMessage(messageId, popReceipt, undefined, 30);
              await queue.deleteMessage(messageId, renewed.popReceipt ?? popReceipt);
            }
          },
        );
      }),

    async links() {
      let refusal: StorageTrouble | undefined;
      const trouble = await trying(async () => {
        const container = blobs.getContainerClient(`doctor-${mark()}`);
        await container.create();
        await thenRemoved(
          () => container.delete(),
          async () => {
            const blob = container.getBlockBlobClient('probe');
            await blob.upload('probe', 5);
            const link = await createLinks(linkKeys(connection))(blob, 'probe.csv', 5);
            refusal = await opened(link);
          },
        );
      });
      return trouble ?? refusal;
    },

    async inbox() {
      try {
        const ages: number[] = [];
        for await (const { properties, metadata } of connection.inbox.listBlobsFlat({
          includeMetadata: true,
        }))
          if (metadata?.hdi_isfolder !== 'true')
            ages.push(Date.now() - properties.lastModified.getTime());
        return { files: ages.length, oldestMs: Math.max(0, ...ages) };
      } catch (error) {
        // Rollcall's first start creates it.
        return codeOf(error) === 'ContainerNotFound' ? { files: 0, oldestMs: 0 } : undefined;
      }
    },

    async dueJob() {
      try {
        const { visible } = await lookAtQueue(queues.getQueueClient(queueNames.jobs));
        return visible[0]?.id;
      } catch (error) {
        // Rollcall's first start creates it.
        if (codeOf(error) === 'QueueNotFound') return undefined;
        throw error;
      }
    },

    async lastBackup() {
      return (await createBackupStore(connection).list()).at(-1)?.at;
    },

    async clockAheadMs() {
      try {
        const asked = Date.now();
        // Any response will do, even an error: its header contains the time.
        const answer = await fetch(blobs.url, { signal: AbortSignal.timeout(maxAnswerMs) });
        const here = (asked + Date.now()) / 2;
        const there = Date.parse(answer.headers.get('date') ?? '');
        // The header has whole seconds, so half a second is missing on average.
        return Number.isNaN(there) ? undefined : here - (there + 500);
      } catch {
        return undefined;
      }
    },
  };
}

const mark = () => randomBytes(8).toString('hex');

/** Removes the probe's resource even after a failure; then that failure is reported, not one of the removal. */
async function thenRemoved(remove: () => Promise<unknown>, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    await remove().catch(() => undefined);
    throw error;
  }
  await remove();
}

/** Opens a link as a browser would, with nothing but its address. */
async function opened(link: string): Promise<StorageTrouble | undefined> {
  const answer = await fetch(link, { signal: AbortSignal.timeout(maxAnswerMs) });
  if (answer.ok && (await answer.text()) === 'probe') return undefined;
  const code = answer.headers.get('x-ms-error-code') ?? '';
  return { kind: 'link-refused', note: `${answer.status} ${code}`.trim() };
}

async function attempt(
  work: () => Promise<void>,
  isKeyed: boolean,
): Promise<StorageTrouble | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return { kind: kindOf(error, isKeyed), note: noteOf(error) };
  }
}

/** Interprets codes of Azure Storage, and the SDK's name for a missing token. */
function kindOf(error: unknown, isKeyed: boolean): StorageTrouble['kind'] {
  const code = codeOf(error) ?? '';
  if (isNoToken(error)) return 'no-token';
  if (code === 'KeyBasedAuthenticationNotPermitted') return 'no-keys-taken';
  if (code === 'AuthorizationPermissionMismatch') return 'no-role';
  if (code === 'AuthenticationFailed' && isKeyed) return 'wrong-key';
  // Also the code for a network that the account doesn't allow; an emulator returns it for a wrong key.
  if (code === 'AuthorizationFailure') return isKeyed ? 'wrong-key' : 'network-rules';
  return unreachable(error) === undefined ? 'other' : 'unreachable';
}

function noteOf(error: unknown): string {
  const parts = [statusOf(error), codeOf(error)].filter((part) => part !== undefined);
  if (parts.length > 0) return parts.join(' ');
  return error instanceof Error ? error.name : 'an unknown error';
}
