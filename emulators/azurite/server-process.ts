/**
 * Some of Azurite's servers in a process of their own, so that an import's transactions don't delay renewals of
 * leases and messages. Started by child.ts with an IPC channel; when the channel ends, whether by a stop or
 * because the parent was killed, the servers save and stop. So no server outlives its parent.
 *
 * argv: the lock file to keep, and the servers as JSON.
 */
import { createRequire, enableCompileCache } from 'node:module';
import { lighten } from './lighter.ts';
import { holdLock } from './lock.ts';
import { answers } from './ports.ts';

export interface ServerToStart {
  /** the path of Azurite's main.js */
  readonly main: string;
  readonly port: number;
  /** Azurite's own */
  readonly options: readonly string[];
}

/** Azurite saves within seconds even at its largest; after that it hangs. */
const stopTimeoutMs = 30_000;

const [node = '', self = '', lockFile = '', given = '[]'] = process.argv;
const lock = lockFile === '' ? undefined : holdLock(lockFile);

/** Azurite's own way of closing: each entry point listens for this message once it has started. */
const askToClose = () => process.emit('message', 'shutdown', undefined);

const stopping = new AbortController();
process.on('disconnect', () => {
  stopping.abort();
  // Repeated, because Azurite only reacts once it listens.
  const again = setInterval(askToClose, 200);
  again.unref();
  setTimeout(() => process.exit(1), stopTimeoutMs).unref();
  askToClose();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // The channel alone would keep a closed server's process alive, and the parent would not see its end.
  process.on(signal, () => {
    if (process.connected) process.disconnect();
  });
}
// Azurite rejects when asked to close twice; that must not end the process before it has saved.
process.on('unhandledRejection', (reason) => console.error(String(reason)));
process.on('exit', () => lock?.release());
// A closed output stream must not end the process before it has saved.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

enableCompileCache();
const toStart = JSON.parse(given) as ServerToStart[];
for (const [at, { main, port, options }] of toStart.entries()) {
  process.argv = [node, self, ...options];
  lighten(main);
  createRequire(main)(main);
  // It reads them while it starts, so the next one waits for it.
  if (at < toStart.length - 1) await answers(port, stopping.signal);
}
