/**
 * The product as a process that can be killed: the same composition as in main.ts. It serves one run after the
 * other, since starting costs more than the rest of a run; a killed one is replaced by a new one.
 */
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

async function start({ with: environment, clock }: StartOrder): Promise<Reply> {
  setClock(clock);
  const settings = localSettings(readSettings(environment, true));
  const connectionString = settings.AZURE_STORAGE_CONNECTION_STRING ?? '';
  const storage = createStorage(await connectStorage({ connectionString }));
  const log = createLog(settings.LOG_LEVEL);
  const inbox = { everyMs: 500, settledMs: 0 };
  rollcall = composeRollcall({ settings, storage, log, concurrency: 4, inbox });
  const port = await rollcall.server?.listen(0, '127.0.0.1');
  rollcall.start();
  return { is: 'up', ...(port !== undefined && { port }) };
}

async function stop(): Promise<Reply> {
  clearTimeout(jump);
  await rollcall?.stop();
  rollcall = undefined;
  return { is: 'free' };
}

process.on('message', (order: Order) => {
  void (async () => process.send?.(order.do === 'start' ? await start(order) : await stop()))();
});
process.on('disconnect', () => process.exit());
process.send?.({ is: 'free' } satisfies Reply);
