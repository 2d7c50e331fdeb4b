import { monitorEventLoopDelay } from 'node:perf_hooks';
import { composeRollcall } from '../src/app/rollcall.ts';
import { localSettings } from '../emulators/local-mode.ts';
import { createLog } from '../src/log.ts';
import { readSettings } from '../src/settings.ts';
import { connectStorage } from '../src/infra/storage/connect.ts';
import { createStorage } from '../src/infra/storage/storage.ts';

/*
 * The product in a process of its own, on a store that was started beside it: what `npm start` runs, without the stand-ins. It is
 * told by its parent where the store is, and tells it the port; it ends with its parent.
 */
const {
  connectionString,
  people,
  settings: given,
  concurrency,
} = JSON.parse(process.argv[2] ?? '{}') as {
  connectionString: string;
  people: string;
  settings: Readonly<Record<string, string>>;
  concurrency: number;
};
const settings = localSettings(readSettings(given, true));
const storage = createStorage(await connectStorage({ connectionString, people }));
await storage.ensure();
const rollcall = composeRollcall({
  settings,
  storage,
  log: createLog(settings.LOG_LEVEL),
  concurrency,
});
const port = await rollcall.server?.listen(0, '127.0.0.1');
rollcall.start();
process.on('disconnect', () => process.exit());
/** How long the event loop was held up at most since it was last asked, beyond the resolution. */
const resolution = 5;
const stretches = monitorEventLoopDelay({ resolution });
stretches.enable();
process.on('message', () => {
  const longest = stretches.max / 1e6 - resolution;
  const p99 = stretches.percentile(99) / 1e6 - resolution;
  stretches.reset();
  process.send?.({ longest, p99 });
});
process.send?.({ port });
