import { Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Duplex } from 'node:stream';

/** Servers give an idle connection up after some seconds, the first of them after five. */
const usualIdleMs = 3_000;

/** What Node calls on an agent before it gives a request a connection. */
interface Giving {
  addRequest(request: unknown, options: unknown, ...rest: unknown[]): void;
}

/**
 * Keeps connections for the next request, and uses none that was idle for long: the server may have given it up, and a request that
 * meets the end of its connection fails without anybody knowing whether it arrived. A timer would not do: on a busy machine it
 * runs after the request.
 * @param agent one that keeps connections alive
 */
function onlyFresh<Agent extends PlainAgent>(agent: Agent, idleMs: number): Agent {
  const idleSince = new WeakMap<Duplex, number>();
  const giving = agent as unknown as Giving;
  const addRequest = giving.addRequest.bind(agent);
  agent.on('free', (connection: Duplex) => idleSince.set(connection, performance.now()));
  giving.addRequest = (...request) => {
    for (const connection of Object.values(agent.freeSockets).flatMap((free) => free ?? [])) {
      if (performance.now() - (idleSince.get(connection) ?? 0) >= idleMs) connection.destroy();
    }
    addRequest(...request);
  };
  return agent;
}

/** @returns the agent for an address: connections of each are kept for the next request there, and not for long */
export function createFreshConnections(idleMs = usualIdleMs): (url: string) => PlainAgent {
  const plain = onlyFresh(new PlainAgent({ keepAlive: true }), idleMs);
  const tls = onlyFresh(new TlsAgent({ keepAlive: true }), idleMs);
  return (url) => (url.startsWith('https:') ? tls : plain);
}
