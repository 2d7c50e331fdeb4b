/** Hosts of files that stand on loopback and are reached under any name, as name servers and TLS would bring one there. */
import { createServer, type RequestListener } from 'node:http';
import { Agent } from 'node:https';
import { connect, type LookupFunction, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { LookupAddress } from 'node:dns';

export interface FileHost {
  /** hands connections to this host, after the look-up that they were given */
  readonly agent: Agent;
  /** addresses that connections would have been opened to, in order */
  readonly reached: string[];
  /** `<host header><path>` of each request */
  readonly asked: string[];
  stop(): Promise<void>;
}

export async function startFileHost(answer: RequestListener): Promise<FileHost> {
  const reached: string[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host ?? ''}${request.url ?? ''}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    agent: new OneHost(port, reached),
    reached,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Connecting {
  readonly host: string;
  readonly timeout?: number;
  readonly lookup: LookupFunction;
}

/** The real connection with the real look-up; only where it ends at last is another place. */
class OneHost extends Agent {
  private readonly port: number;
  private readonly reached: string[];

  constructor(port: number, reached: string[]) {
    super();
    this.port = port;
    this.reached = reached;
  }

  override createConnection(options: object): Socket {
    const { host, timeout, lookup } = options as Connecting;
    return connect({
      host,
      port: this.port,
      ...(timeout !== undefined && { timeout }),
      lookup: (name, how, done) =>
        lookup(name, how, (error, found, family) => {
          if (error !== null) {
            done(error, found, family);
            return;
          }
          const addresses = typeof found === 'string' ? [found] : found.map(addressOf);
          this.reached.push(...addresses.slice(0, 1));
          done(null, how.all === true ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4);
        }),
    });
  }
}

const addressOf = ({ address }: LookupAddress) => address;

/** A name server: the answers that it gives, one after the other; the last one again and again. */
export function nameServer(...answers: readonly (readonly string[])[]) {
  const names: string[] = [];
  const resolve: LookupFunction = (name, _how, done) => {
    const found = answers[Math.min(names.length, answers.length - 1)] ?? [];
    names.push(name);
    process.nextTick(() => {
      done(
        null,
        found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    });
  };
  return { resolve, names };
}
