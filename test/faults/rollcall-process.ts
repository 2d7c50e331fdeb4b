/**
 * The product as a process that can be killed: the same composition as in main.ts. It serves one run after the
 * other, since starting costs more than the rest of a run; one that died by a signal is replaced by a new one.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { flushCompileCache } from 'node:module';
import { composeRollcall, type Rollcall } from '../../src/app/rollcall.ts';
import { localSettings } from '../../emulators/local-mode.ts';
import { createLog } from '../../src/log.ts';
import { readSettings } from '../../src/settings.ts';
import { connectStorage } from '../../src/infra/storage/connect.ts';
import { createStorage } from '../../src/infra/storage/storage.ts';
import type { Clock, Order, Reply } from './processes.ts';

type StartOrder = Extract<Order, { do: 'start' }>;

let rollcall: Rollcall | undefined;

const real = Date.now.bind(Date);
let ahead = 0;
let jump: NodeJS.Timeout | undefined;
// Set before the product takes it over; what measures durations isn't touched.
Date.now = () => real() + ahead;

/** As a time server sets it, or a person. */
function setClock({ aheadMs, afterMs }: Clock): void {
  ahead = 0;
  jump = setTimeout(() => (ahead = aheadMs), afterMs).unref();
}

const open = new Set<Socket>();
let isCutOff = false;
const cutOff = (socket: Socket) => socket.destroy(new Error('this process is cut off'));
for (const channel of ['net.client.socket', 'net.server.socket']) {
  subscribe(channel, (opened) => {
    const { socket } = opened as { readonly socket: Socket };
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // Nothing is sent before it is connected, which is later.
    if (isCutOff) process.nextTick(cutOff, socket);
  });
}

async function start({ with: environment, clock }: StartOrder): Promise<Reply> {
  isCutOff = false;
  setClock(clock);
  const settings = localSettings(readSettings(environment, true));
  const connectionString = settings.AZURE_STORAGE_CONNECTION_STRING ?? '';
  const storage = createStorage(await connectStorage({ connectionString }));
  const log = createLog(settings.LOG_LEVEL);
  const inbox = { everyMs: 2_500, settledMs: 0 };
  rollcall = composeRollcall({ settings, storage, log, concurrency: 4, inbox });
  const port = await rollcall.server?.listen(0, '127.0.0.1');
  rollcall.start();
  return { is: 'up', ...(port !== undefined && { port }) };
}

async function stop(): Promise<Reply> {
  clearTimeout(jump);
  await rollcall?.stop();
  rollcall = undefined;
  // At an end that it chooses, Node keeps what it compiled for the next start; a killed process has none.
  flushCompileCache();
  return { is: 'free' };
}

const quietEveryMs = 250;
/** Handles that may still do something: timers, and connections in any state. */
const isAtWork = () =>
  process.getActiveResourcesInfo().some((name) => /^(?:Timeout|TCP)/.test(name));

/**
 * To all others it is as if the power had been cut: its connections break at once, and it can't open any. It is free when
 * nothing of its former life is left.
 */
async function die(): Promise<Reply> {
  isCutOff = true;
  for (const socket of open) cutOff(socket);
  const reply = await stop();
  while (isAtWork()) await new Promise((resolve) => setTimeout(resolve, quietEveryMs).unref());
  return reply;
}

const carryOut = (order: Order): Promise<Reply> => {
  if (order.do === 'start') return start(order);
  return order.do === 'die' ? die() : stop();
};
process.on('message', (order: Order) => {
  void (async () => process.send?.(await carryOut(order)))();
});
process.on('disconnect', () => process.exit());
process.send?.({ is: 'free' } satisfies Reply);
