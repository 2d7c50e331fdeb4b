import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const main = path.join(import.meta.dirname, '../../src/main.ts');
const patient = path.join(import.meta.dirname, '../support/patient-turns.ts');

/** The product as `npm start` runs it, with its page. */
export interface LocalMode {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts local mode as `npm start` does, on free ports.
 * @param store instead of one of its own, whose servers take seconds to start
 */
export async function startLocalMode(
  dataDir: string,
  store?: { readonly connectionString: string },
): Promise<LocalMode> {
  const environment = {
    DATA_DIR: dataDir,
    PORT: '0',
    LOCAL_TEAMS_PORT: '0',
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    ...(store !== undefined && { AZURE_STORAGE_CONNECTION_STRING: store.connectionString }),
  };
  const child = spawn(process.execPath, ['--import', patient, main, '--local'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { url: await pageAddress(child), stop };
}

function pageAddress(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
    const address = /Local Teams: (http:\S+)/.exec(said)?.[1];
    if (address !== undefined) resolve(address);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.once('exit', () => reject(new Error(`it did not start: ${said}`)));
  return promise;
}
