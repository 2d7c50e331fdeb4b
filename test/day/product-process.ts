/**
 * The product in a process of its own, as main.ts composes it, without the emulators. It answers each message of its
 * parent with what it holds in memory.
 */
import { composeRollcall } from '../../src/app/rollcall.ts';
import { localSettings } from '../../emulators/local-mode.ts';
import { createLog } from '../../src/log.ts';
import { readSettings } from '../../src/settings.ts';
import { connectStorage } from '../../src/infra/storage/connect.ts';
import { createStorage } from '../../src/infra/storage/storage.ts';
import type { Inside, Order } from './processes.ts';

const settings = localSettings(readSettings(process.env, true));
const connectionString = settings.AZURE_STORAGE_CONNECTION_STRING ?? '';
const storage = createStorage(await connectStorage({ connectionString }));
const log = createLog(settings.LOG_LEVEL);
const rollcall = composeRollcall({ settings, storage, log, concurrency: 4 });
await rollcall.server?.listen(settings.PORT, '127.0.0.1');
rollcall.start();

function inside(): Inside {
  // After a collection, all that stays is held by something.
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return {
    heapMB: heapUsed / 1e6,
    externalMB: external / 1e6,
    handles: process.getActiveResourcesInfo().length,
  };
}

process.on('message', (order: Order) => {
  if (order === 'look') process.send?.(inside());
  else void rollcall.stop().then(() => process.exit());
});
process.on('disconnect', () => process.exit());
process.send?.('up');
