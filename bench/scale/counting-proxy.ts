import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestKind, Requests } from './requests.ts';

export interface Tally {
  readonly requests: Requests;
  /** rows that were written, each write of a transaction being one */
  readonly rowsWritten: number;
  /** bytes of bodies, headers not counted */
  readonly bytesUp: number;
  readonly bytesDown: number;
}

export interface CountingProxy {
  /** The same connection string, with what it names behind the proxy. */
  behind(connectionString: string): Promise<string>;
  /** What was asked since it was last taken. */
  so(): Tally;
  take(): Tally;
  stop(): Promise<void>;
}

/** Stands between a client and Azurite and counts what is asked, by what Azure would make of it. */
export function createCountingProxy(): CountingProxy {
  const servers = new Map<string, Server>();
  let tally = emptyTally();

  async function portInFrontOf(port: string, service: string): Promise<number> {
    const server =
      servers.get(port) ??
      (await listening((incoming, outgoing) => {
        const asked: Buffer[] = [];
        const onward = request(
          {
            host: '127.0.0.1',
            port,
            method: incoming.method,
            path: incoming.url,
            headers: incoming.headers,
          },
          (answer) => {
            const told: Buffer[] = [];
            outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
            answer.on('data', (chunk: Buffer) => told.push(chunk));
            answer.on('end', () =>
              note(service, incoming, Buffer.concat(asked), Buffer.concat(told)),
            );
            answer.pipe(outgoing);
          },
        );
        incoming.on('data', (chunk: Buffer) => asked.push(chunk));
        incoming.pipe(onward);
        onward.on('error', () => outgoing.destroy());
      }));
    servers.set(port, server);
    return (server.address() as AddressInfo).port;
  }

  function note(service: string, incoming: IncomingMessage, asked: Buffer, told: Buffer): void {
    const kind = kindOf(service, incoming.method ?? '', incoming.url ?? '', told);
    tally.requests[kind] = (tally.requests[kind] ?? 0) + 1;
    tally.bytesUp += asked.length;
    tally.bytesDown += told.length;
    if (kind === 'table write') tally.rowsWritten += 1;
    if (kind === 'table batch') tally.rowsWritten += writesIn(asked);
  }

  return {
    async behind(connectionString) {
      let through = connectionString;
      const endpoints = connectionString.matchAll(
        /(Blob|Queue|Table)Endpoint=http:\/\/127\.0\.0\.1:(\d+)/g,
      );
      for (const [endpoint, service = '', port = ''] of endpoints) {
        const front = await portInFrontOf(port, service.toLowerCase());
        through = through.replace(endpoint, `${service}Endpoint=http://127.0.0.1:${front}`);
      }
      return through;
    },
    so: () => tally,
    take() {
      const taken = tally;
      tally = emptyTally();
      return taken;
    },
    async stop() {
      for (const server of servers.values()) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function emptyTally() {
  const requests: Partial<Record<RequestKind, number>> = {};
  return { requests, rowsWritten: 0, bytesUp: 0, bytesDown: 0 };
}

async function listening(handle: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** @param told the answer's body: only it says whether a queue had anything to give */
function kindOf(service: string, method: string, url: string, told: Buffer): RequestKind {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  if (service === 'table') return tableKind(method, pathname);
  if (service === 'queue') return queueKind(method, told);
  if (searchParams.get('comp') === 'list') return 'blob list';
  if (searchParams.get('comp') === 'lease') return 'blob lease';
  if (method === 'PUT') return 'blob write';
  if (method === 'DELETE') return 'blob delete';
  return method === 'HEAD' ? 'blob look' : 'blob read';
}

function tableKind(method: string, pathname: string): RequestKind {
  if (pathname.endsWith('/$batch')) return 'table batch';
  if (method === 'DELETE') return 'table delete';
  if (method !== 'GET') return 'table write';
  return decodeURIComponent(pathname).includes('RowKey=') ? 'table read' : 'table page';
}

function queueKind(method: string, told: Buffer): RequestKind {
  if (method === 'POST') return 'queue send';
  if (method === 'PUT') return 'queue update';
  if (method === 'DELETE') return 'queue delete';
  return told.includes('<MessageId>') ? 'queue fetch' : 'queue poll';
}

function writesIn(batch: Buffer): number {
  return batch.toString('latin1').match(/^(?:POST|PUT|PATCH|MERGE|DELETE) /gm)?.length ?? 0;
}
