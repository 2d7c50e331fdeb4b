import { randomUUID } from 'node:crypto';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../settings.ts';
import type { DoctorWords } from '../../text/doctor.ts';
import { ok, skipped, wrong } from './findings.ts';
import type { Finding, Machine } from './ports.ts';

/** As `engines` in package.json; a test compares them. */
export const minNode = '22.18';

/**
 * A file's rows are spilled by shard while it is checked: about the size of the file, and several files may be
 * checked at once.
 */
const roomForEach = 4;

export function checkNode({ nodeVersion }: Machine, words: DoctorWords): Finding {
  const numbers = (version: string) => version.split('.').map(Number);
  const [major = 0, minor = 0] = numbers(nodeVersion);
  const [minMajor = 0, leastMinor = 0] = numbers(minNode);
  const isEnough = major > minMajor || (major === minMajor && minor >= leastMinor);
  if (isEnough) return ok(words.machine.nodeFine(nodeVersion));
  return wrong(words.machine.nodeOld(nodeVersion, minNode));
}

export async function checkTemporaryFolder(
  { temporaryFolder: folder }: Machine,
  settings: Pick<Settings, 'ROLE' | 'MAX_FILE_MB'>,
  words: DoctorWords,
): Promise<Finding> {
  if (settings.ROLE === 'web') return skipped(words.machine.roomNotNeeded);
  try {
    const file = join(folder, `rollcall-doctor-${randomUUID()}`);
    await writeFile(file, 'written by the doctor\n');
    await rm(file);
  } catch {
    return wrong(words.machine.notWritable(folder));
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const needed = settings.MAX_FILE_MB * 1_000_000 * roomForEach;
  return free < needed
    ? wrong(words.machine.noRoom(free, needed))
    : ok(words.machine.roomFine(free));
}
