import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { tableNames } from '../src/infra/storage/ensure.ts';
import { byTable, type Batch } from './ceiling.ts';
import type { StoreAddresses } from './embedded-store.ts';

/*
 * The ceiling: the same transactions as whole requests over Node's own HTTP, signed, with nothing of an SDK
 * around them. Their bodies are built beforehand, so that next to nothing but the store takes time.
 */

interface RawBatch {
  readonly shard: string;
  readonly boundary: string;
  readonly body: Buffer;
}

interface Account {
  readonly name: string;
  readonly key: Buffer;
  readonly endpoint: URL;
}

const lineEnd = '\r\n';

export function rawBatchesOf(store: StoreAddresses, batches: readonly Batch[]): RawBatch[] {
  const { endpoint } = accountOf(store);
  return batches.map(({ shard, actions }) => {
    const [boundary, changes] = [`batch_${randomUUID()}`, `changeset_${randomUUID()}`];
    const rows = actions.map(([, { partitionKey, rowKey, ...columns }]) => {
      const row = JSON.stringify({ PartitionKey: partitionKey, RowKey: rowKey, ...columns });
      return [
        `--${changes}`,
        'content-type: application/http',
        'content-transfer-encoding: binary',
        '',
        `POST ${endpoint.href}/${tableNames.people(shard)} HTTP/1.1`,
        'content-type: application/json',
        'accept: application/json;odata=minimalmetadata',
        'dataserviceversion: 3.0',
        'prefer: return-no-content',
        '',
        row,
      ].join(lineEnd);
    });
    const body = [
      `--${boundary}`,
      `content-type: multipart/mixed; boundary=${changes}`,
      '',
      ...rows,
      `--${changes}--`,
      `--${boundary}--`,
      '',
    ].join(lineEnd);
    return { shard, boundary, body: Buffer.from(body) };
  });
}

/** Writes all batches with concurrent requests, each worker in another table. */
export async function writeRaw(
  store: StoreAddresses,
  batches: readonly RawBatch[],
  concurrency: number,
): Promise<void> {
  const account = accountOf(store);
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  try {
    await byTable(batches, concurrency, (batch) => send(account, agent, batch));
  } finally {
    agent.destroy();
  }
}

function send(account: Account, agent: Agent, { boundary, body }: RawBatch): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const date = new Date().toUTCString();
  const path = `${account.endpoint.pathname}/$batch`;
  const signature = createHmac('sha256', account.key)
    .update(`${date}\n/${account.name}${path}`)
    .digest('base64');
  const { hostname, port } = account.endpoint;
  const sent = request({ agent, hostname, port, path, method: 'POST' }, (response) => {
    let answer = '';
    response.setEncoding('utf8');
    response.on('data', (text: string) => (answer += text));
    response.on('end', () => {
      const refused = /^HTTP\/1\.1 [^2].*/m.exec(answer);
      if (response.statusCode === 202 && refused === null) resolve(undefined);
      else reject(new Error(`the store answered ${response.statusCode}: ${answer.slice(0, 300)}`));
    });
    response.on('error', reject);
  });
  sent.on('error', reject);
  for (const [name, value] of Object.entries({
    'content-type': `multipart/mixed; boundary=${boundary}`,
    'x-ms-version': '2019-02-02',
    'x-ms-date': date,
    authorization: `SharedKeyLite ${account.name}:${signature}`,
    accept: 'application/json',
    dataserviceversion: '3.0',
    maxdataserviceversion: '3.0;NetFx',
    'content-length': String(body.length),
  }))
    sent.setHeader(name, value);
  sent.end(body);
  return promise;
}

function accountOf({ people }: StoreAddresses): Account {
  const parts = new Map(
    people.split(';').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)] as const;
    }),
  );
  return {
    name: parts.get('AccountName') ?? '',
    key: Buffer.from(parts.get('AccountKey') ?? '', 'base64'),
    endpoint: new URL(parts.get('TableEndpoint') ?? ''),
  };
}
