import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface DemoProduct {
  /** where the bot listens */
  readonly url: string;
  /** the end of its log, for failure messages */
  lastWords(): string;
  stop(): Promise<void>;
}

const entry = join(import.meta.dirname, '../../src/main.ts');

/**
 * Starts what `npm start` runs, on free ports, with temporary data.
 * @throws Error with its output when it doesn't start
 */
export async function startProduct(): Promise<DemoProduct> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-demo-'));
  const child = spawn(process.execPath, ['--max-old-space-size=192', entry, '--local'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', LOCAL_TEAMS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let said = '';
  const port = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /"port":(\d+),[^\n]*"Rollcall is up"/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`it did not start:\n${said.trim()}`)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    return {
      url: `http://127.0.0.1:${await port}`,
      lastWords: () => said.split('\n').slice(-12).join('\n'),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
