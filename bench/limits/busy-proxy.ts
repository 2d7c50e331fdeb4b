import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createAllowance, type Allowance } from './allowance.ts';

/** What an account allows, in rows a second. */
export interface Limits {
  readonly partition: number;
  readonly account: number;
}

export interface Passed {
  /** rows that were let through, by table and partition */
  readonly rows: ReadonlyMap<string, number>;
  /** rows and requests that were refused, and the time between two that were let through at its longest, ms */
  readonly rowsRefused: number;
  readonly requests: number;
  readonly requestsRefused: number;
  readonly maxPauseMs: number;
}

export interface BusyProxy {
  /** The address of a table service, as it is behind the proxy. */
  behind(connectionString: string): Promise<string>;
  /** What has passed since it was last asked. */
  take(): Passed;
  stop(): Promise<void>;
}

/**
 * Stands between a client and the embedded store's tables and refuses what goes above the limits, with Azure's 503 ServerBusy:
 * each row that is read by its key or written is one, each page of a query one. All services of one account share its limit.
 */
export function createBusyProxy(limits: Limits): BusyProxy {
  const account = createAllowance(limits.account);
  const partitions = new Map<string, Allowance>();
  const stops: (() => Promise<void>)[] = [];
  let passed = nothing();

  function isAllowed(partition: string, rows: number): boolean {
    const own = partitions.get(partition) ?? createAllowance(limits.partition);
    partitions.set(partition, own);
    passed.requests += 1;
    if (own.has(rows) && account.has(rows)) {
      own.take(rows);
      account.take(rows);
      passed.rows.set(partition, (passed.rows.get(partition) ?? 0) + rows);
      const now = performance.now();
      if (passed.last > 0) passed.maxPauseMs = Math.max(passed.maxPauseMs, now - passed.last);
      passed.last = now;
      return true;
    }
    passed.requestsRefused += 1;
    passed.rowsRefused += rows;
    return false;
  }

  async function pass(port: string, incoming: IncomingMessage, outgoing: ServerResponse) {
    const body = await buffer(incoming);
    const { partition, rows } = costOf(incoming, body);
    if (!isAllowed(partition, rows)) {
      outgoing.writeHead(503, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify(serverBusy));
      return;
    }
    const onward = request(
      {
        host: '127.0.0.1',
        port,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  }

  return {
    async behind(connectionString) {
      const found = /TableEndpoint=http:\/\/127\.0\.0\.1:(\d+)/.exec(connectionString);
      const port = found?.[1] ?? '';
      const server = createServer((incoming, outgoing) => {
        pass(port, incoming, outgoing).catch(() => incoming.socket.destroy());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      stops.push(async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      });
      const front = (server.address() as AddressInfo).port;
      return connectionString.replace(found?.[0] ?? '', `TableEndpoint=http://127.0.0.1:${front}`);
    },
    take() {
      const { last: _last, ...taken } = passed;
      passed = nothing();
      return taken;
    },
    async stop() {
      for (const stop of stops) await stop();
    },
  };
}

/** As Azure says it. */
const serverBusy = {
  'odata.error': {
    code: 'ServerBusy',
    message: { lang: 'en-US', value: 'The server is busy.' },
  },
};

function nothing() {
  return {
    rows: new Map<string, number>(),
    rowsRefused: 0,
    requests: 0,
    requestsRefused: 0,
    maxPauseMs: 0,
    last: 0,
  };
}

/** Which partition a request is for, and how many rows it costs. */
function costOf(
  { method, url = '' }: IncomingMessage,
  body: Buffer,
): { partition: string; rows: number } {
  const { pathname } = new URL(url, 'http://127.0.0.1');
  if (pathname.endsWith('/$batch')) {
    const parts = [
      ...body.toString('latin1').matchAll(/^(?:POST|PUT|PATCH|MERGE|DELETE) \S*\/(\w+)/gm),
    ];
    return { partition: parts[0]?.[1] ?? pathname, rows: parts.length };
  }
  // An organization has one partition in each table of people; the others' names are in their addresses.
  const [, table = '', keys = ''] = /\/(\w+)(\([^)]*\))?$/.exec(decodeURIComponent(pathname)) ?? [];
  const key = /PartitionKey='([^']*)'/.exec(keys)?.[1] ?? '';
  return {
    partition: method === 'GET' || table.startsWith('people') ? table : `${table} ${key}`,
    rows: 1,
  };
}
