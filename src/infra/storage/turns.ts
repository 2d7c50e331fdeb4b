import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import type { TurnStore } from '../../edge/ports.ts';
import { withDeadline } from '../../lib/deadline.ts';
import { hashedKey, keyPart } from './keys.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { firstRows, insertRow, putRow, readRow, removeRow, replaceRow } from './rows.ts';
import type { StoredRow } from './rows.ts';

/** A turn that started longer ago and isn't done has died with its process. */
const maxTurnMs = 60_000;
/** A request that timed out may still arrive, even after a check for it. */
const looksForLateMs = [0, 1_000, 5_000];
/** An answer is a card of some 60 KB at most; much of it may need escaping. */
const answerColumns = 8;
const maxPurged = 1_000;

export interface TurnStorage extends TurnStore {
  /**
   * Deletes turns last touched before a time: Teams no longer delivers them again.
   * @returns the number of deleted turns: at most 1,000 per call
   */
  purge(before: Date): Promise<number>;
}

const restUnref = (milliseconds: number) => pause(milliseconds, undefined, { ref: false });

/**
 * Turns in the table `turns`. Partition: tenant; row: hash of the activity's id or the action's key.
 * @param rest resolves after that many milliseconds
 */
export function createTurnStore(
  table: TableClient,
  now: () => number = Date.now,
  rest: (milliseconds: number) => Promise<unknown> = restUnref,
): TurnStorage {
  /** the claims that this process holds, so that it releases no one else's */
  const held = new Map<string, { readonly etag: string; readonly claim: string }>();
  /**
   * Claims that this process no longer holds, though they may be in the table: the request to claim or to
   * release them timed out. The next delivery must not take them for a running turn.
   */
  const abandoned = new Set<string>();
  const nameOf = (partitionKey: string, rowKey: string) => `${partitionKey}/${rowKey}`;

  const begin = (tenant: string, key: string) => ({
    partitionKey: keyPart(tenant),
    rowKey: hashedKey(key),
    state: 'begun',
    at: new Date(now()).toISOString(),
  });
  const isDead = (row: StoredRow) => {
    const at = Date.parse(String(row.at));
    return Number.isNaN(at) || now() - at >= maxTurnMs;
  };

  function abandon(partitionKey: string, rowKey: string, claim: string): void {
    abandoned.add(claim);
    setTimeout(() => abandoned.delete(claim), maxTurnMs).unref();
    // For the other processes, which can't know. Not awaited: after a minute the claim expires anyway.
    void withDeadline(maxTurnMs, () => removeLate(partitionKey, rowKey, claim)).catch(
      () => undefined,
    );
  }

  async function removeLate(partitionKey: string, rowKey: string, claim: string): Promise<void> {
    for (const afterMs of looksForLateMs) {
      await rest(afterMs);
      const there = await readRow(table, partitionKey, rowKey);
      if (there === undefined) continue;
      if (there.claim === claim && there.state === 'begun')
        await removeRow(table, partitionKey, rowKey, there.etag);
      return;
    }
  }

  return {
    async claim(tenant, key) {
      const claim = randomUUID();
      const row = { ...begin(tenant, key), claim };
      const { partitionKey, rowKey } = row;
      try {
        let etag = await insertRow(table, row);
        if (etag === undefined) {
          const there = await readRow(table, partitionKey, rowKey);
          if (there === undefined) return 'busy';
          if (there.state === 'done') {
            const answer = textOfColumns(there, 'answer');
            return answer === undefined ? {} : { answer };
          }
          if (!isDead(there) && !abandoned.has(String(there.claim))) return 'busy';
          etag = await replaceRow(table, row, there.etag);
          if (etag === undefined) return 'busy';
        }
        held.set(nameOf(partitionKey, rowKey), { etag, claim });
        return 'claimed';
      } catch (error) {
        abandon(partitionKey, rowKey, claim);
        throw error;
      }
    },
    async done(tenant, key, answer) {
      const row = begin(tenant, key);
      held.delete(nameOf(row.partitionKey, row.rowKey));
      const columns = answer === undefined ? {} : textColumns('answer', answer, answerColumns);
      await putRow(table, { ...row, ...columns, state: 'done' });
    },
    async answerOf(tenant, key) {
      const { partitionKey, rowKey } = begin(tenant, key);
      const there = await readRow(table, partitionKey, rowKey);
      return there?.state === 'done' ? textOfColumns(there, 'answer') : undefined;
    },
    async release(tenant, key) {
      const { partitionKey, rowKey } = begin(tenant, key);
      const name = nameOf(partitionKey, rowKey);
      const mine = held.get(name);
      held.delete(name);
      if (mine === undefined) return;
      // Takes effect at once, without an answer from the storage.
      abandoned.add(mine.claim);
      setTimeout(() => abandoned.delete(mine.claim), maxTurnMs).unref();
      await removeRow(table, partitionKey, rowKey, mine.etag);
    },
    async purge(before) {
      // The only query without a partition: it runs now and then in the background.
      const rows = await firstRows(table, `at lt '${before.toISOString()}'`, maxPurged);
      await forEachConcurrent(rows, 4, (row) =>
        removeRow(table, String(row.partitionKey), row.rowKey, row.etag),
      );
      return rows.length;
    },
  };
}
