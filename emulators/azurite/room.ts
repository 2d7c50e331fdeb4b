import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src/errors.ts';

/**
 * Azurite writes all tables as one text of JSON, and text in Node ends at about 512 MB: past that it can't save
 * any more. Refusing before it keeps what is there.
 */
const fullAtBytes = 400 * 1024 * 1024;

/** Bytes of the embedded tables as they were last saved (every 5 s). */
export async function tableBytes(dataDir: string): Promise<number> {
  try {
    return (await stat(join(dataDir, 'people', '__azurite_db_table__.json'))).size;
  } catch {
    return 0;
  }
}

/** What one more person takes in that text (*measured*: 85 MB for 100,000 people of the samples). */
const bytesOfPerson = 900;

/**
 * @param people how many are to be added
 * @throws AppError `store-full` when the embedded tables are too near their end to take them
 */
export async function assertRoom(dataDir: string, people: number): Promise<void> {
  const bytes = await tableBytes(dataDir);
  if (bytes + people * bytesOfPerson < fullAtBytes) return;
  throw new AppError('store-full', {}, { note: `embedded tables: ${bytes} bytes` });
}
