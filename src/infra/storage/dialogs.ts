import type { TableClient } from '@azure/data-tables';
import type { DialogStore } from '../../edge/ports.ts';
import { hashedKey } from './keys.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { putRow, readRow, removeRow } from './rows.ts';

/** Some 300,000 characters: far more than an open question needs. */
const stateColumns = 10;
const concurrency = 4;

/**
 * State of open dialogs in the table `chats`. The SDK's keys contain no organization, so they have partitions
 * of their own: `dialogue|` and the first two digits of the key's hash. The last write wins, as the SDK
 * expects, so only dialog state is stored here.
 */
export function createDialogStore(table: TableClient): DialogStore {
  const placeOf = (key: string) => {
    const rowKey = hashedKey(key);
    return { partitionKey: `dialogue|${rowKey.slice(0, 2)}`, rowKey };
  };
  return {
    async read(keys) {
      const found = new Map<string, string>();
      await forEachConcurrent(new Set(keys), concurrency, async (key) => {
        const { partitionKey, rowKey } = placeOf(key);
        const row = await readRow(table, partitionKey, rowKey);
        const state = row === undefined ? undefined : textOfColumns(row, 'state');
        if (state !== undefined) found.set(key, state);
      });
      return Object.fromEntries(found);
    },
    async write(entries) {
      await forEachConcurrent(Object.entries(entries), concurrency, ([key, state]) =>
        putRow(table, { ...placeOf(key), ...textColumns('state', state, stateColumns) }),
      );
    },
    async remove(keys) {
      await forEachConcurrent(new Set(keys), concurrency, (key) => {
        const { partitionKey, rowKey } = placeOf(key);
        return removeRow(table, partitionKey, rowKey);
      });
    },
  };
}
