import { randomBytes } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { AppError } from '../../errors.ts';
import type { DownloadKeys } from '../../features/downloads/ports.ts';
import { keyPart } from './keys.ts';
import { insertRow, readRow, textOf } from './rows.ts';

const rowKey = 'links';
/** Organizations whose key is kept in memory. */
const maxKept = 1_000;

/** @param table `organizations`: the row `links` of each organization, which is written once */
export function createDownloadKeys(table: TableClient): DownloadKeys {
  const kept = new Map<string, Buffer>();

  async function known(tenant: string): Promise<Buffer | undefined> {
    const partitionKey = keyPart(tenant);
    const found = kept.get(partitionKey);
    if (found !== undefined) return found;
    const row = await readRow(table, partitionKey, rowKey);
    const key = row === undefined ? undefined : Buffer.from(textOf(row, 'key') ?? '', 'hex');
    if (key === undefined || key.length === 0) return undefined;
    if (kept.size >= maxKept) kept.clear();
    kept.set(partitionKey, key);
    return key;
  }

  return {
    known,
    async of(tenant) {
      const there = await known(tenant);
      if (there !== undefined) return there;
      // Two processes may do this at once: the row in the table wins.
      const key = randomBytes(32).toString('hex');
      await insertRow(table, { partitionKey: keyPart(tenant), rowKey, key });
      const made = await known(tenant);
      if (made === undefined) throw new AppError('unexpected', {}, { note: 'a key vanished' });
      return made;
    },
  };
}
