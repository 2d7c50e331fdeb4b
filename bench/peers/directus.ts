import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleHeaders } from '../../scripts/sample-people.ts';
import { freePort } from '../../test/support/process.ts';

/** A Directus instance with one collection of people. */
export interface Directus {
  readonly name: string;
  empty(): Promise<void>;
  /** Imports a CSV file over HTTP, keyed by phone number. @returns ms */
  importFile(csv: string): Promise<number>;
  stop(): Promise<void>;
}

const token = 'bench-only';
const collection = 'people';
const key = 'Phone number';
const patienceMs = 120_000;

/**
 * @param folder its installation
 * @param database address of an empty PostgreSQL database
 */
export async function startDirectus(folder: string, database: string): Promise<Directus> {
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    PORT: String(port),
    HOST: '127.0.0.1',
    DB_CLIENT: 'pg',
    DB_CONNECTION_STRING: database,
    SECRET: token,
    ADMIN_EMAIL: 'bench@example.com',
    ADMIN_PASSWORD: token,
    ADMIN_TOKEN: token,
    TELEMETRY: 'false',
    LOG_LEVEL: 'error',
  };
  const cli = path.join(folder, 'node_modules/directus/cli.js');
  const run = (...words: string[]) =>
    spawn(process.execPath, [cli, ...words], {
      env,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  await once(run('bootstrap'), 'exit');
  const server = run('start');
  const at = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${at}/server/ping`)).ok);

  async function send(method: string, where: string, body?: object | FormData): Promise<unknown> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${at}${where}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(!isForm && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Directus: ${response.status} ${text.slice(0, 400)}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  const field = (name: string) => ({
    field: name,
    type: 'string',
    schema: { is_primary_key: name === key, length: 255 },
    meta: {},
  });
  const create = async () => {
    const fields = sampleHeaders.map(field);
    await send('POST', '/collections', { collection, schema: {}, meta: {}, fields });
  };
  let isThere = false;
  const { version } = (await send('GET', '/server/info')) as { version?: string };
  return {
    name: ['Directus', version].filter((word) => word !== undefined).join(' '),
    async empty() {
      if (isThere) await send('DELETE', `/collections/${collection}`);
      await create();
      isThere = true;
    },
    async importFile(csv) {
      const form = new FormData();
      form.append('file', new File([csv], 'people.csv', { type: 'text/csv' }));
      const began = performance.now();
      await send('POST', `/utils/import/${collection}`, form);
      const took = performance.now() - began;
      const counted = (await send('GET', `/items/${collection}?aggregate[count]=*`)) as {
        data: { count: string | number }[];
      };
      const rows = csv.trimEnd().split('\n').length - 1;
      const there = Number(counted.data[0]?.count);
      if (there !== rows) throw new Error(`Directus has ${there} of ${rows} people`);
      return took;
    },
    async stop() {
      server.kill();
      await once(server, 'exit');
    },
  };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    if (await isSo().catch(() => false)) return;
    if (performance.now() > end) throw new Error('Directus did not start');
    await pause(500);
  }
}
