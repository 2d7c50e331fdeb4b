import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a request is refused instead of being passed on; undefined: it is passed on. */
type Refuse = (
  asked: Readonly<{ service: 'blobs' | 'queues' | 'tables'; method: string; url: string }>,
) => { readonly status: number; readonly code: string } | undefined;

export interface RefusingProxy {
  /** the same connection string, with all three services behind the proxy */
  readonly connectionString: string;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  readonly refuse?: Refuse;
  /** added to the time that answers tell, in milliseconds */
  readonly clockMs?: number;
}

const services = ['blobs', 'queues', 'tables'] as const;
const endpoints = { blobs: 'Blob', queues: 'Queue', tables: 'Table' };

/** Stands before Azurite and refuses as Azure does where a role is missing, which Azurite itself has no notion of. */
export async function startRefusingProxy(
  connectionString: string,
  { refuse = () => undefined, clockMs = 0 }: ProxyOptions,
): Promise<RefusingProxy> {
  let behind = connectionString;
  const servers = await Promise.all(
    services.map(async (service) => {
      const endpoint = new RegExp(`(${endpoints[service]}Endpoint=http://127\\.0\\.0\\.1:)(\\d+)`);
      const port = endpoint.exec(connectionString)?.[2];
      const server = createServer((incoming, outgoing) => {
        const { method = '', url = '' } = incoming;
        const refusal = refuse({ service, method, url });
        if (refusal !== undefined) {
          incoming.resume();
          const body = `<?xml version="1.0"?><Error><Code>${refusal.code}</Code><Message>refused</Message></Error>`;
          const json = { 'odata.error': { code: refusal.code, message: { value: 'refused' } } };
          const isTable = service === 'tables';
          outgoing.writeHead(refusal.status, {
            'x-ms-error-code': refusal.code,
            'content-type': isTable ? 'application/json' : 'application/xml',
          });
          outgoing.end(isTable ? JSON.stringify(json) : body);
          return;
        }
        const onward = request(
          { host: '127.0.0.1', port, method, path: url, headers: incoming.headers },
          (answer: IncomingMessage) => {
            const date = new Date(Date.now() + clockMs).toUTCString();
            outgoing.writeHead(answer.statusCode ?? 500, { ...answer.headers, date });
            answer.pipe(outgoing);
          },
        );
        incoming.pipe(onward);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port: own } = server.address() as AddressInfo;
      behind = behind.replace(endpoint, `$1${own}`);
      return server;
    }),
  );
  return {
    connectionString: behind,
    async stop() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
