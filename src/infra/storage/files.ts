import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  BlobItem,
  ContainerClient,
  ContainerListBlobFlatSegmentResponse,
} from '@azure/storage-blob';
import { beforeDeadline, currentDeadline, withoutDeadline } from '../../lib/deadline.ts';
import { AppError } from '../../errors.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { createLinks } from './links.ts';
import type { LinkKeys } from './links.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { codeOf, withStorageErrorsWithin, statusOf, unreachable } from './rest-errors.ts';
import { upload } from './upload.ts';

const headBytes = 4_096;
const requestTimeoutMs = 30_000;
/** A download that is silent for longer is requested again from its current position. */
const maxSilenceMs = 30_000;
const maxResumptions = 5;

/** Files in one container. Blob names consist of ids and slashes, never of a file's own name. */
export function createFileStore(container: ContainerClient, keys: LinkKeys): FileStore {
  const link = createLinks(keys);
  return {
    async write(name, content, options = {}) {
      const { limit, head, signal } = options;
      const counted = { bytes: 0 };
      const source =
        Symbol.asyncIterator in content
          ? content[Symbol.asyncIterator]()
          : content[Symbol.iterator]();
      const next = () => unlessAborted(Promise.resolve(source.next()), signal);
      const mark = randomBytes(12).toString('hex');
      let uploading = false;
      try {
        const chunks = await checkedHead(next, counted, limit, head);
        uploading = true;
        const blob = container.getBlockBlobClient(name);
        await upload(blob, continued(chunks, next, counted, limit), mark, signal);
        return { bytes: counted.bytes };
      } catch (error) {
        // Not awaited: a source that hangs would hang here too.
        void Promise.resolve(source.return?.()).catch(() => undefined);
        // Uncommitted blocks are no blob; but the commit itself may have arrived without an answer.
        if (uploading) await takenBack(container, name, mark);
        signal?.throwIfAborted();
        throw error;
      }
    },
    open: (name, fromByte = 0) => bytesOf(container, name, fromByte),
    exists: (name) =>
      withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
        container.getBlobClient(name).exists({ abortSignal }),
      ),
    async *list(prefix) {
      for await (const page of pagesUnder(container, prefix)) {
        yield page.map(({ name, properties }) => ({
          name,
          at: properties.lastModified.toISOString(),
        }));
      }
    },
    remove: (name) => removed(container, name),
    async removeAll(prefix) {
      if (prefix === '') throw new AppError('unexpected', {}, { note: 'would remove all files' });
      const names: string[] = [];
      for await (const page of pagesUnder(container, prefix)) {
        names.push(...page.map(({ name }) => name));
      }
      await forEachConcurrent(names, 8, (name) => removed(container, name));
    },
    link: (name, fileName, minutes) => link(container.getBlobClient(name), fileName, minutes),
  };
}

/** Lists page by page, each with a timeout: a listing without an answer would block its caller forever. */
async function* pagesUnder(container: ContainerClient, prefix: string): AsyncGenerator<BlobItem[]> {
  for await (const { items } of datedPagesUnder(container, prefix)) yield items;
}

/** The same, with the storage's own time. */
export async function* datedPagesUnder(
  container: ContainerClient,
  prefix: string,
  includeMetadata = false,
): AsyncGenerator<{ readonly items: BlobItem[]; readonly at: Date | undefined }> {
  let continuationToken: string | undefined;
  do {
    const token = continuationToken;
    const next = await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
      container
        .listBlobsFlat({ prefix, includeMetadata, abortSignal })
        .byPage({ maxPageSize: 1_000, ...(token !== undefined && { continuationToken: token }) })
        .next(),
    );
    const page = next.value as ContainerListBlobFlatSegmentResponse | undefined;
    yield { items: page?.segment.blobItems ?? [], at: page?.date };
    continuationToken = page?.continuationToken;
  } while (continuationToken !== undefined && continuationToken !== '');
}

interface Counted {
  bytes: number;
}

type Next = () => Promise<IteratorResult<Buffer>>;

/** Reads as much as `head` needs, and calls it before anything is passed on. */
async function checkedHead(
  next: Next,
  counted: Counted,
  limit: number | undefined,
  head: ((bytes: Buffer) => void) | undefined,
): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  while (counted.bytes < headBytes) {
    const result = await next();
    if (result.done === true) break;
    chunks.push(result.value);
    count(result.value, counted, limit);
  }
  head?.(Buffer.concat(chunks).subarray(0, headBytes));
  return chunks;
}

