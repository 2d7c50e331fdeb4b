import { subscribe } from 'node:diagnostics_channel';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { composeRollcall } from '../src/app/rollcall.ts';
import { localSettings } from '../emulators/local-mode.ts';
import { createLog } from '../src/log.ts';
import { readSettings } from '../src/settings.ts';
import { connectStorage } from '../src/infra/storage/connect.ts';
import { createStorage } from '../src/infra/storage/storage.ts';

/*
 * The product in its own process on an existing store: what `npm start` runs, without the emulators. The parent
 * sends the store's addresses and receives the port; the process ends with its parent.
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
/** Longest event loop delay since the last query, without the resolution. */
const resolution = 5;
const stretches = monitorEventLoopDelay({ resolution });
stretches.enable();
/** Requests sent since the last query: to the store, and to Teams. */
let requests = 0;
subscribe('http.client.request.start', () => (requests += 1));
process.on('message', () => {
  const longest = stretches.max / 1e6 - resolution;
  const p99 = stretches.percentile(99) / 1e6 - resolution;
  stretches.reset();
  process.send?.({ longest, p99, requests });
  requests = 0;
});
process.send?.({ port });
