import type { ContainerClient } from '@azure/storage-blob';
import type { SegmentStore } from '../../features/search/ports.ts';
import { keyPart } from './keys.ts';
import { codeOf, withStorageErrorsWithin, statusOf } from './rest-errors.ts';

/** A segment of an organization with a million people is some 3 MB. */
const requestTimeoutMs = 60_000;

/** Segments of directory views in one container: `<tenant>/view/<shard>`. */
export function createSegmentStore(container: ContainerClient): SegmentStore {
  const blobOf = (tenant: string, shard: string) =>
    container.getBlockBlobClient(`${keyPart(tenant)}/view/${keyPart(shard)}`);
  return {
    async read(tenant, shard, unlike) {
      const conditions = unlike === undefined ? {} : { ifNoneMatch: unlike };
      try {
        return await withStorageErrorsWithin(requestTimeoutMs, async (abortSignal) => {
          const answer = await blobOf(tenant, shard).download(0, undefined, {
            abortSignal,
            conditions,
            maxRetryRequests: 2,
          });
          const chunks: Buffer[] = [];
          for await (const chunk of answer.readableStreamBody ?? []) {
            chunks.push(chunk as Buffer);
          }
          return { bytes: Buffer.concat(chunks), etag: answer.etag ?? '' };
        });
      } catch (error) {
        if (statusOf(error) === 304) return 'same';
        if (codeOf(error) === 'BlobNotFound') return undefined;
        throw error;
      }
    },
    async write(tenant, shard, bytes, over) {
      const conditions = over === undefined ? { ifNoneMatch: '*' } : { ifMatch: over };
      try {
        const answer = await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
          blobOf(tenant, shard).upload(bytes, bytes.length, { abortSignal, conditions }),
        );
        return { etag: answer.etag ?? '' };
      } catch (error) {
        // Also after a lost answer that the SDK retried: reading again then finds the segment written.
        if ([404, 409, 412].includes(statusOf(error) ?? 0) && codeOf(error) !== 'ContainerNotFound')
          return 'conflict';
        throw error;
      }
    },
  };
}