async function* continued(
  chunks: readonly Buffer[],
  next: Next,
  counted: Counted,
  limit: number | undefined,
): AsyncGenerator<Buffer> {
  yield* chunks;
  for (let result = await next(); result.done !== true; result = await next()) {
    count(result.value, counted, limit);
    yield result.value;
  }
}

/** The source's result, or a rejection as soon as the signal aborts, since a source may hang. */
async function unlessAborted<Result>(
  result: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (signal === undefined) return result;
  const heard = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => {
      reject(new AppError('unexpected', {}, { note: 'aborted', cause: signal.reason }));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true, signal: heard.signal });
  });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    heard.abort();
  }
}

function count(chunk: Buffer, counted: Counted, limit: number | undefined): void {
  counted.bytes += chunk.length;
  if (limit === undefined || counted.bytes <= limit) return;
  throw new AppError('file-too-large', { limitMb: Math.round((limit / 1024 / 1024) * 10) / 10 });
}

async function removed(container: ContainerClient, name: string): Promise<void> {
  await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
    container.getBlobClient(name).deleteIfExists({ abortSignal, deleteSnapshots: 'include' }),
  );
}

/** After a deadline this isn't awaited either. */
async function takenBack(container: ContainerClient, name: string, mark: string): Promise<void> {
  const removing = withoutDeadline(() => removedIfMarked(container, name, mark)).catch(
    () => undefined,
  );
  if (currentDeadline()?.signal.aborted !== true) await removing;
}

/** Another attempt of a job may have written a blob of this name meanwhile, which stays. */
async function removedIfMarked(container: ContainerClient, name: string, mark: string) {
  await withStorageErrorsWithin(requestTimeoutMs, async (abortSignal) => {
    const blob = container.getBlobClient(name);
    const { metadata, etag } = await blob.getProperties({ abortSignal });
    if (metadata?.mark !== mark) return;
    await blob.delete({
      abortSignal,
      ...(etag !== undefined && { conditions: { ifMatch: etag } }),
    });
  });
}

/**
 * A blob's bytes; a connection that breaks or stalls is resumed, on the same version of the blob.
 * @param wanted etag of the version; absent: the current one
 * @throws AppError `operation-gone` when it doesn't exist, or isn't the wanted version
 */
export async function* bytesOf(
  container: ContainerClient,
  name: string,
  fromByte = 0,
  wanted?: string,
): AsyncGenerator<Buffer> {
  const blob = container.getBlobClient(name);
  let at = fromByte;
  let version = wanted;
  let resumptions = 0;
  for (;;) {
    try {
      const conditions = version === undefined ? {} : { ifMatch: version };
      const answer = await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
        // The SDK's own resumption doesn't detect a stalled connection.
        blob.download(at, undefined, { abortSignal, conditions, maxRetryRequests: 0 }),
      );
      version = answer.etag;
      const end = at + (answer.contentLength ?? 0);
      for await (const chunk of heard(answer.readableStreamBody)) {
        at += chunk.length;
        resumptions = 0;
        yield chunk;
      }
      if (at >= end) return;
    } catch (error) {
      const status = statusOf(error);
      if (status === 416 && codeOf(error) === 'InvalidRange') return;
      if (status === 404 || (status === 412 && wanted !== undefined))
        throw new AppError('operation-gone', {}, { note: 'no such file' });
      if (status !== undefined || error instanceof AppError) throw error;
      if (resumptions >= maxResumptions) {
        throw unreachable(error) ?? new AppError('storage-unreachable', {}, { cause: error });
      }
    }
    resumptions += 1;
    await pause(200 * resumptions);
  }
}

/** The chunks of a stream, aborted when none arrives for too long. The reader may be slow. */
async function* heard(stream: unknown): AsyncGenerator<Buffer> {
  if (!(stream instanceof Readable)) return;
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (;;) {
      const timer = setTimeout(() => {
        stream.destroy(new AppError('storage-unreachable', {}, { note: 'download went silent' }));
      }, maxSilenceMs);
      const next = await beforeDeadline(() => chunks.next()).finally(() => clearTimeout(timer));
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    stream.destroy();
  }
}
