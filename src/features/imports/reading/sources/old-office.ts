import { AppError } from '../../../../errors.ts';
import type { OpenFile } from '../file-facts.ts';
import { oldOfficeKind } from '../sniff.ts';

const entryBytes = 128;
const maxEntriesLookedAt = 64;

/**
 * Office files from before 2007, and workbooks with a password, which use the same container: its directory
 * names its content.
 * @throws AppError file-is-locked, file-is-document or file-is-workbook
 */
export async function refuseOldOffice(open: OpenFile, head: Buffer): Promise<never> {
  // In the header: the sector size as a power of two, and the first sector of the directory.
  const sectorBytes = 1 << Math.min(head.length < 32 ? 9 : head.readUInt16LE(30), 12);
  const sector = head.length < 52 ? 0 : head.readUInt32LE(48);
  const directory = await bytesFrom(open, (sector + 1) * sectorBytes);
  throw new AppError(oldOfficeKind(directory) ?? 'file-is-workbook');
}

async function bytesFrom(open: OpenFile, from: number): Promise<Buffer> {
  const wanted = entryBytes * maxEntriesLookedAt;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of open(from)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= wanted) break;
  }
  return Buffer.concat(chunks).subarray(0, wanted);
}
