import { connect, createServer } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The servers. `people` is a second table server, for the people's tables alone: Azurite's table server handles
 * one request at a time and blocks while it saves (*measured*: 0.4 s and more at 100,000 people), and a turn of
 * the bot must not wait for an import.
 */
export const services = ['blob', 'queue', 'table', 'people'] as const;
export type Service = (typeof services)[number];
export type Ports = Readonly<Record<Service, number>>;

/**
 * Those that share a process, which saves the memory of one: blobs and messages come in pieces that keep neither waiting
 * for long. A lock file has the name of the first.
 */
export const processes = [
  ['blob', 'queue'],
  ['table'],
  ['people'],
] as const satisfies readonly (readonly Service[])[];

/** Azurite's usual ports, which storage explorers know, and the next one. */
export const usualPorts: Ports = { blob: 10_000, queue: 10_001, table: 10_002, people: 10_003 };

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      probe.close(() => resolve(true));
    });
  });
}

/** A port that is free now; the system doesn't reuse it soon. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

const maxStartMs = 60_000;

/** Waits until a server answers, or is to stop before it does. */
export async function answers(port: number, stopping: AbortSignal): Promise<void> {
  const deadline = Date.now() + maxStartMs;
  while (!stopping.aborted && !(await accepts(port))) {
    if (Date.now() > deadline) throw new Error(`Azurite did not answer on port ${port} in time`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
}

/** The ports of the last start, so that links and explorers set up for them keep working. */
export function rememberedPorts(file: string): Partial<Ports> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return {};
    const known = parsed as Record<string, unknown>;
    return Object.fromEntries(
      services
        .map((service) => [service, known[service]] as const)
        .filter(([, port]) => Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536),
    );
  } catch {
    return {};
  }
}

export function rememberPorts(file: string, ports: Ports): void {
  writeFileSync(file, JSON.stringify(ports));
}
