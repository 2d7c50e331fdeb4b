import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { freePort, startProcess } from '../../support/process.ts';
import { testConnectionString } from '../../support/storage.ts';

interface Envelope {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly data: {
    readonly baseData: {
      readonly name?: string;
      readonly metrics?: readonly { readonly name: string }[];
      readonly properties?: Readonly<Record<string, string>>;
    };
  };
}

/** The exporter speaks TLS only: here a kind without certificates, so that no key has to be kept for it. */
const cipher = 'AECDH-AES256-SHA@SECLEVEL=0';
const withoutCertificate = { ciphers: cipher, maxVersion: 'TLSv1.2' } as const;
const onLoopbackOnly = {
  NODE_OPTIONS: `--tls-max-v1.2 --tls-cipher-list=${cipher} --disable-warning=Warning`,
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  NO_PROXY: '127.0.0.1',
};

describe('with APPLICATIONINSIGHTS_CONNECTION_STRING', () => {
  let ingestion: Server;
  let url: string;
  const arrived: Envelope[] = [];
  beforeAll(async () => {
    ingestion = createServer(withoutCertificate, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const isPacked = request.headers['content-encoding'] === 'gzip';
        const envelopes = JSON.parse(String(isPacked ? gunzipSync(body) : body)) as Envelope[];
        arrived.push(...envelopes);
        const count = envelopes.length;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ itemsReceived: count, itemsAccepted: count, errors: [] }));
      });
    });
    await new Promise<void>((resolve) => ingestion.listen(0, '127.0.0.1', resolve));
    url = `https://127.0.0.1:${(ingestion.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    ingestion.closeAllConnections();
    await new Promise((resolve) => ingestion.close(resolve));
  });

  it('a worker’s metrics and spans arrive, the last ones when it stops, or nobody would see why it did', async () => {
    const healthPort = await freePort();
    const worker = await startProcess({
      ROLE: 'worker',
      HEALTH_PORT: String(healthPort),
      AZURE_STORAGE_CONNECTION_STRING: testConnectionString(),
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=${url}`,
      ...onLoopbackOnly,
    });
    await eventually(async () => {
      const ready = await fetch(`http://127.0.0.1:${healthPort}/readyz`);
      expect(ready.status).toBe(200);
    });
    expect(await worker.terminate()).toBe(0);
    const named = arrived.flatMap(
      ({ data }) => data.baseData.metrics?.map(({ name }) => name) ?? [],
    );
    expect(named).toContain('rollcall.queue.length');
    expect(arrived[0]?.tags['ai.cloud.role']).toBe('rollcall.worker');
  });

  it('a turn is a request there, with nothing of who spoke', async () => {
    arrived.length = 0;
    const port = await freePort();
    const web = await startProcess({
      ROLE: 'web',
      PORT: String(port),
      AZURE_STORAGE_CONNECTION_STRING: testConnectionString(),
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=${url}`,
      ...onLoopbackOnly,
    });
    const party = { id: 'somebody', name: 'Somebody Invented' };
    const answer = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'typing',
        id: 'an-activity',
        channelId: 'msteams',
        serviceUrl: 'http://127.0.0.1:9/',
        from: party,
        recipient: party,
        conversation: { id: 'a-chat' },
      }),
    });
    expect(answer.status).toBe(200);
    expect(await web.terminate()).toBe(0);
    const request = arrived.find(({ name }) => name.endsWith('Request'));
    expect(request?.data.baseData).toMatchObject({
      name: 'turn other',
      properties: { 'rollcall.outcome': 'answered', 'rollcall.activity': 'an-activity' },
    });
    expect(JSON.stringify(arrived)).not.toContain('Somebody');
  });

  it('a string that is none is named at the start, and not shown', async () => {
    const started = startProcess({
      AZURE_STORAGE_CONNECTION_STRING: testConnectionString(),
      APPLICATIONINSIGHTS_CONNECTION_STRING:
        'InstrumentationKey=not-a-key;IngestionEndpoint=https://x.example',
    });
    const error: unknown = await started.catch((each: unknown) => each);
    expect(String(error)).toContain('APPLICATIONINSIGHTS_CONNECTION_STRING');
    expect(String(error)).not.toContain('x.example');
  });
});

describe('without it', () => {
  it('nothing of OpenTelemetry is loaded, or everyone would pay for what few use', async () => {
    const look = `
      await import('./src/app/rollcall.ts');
      const { startTelemetry } = await import('./src/infra/telemetry/start.ts');
      if (await startTelemetry({ ROLE: 'all' }) !== undefined) throw new Error('started');
      const { createRequire } = await import('node:module');
      const loaded = Object.keys(createRequire(import.meta.url).cache);
      console.log(loaded.length > 100, loaded.filter((name) => name.includes('opentelemetry')).length);
      process.exit(0);`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', look],
      {
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
    expect(stdout.trim()).toBe('true 0');
  });
});
