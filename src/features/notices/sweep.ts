import type { Log } from '../../log.ts';
import { noticeMessage, waitingMessage } from './delivery-message.ts';
import type { ChatStore, DeliveryQueue, OpenNotice, OutboxRow, OutboxStore } from './ports.ts';
import { mayTry } from './refused-chat.ts';

export interface OutboxSweepDeps {
  readonly outbox: OutboxStore;
  readonly chats: ChatStore;
  readonly deliveries: DeliveryQueue;
  readonly log: Log;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

const minute = 60_000;
/** After the time of a planned attempt: its message is late, or lost. */
const overdueMilliseconds = 5 * minute;
/** A message that was sent again may be far back in a long queue. */
const afterWakingMilliseconds = 30 * minute;
const whileWaitingMilliseconds = 60 * minute;
/** A refused notice is tried again after a day, in case the person doesn't write. */
const untilTriedAgainMilliseconds = 24 * 60 * minute;
/** The person isn't coming back; the history shows how the operation ended. */
const longestWaitMilliseconds = 180 * 24 * 60 * minute;
const pageSize = 500;

/**
 * Finds notices that no process is delivering, because the queue's message is lost or the process died, and
 * sends their messages again; one too many does no harm, since the row decides. Notices that still wait after
 * 180 days are given up.
 * @returns how many were woken and given up; stops between two when the signal aborts
 */
export function createOutboxSweep(deps: OutboxSweepDeps) {
  const { outbox, chats, deliveries, log, now } = deps;
  const iso = (at: number) => new Date(at).toISOString();

  return async (signal?: AbortSignal): Promise<{ woken: number; givenUp: number }> => {
    const done = { woken: 0, givenUp: 0 };
    const backAlready = new Map<string, Promise<boolean>>();

    /** Whether it is worth a try; requests their waiting notices, once per sweep. */
    const isBack = (row: OutboxRow): Promise<boolean> => {
      const key = `${row.tenant}|${row.to}`;
      const known = backAlready.get(key) ?? askIfBack(row);
      backAlready.set(key, known);
      return known;
    };

    async function askIfBack({ tenant, to, at, triedAt }: OutboxRow): Promise<boolean> {
      const chat = await chats.read(tenant, to);
      if (chat === undefined || !mayTry(chat)) return false;
      const isNextDay = now() - Date.parse(triedAt ?? at) > untilTriedAgainMilliseconds;
      if (!chat.reachable && !isNextDay) return false;
      await deliveries.send(waitingMessage(tenant, to));
      return true;
    }

    async function lookAt(open: OpenNotice): Promise<void> {
      const row = await outbox.read(open.tenant, open.to, open.operation.id);
      if (row === undefined || row.state === 'sent' || row.state === 'undeliverable') {
        return outbox.close(open);
      }
      if (row.state === 'waiting') return lookAtWaiting(open, row);
      const nextAt = Date.parse(row.nextAt ?? row.triedAt ?? row.at);
      if (nextAt + overdueMilliseconds > now()) {
        return outbox.lookAgain(open, iso(nextAt + overdueMilliseconds));
      }
      await deliveries.send(noticeMessage(row));
      done.woken += 1;
      await outbox.lookAgain(open, iso(now() + afterWakingMilliseconds));
    }

    async function lookAtWaiting(open: OpenNotice, row: OutboxRow): Promise<void> {
      if (await isBack(row)) done.woken += 1;
      else if (now() - Date.parse(row.at) > longestWaitMilliseconds) {
        const reason = `waited-too-long ${row.reason ?? ''}`.trim();
        const over = await outbox.update({ ...row, state: 'undeliverable', reason });
        if (over === 'conflict') return;
        done.givenUp += 1;
        log.warn({ operation: row.operation.id, reason }, 'a notice was given up');
        return;
      }
      await outbox.lookAgain(open, iso(now() + whileWaitingMilliseconds));
    }

    // The checked notices were postponed or removed, so the next page has other ones.
    for (let page = await outbox.overdue(iso(now()), pageSize); page.length > 0;) {
      for (const open of page) {
        if (signal?.aborted === true) return done;
        await lookAt(open);
      }
      page = page.length < pageSize ? [] : await outbox.overdue(iso(now()), pageSize);
    }
    if (done.woken > 0) log.info(done, 'abandoned notices were woken');
    return done;
  };
}

export type OutboxSweep = ReturnType<typeof createOutboxSweep>;
