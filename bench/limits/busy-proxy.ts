import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createAllowance, type Allowance } from './allowance.ts';

/** The limits of an account, in rows a second. */
export interface Limits {
  readonly partition: number;
  readonly account: number;
}

export interface Passed {
  /** accepted rows, by table and partition */
  readonly rows: ReadonlyMap<string, number>;
  /** refused rows and requests, and the longest time between two accepted ones, ms */
  readonly rowsRefused: number;
  readonly requests: number;
  readonly requestsRefused: number;
  readonly maxPauseMs: number;
}

export interface BusyProxy {
  /** Puts the proxy in front of a table service. @returns the address of the proxy */
  behind(connectionString: string): Promise<string>;
  /** Counts since the last call. */
  take(): Passed;
  stop(): Promise<void>;
}

/**
 * A proxy in front of the embedded store's tables that refuses requests above the limits with Azure's 503
 * ServerBusy. A row read by its key or written counts as one, a page of a query as one. All services of one
 * account share its limit.
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

/** Azure's response. */
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

/** A request's partition, and its cost in rows. */
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
  // An organization has one partition in each table of people; other partitions are named in the address.
  const [, table = '', keys = ''] = /\/(\w+)(\([^)]*\))?$/.exec(decodeURIComponent(pathname)) ?? [];
  const key = /PartitionKey='([^']*)'/.exec(keys)?.[1] ?? '';
  return {
    partition: method === 'GET' || table.startsWith('people') ? table : `${table} ${key}`,
    rows: 1,
  };
}
