import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src/errors.ts';

/**
 * Azurite saves all tables as one JSON text, and a string in Node is limited to about 512 MB: beyond that it
 * can't save any more. Refusing new people before that protects the existing data.
 */
const fullAtBytes = 400 * 1024 * 1024;

/** Bytes of the embedded tables when they were last saved (every 5 s). */
export async function tableBytes(dataDir: string): Promise<number> {
  try {
    return (await stat(join(dataDir, 'people', '__azurite_db_table__.json'))).size;
  } catch {
    return 0;
  }
}

/** Bytes of one more person in that text (*measured*: 85 MB for 100,000 people of the samples). */
const bytesOfPerson = 900;

/**
 * @param people number of people to be added
 * @throws AppError `store-full` when the embedded tables have no room for them
 */
export async function assertRoom(dataDir: string, people: number): Promise<void> {
  const bytes = await tableBytes(dataDir);
  if (bytes + people * bytesOfPerson < fullAtBytes) return;
  throw new AppError('store-full', {}, { note: `embedded tables: ${bytes} bytes` });
}
