import { setImmediate } from 'node:timers/promises';
import type {
  Chat,
  ChatStore,
  Delivery,
  DeliveryMessage,
  OpenNotice,
  OutboxRow,
  OutboxStore,
} from '../../../src/features/notices/ports.ts';
import type { SendNoticeDeps } from '../../../src/features/notices/send-notice.ts';
import { createLog } from '../../../src/log.ts';
import { sampleOperation } from '../../support/sample-operation.ts';
import { memoryOperations } from '../../jobs/memory-operations.ts';

export const tenant = 'sample';
export const tara = 'tara';
export const began = Date.parse('2026-03-15T12:00:00Z');
export const iso = (at: number) => new Date(at).toISOString();

export function chatOf(over: Partial<Chat> = {}): Chat {
  const reference = JSON.stringify({ conversation: { id: 'chat-of-tara' } });
  return { tenant, person: tara, name: 'Tara', reference, reachable: true, ...over };
}

/** Outbox, chats and Teams in memory; each attempt is answered as told, then with `sent`. */
export function memoryNotices() {
  const operation = sampleOperation({ tenant, state: 'completed' }, began);
  const operations = memoryOperations(operation);
  const rows = new Map<string, OutboxRow>();
  const open = new Map<string, OpenNotice>();
  const sent: { readonly message: DeliveryMessage; readonly after?: number }[] = [];
  const lost: Parameters<ChatStore['lose']>[1][] = [];
  const held: number[] = [];
  const said: string[] = [];
  const answers: Delivery[] = [];
  const state = {
    now: began,
    chat: chatOf() as Chat | undefined,
    /** the row is changed by another process at its next update */
    overtaken: false,
    waitMs: 0,
    drawn: (): Promise<void> => Promise.resolve(),
    attempts: 0,
    /** what happens while Teams answers, and after each change of a row */
    meanwhile: (): void => undefined,
    changed: (): void => undefined,
  };
  let versions = 0;
  const outbox: OutboxStore = {
    put: () => Promise.reject(new Error('nobody adds one here')),
    read: (_tenant, _to, id) => Promise.resolve(rows.get(id)),
    update(row) {
      if (state.overtaken || rows.get(row.operation.id)?.etag !== row.etag)
        return Promise.resolve('conflict');
      versions += 1;
      const written = { ...row, etag: `v${versions}` };
      rows.set(row.operation.id, written);
      state.changed();
      return Promise.resolve(written);
    },
    waitingFor: () => Promise.resolve([...rows.values()].filter((row) => row.state === 'waiting')),
    overdue: (before, most) =>
      Promise.resolve([...open.values()].filter(({ lookAt }) => lookAt < before).slice(0, most)),
    lookAgain(one, at) {
      open.set(one.operation.id, { ...one, lookAt: at });
      return Promise.resolve();
    },
    close: (one) => Promise.resolve(void open.delete(one.operation.id)),
    removeOld: () => Promise.resolve(0),
  };
  const deps: SendNoticeDeps = {
    operations: operations.store,
    outbox,
    chats: {
      read: () => Promise.resolve(state.chat),
      save: (chat) => Promise.resolve(void (state.chat = chat)),
      lose(chat, why) {
        lost.push(why);
        state.chat = { ...chat, reachable: false, reason: why.reason };
        return Promise.resolve();
      },
      colleagues: () => Promise.resolve([]),
    },
    deliveries: {
      send(message, after) {
        sent.push({ message, ...(after !== undefined && { after }) });
        return Promise.resolve();
      },
    },
    sender: {
      async notice() {
        await state.drawn();
        return async () => {
          state.attempts += 1;
          await setImmediate();
          state.meanwhile();
          return answers.shift() ?? { outcome: 'sent', activity: `activity-${state.attempts}` };
        };
      },
      card: () => Promise.reject(new Error('no card is drawn here')),
    },
    rateLimiter: {
      take: () => state.waitMs,
      count: () => undefined,
      hold: (_target, seconds) => void held.push(seconds),
    },
    log: {
      ...createLog('silent'),
      info: (_facts: object, words = '') => void said.push(words),
      warn: (_facts: object, words = '') => void said.push(words),
    },
    now: () => state.now,
  };
  /** A notice; of an operation of its own, unless told otherwise. */
  const row = (over: Partial<OutboxRow> = {}): OutboxRow => {
    versions += 1;
    const { id } = over.operation ?? operation;
    const made: OutboxRow = {
      ...{ tenant, to: tara, operation: { kind: 'import', id }, state: 'pending', tries: 0 },
      ...{ at: iso(began), etag: `v${versions}`, ...over },
    };
    rows.set(id, made);
    return made;
  };
  return {
    ...{ operation, operations, rows, open, sent, lost, held, said, answers, state, deps, row },
    /** The same, as another operation's. */
    another: (over: Partial<OutboxRow> = {}) => {
      const other = sampleOperation({ tenant, state: 'completed' }, began);
      void operations.store.create(other);
      return row({ ...over, operation: { kind: 'import', id: other.id } });
    },
    there: (id = operation.id) => rows.get(id),
  };
}
