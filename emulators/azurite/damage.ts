import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src/errors.ts';
import { services, type Service } from './ports.ts';

/** Azurite's indexes of tables, rows, blobs and messages. */
const listFile = /^__azurite_db_\w+__\.json$/;

/**
 * Checks that the embedded store's files can be Azurite's. Where an index is an empty file, or other JSON,
 * Azurite would start with an empty store and overwrite the data.
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

/** Checks the first and last character only: the file may have hundreds of megabytes, and Azurite reads all of it anyway. */
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
 * Detects unreadable files from the last output of a server that ended.
 * @param words the last of its output
 */
export function damageIn(words: string, dataDir: string, service: Service): AppError | undefined {
  return /\bJSON\b/.test(words) ? damaged(join(dataDir, service)) : undefined;
}

function damaged(file: string): AppError {
  return new AppError('store-damaged', { file }, { note: file });
}
