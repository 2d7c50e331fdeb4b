import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { piecesOf } from '../pieces.ts';
import type { OpenFile } from '../file-facts.ts';

export interface TemporaryFile {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

const pieceBytes = 256 * 1024;

/** A copy on the local disk: an archive is read from its end, and a store only streams from a position on. */
export async function toTemporaryFile(
  open: OpenFile,
  signal: AbortSignal | undefined,
): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'sent');
  try {
    await pipeline(piecesOf(open, signal, pieceBytes), createWriteStream(path));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}
