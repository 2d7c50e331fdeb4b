import type { TableClient } from '@azure/data-tables';
import type { JoinedStore } from '../../features/people/ports.ts';
import type { Chat, ChatStore } from '../../features/notices/ports.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import { inPartition, keyPart } from './keys.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import { firstRows, mergeRow, mergeVersion, readRow, textOf, type StoredRow } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';
import { defined } from '../../lib/defined.ts';

const referenceColumns = 2;

/** The personal chats of people, in the table `chats`. Partition: tenant; row: person. */
export function createChatStore(table: TableClient): ChatStore & JoinedStore {
  return {
    async read(tenant, person) {
      const row = await readRow(table, keyPart(tenant), keyPart(person));
      const reference = row === undefined ? undefined : textOfColumns(row, 'reference');
      if (row === undefined || reference === undefined) return undefined;
      const reason = textOf(row, 'reason');
      const since = textOf(row, 'since');
      const joined = joinedIn(row);
      return {
        tenant,
        person,
        name: decodeText(textOf(row, 'name') ?? ''),
        reference,
        reachable: row.reachable === true,
        ...(reason !== undefined && reason !== '' && { reason }),
        ...(since !== undefined && since !== '' && { since }),
        ...defined({ joined }),
      };
    },
    async save(chat) {
      // Merged, since the row also holds when the person joined; fields that no longer apply are written as
      // empty.
      await mergeRow(table, {
        partitionKey: keyPart(chat.tenant),
        rowKey: keyPart(chat.person),
        person: encodeText(chat.person),
        name: encodeText(chat.name),
        reference1: '',
        ...textColumns('reference', chat.reference, referenceColumns),
        reachable: chat.reachable,
        reason: chat.reason ?? '',
        since: chat.since ?? '',
      });
    },
    lose({ tenant, person, since: known = '' }, { reason, since, dropReference }) {
      // The row has other writers too, such as sign-in.
      return retryOnConflict('how somebody can be reached', async () => {
        const row = await readRow(table, keyPart(tenant), keyPart(person));
        // The person has sent a message meanwhile.
        if (row === undefined || (textOf(row, 'since') ?? '') !== known) return undefined;
        const columns = {
          partitionKey: keyPart(tenant),
          rowKey: keyPart(person),
          reachable: false,
          reason,
          ...defined({ since }),
          ...(dropReference === true && { reference: '', reference1: '' }),
        };
        return (await mergeVersion(table, columns, row.etag)) ? undefined : 'conflict';
      });
    },
    async joined(tenant, person) {
      const row = await readRow(table, keyPart(tenant), keyPart(person));
      return row && joinedIn(row);
    },
    async noteJoined(tenant, person, { at, name }) {
      await mergeRow(table, {
        partitionKey: keyPart(tenant),
        rowKey: keyPart(person),
        joinedAt: at,
        joinedName: encodeText(name),
      });
    },
    async colleagues(tenant, text, most) {
      const rows = await firstRows(table, inPartition(keyPart(tenant)), maxColleagues);
      const wanted = folded(text);
      return rows
        .map((row) => ({
          person: decodeText(textOf(row, 'person') ?? row.rowKey),
          name: decodeText(textOf(row, 'name') ?? ''),
        }))
        .filter(({ name }) => ` ${folded(name)}`.includes(` ${wanted}`))
        .sort((one, other) => one.name.localeCompare(other.name))
        .slice(0, most);
    },
  };
}

function joinedIn(row: StoredRow): Chat['joined'] {
  const at = textOf(row, 'joinedAt');
  return at === undefined ? undefined : { at, name: decodeText(textOf(row, 'joinedName') ?? '') };
}

/** Only people who can become admins are looked up here, which are few compared to the directory. */
const maxColleagues = 5_000;

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
