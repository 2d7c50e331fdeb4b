import { Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Duplex } from 'node:stream';

/** Servers close idle connections after some seconds, at the earliest after five. */
const usualIdleMs = 3_000;

/** The method that Node calls on an agent to get a connection for a request. */
interface Giving {
  addRequest(request: unknown, options: unknown, ...rest: unknown[]): void;
}

/**
 * Keeps connections for the next request, but reuses none that was idle for long: the server may be closing it, and
 * it would be unknown whether a request that then fails has arrived. A timer isn't enough, since on a busy machine it
 * may run after the request.
 * @param agent an agent that keeps connections alive
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

/** @returns the agent for an address; it keeps connections for the next request, for a short time */
export function createFreshConnections(idleMs = usualIdleMs): (url: string) => PlainAgent {
  const plain = onlyFresh(new PlainAgent({ keepAlive: true }), idleMs);
  const tls = onlyFresh(new TlsAgent({ keepAlive: true }), idleMs);
  return (url) => (url.startsWith('https:') ? tls : plain);
}
