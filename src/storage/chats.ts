import type { TableClient } from '@azure/data-tables';
import type { ChatStore } from '../notices/ports.ts';
import { keyPart } from './keys.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import { putRow, readRow, textOf } from './rows.ts';

const referenceColumns = 2;

/** Where people can be reached, over the table `chats`. Partition: tenant; row: person. */
export function createChatStore(table: TableClient): ChatStore {
  return {
    async read(tenant, person) {
      const row = await readRow(table, keyPart(tenant), keyPart(person));
      const reference = row === undefined ? undefined : textOfColumns(row, 'reference');
      if (row === undefined || reference === undefined) return undefined;
      const reason = textOf(row, 'reason');
      return {
        tenant,
        person,
        reference,
        reachable: row.reachable === true,
        ...(reason !== undefined && { reason }),
      };
    },
    async save(chat) {
      await putRow(table, {
        partitionKey: keyPart(chat.tenant),
        rowKey: keyPart(chat.person),
        ...textColumns('reference', chat.reference, referenceColumns),
        reachable: chat.reachable,
        ...(chat.reason !== undefined && { reason: chat.reason }),
      });
    },
  };
}
