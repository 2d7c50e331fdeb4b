import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { AppError } from '../../../../errors.ts';
import type { OpenFile } from '../file-facts.ts';
import { asDamaged } from './damaged.ts';
import { StoredBytes } from './stored-bytes.ts';
import { toTemporaryFile } from './temporary-file.ts';

/** More parts than any workbook has. More is meant to take long. */
const maxEntries = 10_000;

export interface ZipArchive {
  /** of its files, in their order, without folders */
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** unpacked size of a file in bytes */
  readonly size: (name: string) => number;
  /**
   * A file's bytes, unpacked on demand.
   * @param limit most bytes that it may unpack to
   * @throws AppError file-is-damaged (also for a wrong checksum), file-is-locked, unpacked-too-large
   */
  readonly open: (name: string, limit: number) => AsyncGenerator<Buffer>;
  readonly close: () => Promise<void>;
}

/**
 * A zip archive, from a copy on the local disk. Its directory, at its end, has the unpacked size of each file.
 * A file that exceeds it is refused, so a small archive can't fill the memory or the disk.
 * @throws AppError file-is-damaged
 */
export async function openZip(
  openFile: OpenFile,
  signal: AbortSignal | undefined,
): Promise<ZipArchive> {
  const copy = await toTemporaryFile(openFile, signal);
  let zip: ZipFile | undefined;
  const close = async () => {
    zip?.close();
    await copy.remove();
  };
  try {
    zip = await yauzl.openPromise(copy.path, { autoClose: false });
    const entries = await entriesOf(zip);
    return archiveOf(zip, entries, close);
  } catch (error) {
    await close();
    throw asDamaged(error);
  }
}

/**
 * The same without a copy, for a quick look: each opened file is a request to the store. @param bytes of the
 * whole file
 */
export async function lookIntoZip(openFile: OpenFile, bytes: number): Promise<ZipArchive> {
  try {
    const stored = new StoredBytes(openFile);
    const zip = await yauzl.fromRandomAccessReaderPromise(stored, bytes, { autoClose: false });
    return archiveOf(zip, await entriesOf(zip), () => {
      zip.close();
      return Promise.resolve();
    });
  } catch (error) {
    throw asDamaged(error);
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > maxEntries) throw new AppError('unpacked-too-large');
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
  }
  return entries;
}

function archiveOf(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  close: () => Promise<void>,
): ZipArchive {
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    size: (name) => entries.get(name)?.uncompressedSize ?? 0,
    async *open(name, limit) {
      const entry = entries.get(name);
      if (entry === undefined) throw new AppError('file-is-damaged', {}, { note: `no ${name}` });
      if (entry.isEncrypted()) throw new AppError('file-is-locked');
      if (entry.uncompressedSize > limit) throw new AppError('unpacked-too-large');
      let sum = 0;
      try {
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          sum = crc32(chunk as Buffer, sum);
          yield chunk as Buffer;
        }
      } catch (error) {
        throw asDamaged(error);
      }
      // The library leaves this to its callers. Without it, a changed digit of a phone number would go
      // unnoticed.
      if (sum !== entry.crc32) throw new AppError('file-is-damaged', {}, { note: 'checksum' });
    },
    close,
  };
}
