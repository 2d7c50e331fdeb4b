import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LosingProxy {
  /** the same connection string, with all three services behind the proxy */
  readonly connectionString: string;
  /** Lets the next requests of a method through, but loses their answers. */
  loseAnswers(method: string, count: number): void;
  /** Answers of a method break off after so many bytes, so many times. */
  breakOff(method: string, afterBytes: number, count: number): void;
  stop(): Promise<void>;
}

/** Stands between a client and Azurite, and loses answers: what was asked has been done, and nobody says so. */
export async function startLosingProxy(connectionString: string): Promise<LosingProxy> {
  const losses = new Map<string, number>();
  const breaks = new Map<string, { afterBytes: number; count: number }>();
  const servers = await Promise.all(
    [...connectionString.matchAll(/127\.0\.0\.1:(\d+)/g)].map(async ([, port = '']) => {
      const server = createServer((incoming, outgoing) => {
        const onward = request(
          {
            host: '127.0.0.1',
            port,
            method: incoming.method,
            path: incoming.url,
            headers: incoming.headers,
          },
          (answer) => {
            const method = incoming.method ?? '';
            const left = losses.get(method) ?? 0;
            if (left > 0) {
              losses.set(method, left - 1);
              answer.resume().once('end', () => outgoing.destroy());
              return;
            }
            outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
            const cut = breaks.get(method);
            if (cut === undefined || cut.count <= 0) {
              answer.pipe(outgoing);
              return;
            }
            cut.count -= 1;
            let sent = 0;
            answer.on('data', (chunk: Buffer) => {
              if (sent >= cut.afterBytes) return;
              outgoing.write(chunk.subarray(0, cut.afterBytes - sent), () => {
                if (sent >= cut.afterBytes) outgoing.destroy();
              });
              sent += chunk.length;
            });
          },
        );
        incoming.pipe(onward);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return { port, server };
    }),
  );
  const behind = connectionString.replace(/127\.0\.0\.1:(\d+)/g, (_, port: string) => {
    const found = servers.find((server) => server.port === port);
    return `127.0.0.1:${(found?.server.address() as AddressInfo).port}`;
  });
  return {
    connectionString: behind,
    loseAnswers: (method, count) => losses.set(method, count),
    breakOff: (method, afterBytes, count) => breaks.set(method, { afterBytes, count }),
    stop: async () => {
      await Promise.all(
        servers.map(async ({ server }) => {
          server.closeAllConnections();
          await new Promise((resolve) => server.close(resolve));
        }),
      );
    },
  };
}
