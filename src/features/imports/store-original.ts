import type { FileStore } from '../../domain/operations/ports.ts';
import { kindOf, refuseOtherFiles } from './reading/sniff.ts';
import { refuseByContents } from './reading/sources/refuse-by-contents.ts';
import { createSentBytes, type BytesFacts } from './sent-bytes.ts';

/** A file as it came, in the store. */
export interface StoredOriginal extends BytesFacts {
  /** its blob */
  readonly original: string;
  readonly bytes: number;
  /** the first bytes, which show the kind of most files */
  readonly head: Buffer;
}

/**
 * Stores a file as it came, whatever it is.
 * @param limit in bytes
 * @param look sees the first bytes; when it throws, the rest isn't read and nothing is kept
 * @throws AppError `file-too-large`
 */
export async function storeOriginal(
  files: Pick<FileStore, 'write'>,
  original: string,
  content: AsyncIterable<Buffer>,
  { limit, look }: { readonly limit: number; readonly look?: (head: Buffer) => void },
): Promise<StoredOriginal> {
  const sent = createSentBytes(content);
  let head = Buffer.alloc(0);
  const { bytes } = await files.write(original, sent.content, {
    limit,
    head: (first) => {
      look?.(first);
      head = Buffer.from(first);
    },
  });
  return { original, bytes, head, ...sent.facts() };
}

/**
 * Refuses a stored file that isn't one of people.
 * @returns that it is an archive of everything
 * @throws AppError `file-…`, `archive-…`
 */
export async function refuseOriginal(
  files: Pick<FileStore, 'open'>,
  { original, bytes, head }: StoredOriginal,
  name: string,
): Promise<'everything' | undefined> {
  refuseOtherFiles(head, name);
  if (kindOf(head) === 'text') return undefined;
  return refuseByContents((fromByte) => files.open(original, fromByte), bytes);
}
