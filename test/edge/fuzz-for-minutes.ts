import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProcess } from '../support/process.ts';
import { fuzzEdge } from './fuzz-edge.ts';
import { portsOf } from './ports-of.ts';

const inARound = 5_000;

/**
 * Starts the product with an embedded store of its own and sends made-up bytes to its ports, round by round.
 * @returns how many connections were made @throws Error that names the seed of the round
 */
export async function fuzzEdgeFor(minutes: number, firstSeed: number): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fuzz-edge-'));
  const port = await freePort();
  const product = await startProcess({ PORT: String(port), DATA_DIR: dataDir });
  const end = performance.now() + minutes * 60_000;
  let sent = 0;
  try {
    for (let seed = firstSeed; performance.now() < end; seed += 1) {
      // Mostly the bot's own port; the emulators' are on a developer's machine only.
      const others = seed % 4 === 0 ? portsOf(product.log()) : [];
      const round = await fuzzEdge(
        { child: product.child, port, others },
        { seed, count: inARound },
      );
      sent += round.sent;
      const health = `${Math.round(round.slowestHealthMs)} ms`;
      console.log(
        `${new Date().toISOString()} seed ${seed}: ${sent} so far, slowest /healthz ${health}`,
      );
    }
    return sent;
  } finally {
    await product.terminate();
    await rm(dataDir, { recursive: true, force: true });
  }
}
