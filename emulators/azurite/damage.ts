import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src/errors.ts';
import { services, type Service } from './ports.ts';

/** What Azurite keeps its lists in: which tables, rows, blobs and messages there are. */
const listFile = /^__azurite_db_\w+__\.json$/;

/**
 * Looks whether the embedded store's files can be what Azurite wrote. It would begin with an empty store where a list is an empty
 * file, or is JSON of another kind, and then write that over what was there.
 * @throws AppError `store-damaged` { file }
 */
export async function assertUndamaged(dataDir: string): Promise<void> {
  for (const service of services) {
    const folder = join(dataDir, service);
    const files = await readdir(folder).catch(() => []);
    for (const name of files.filter((each) => listFile.test(each))) {
      const file = join(folder, name);
      if (!(await isObject(file))) throw damaged(file);
    }
  }
}

/** By its first and last character: the file may have hundreds of megabytes, and Azurite reads all of it. */
async function isObject(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const ends = Buffer.alloc(2);
    await file.read(ends, 0, 1, 0);
    await file.read(ends, 1, 1, Math.max(0, size - 1));
    return size > 1 && ends.toString('latin1') === '{}';
  } finally {
    await file.close();
  }
}

/**
 * What a server said as it ended, if it means that it couldn't read its files.
 * @param words the last of its output
 */
export function damageIn(words: string, dataDir: string, service: Service): AppError | undefined {
  return /\bJSON\b/.test(words) ? damaged(join(dataDir, service)) : undefined;
}

function damaged(file: string): AppError {
  return new AppError('store-damaged', { file }, { note: file });
}
