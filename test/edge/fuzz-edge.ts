/**
 * Raw bytes at the ports of a running product. What has to hold: the process lives and is the same one, `/healthz` answers 200
 * all the while, and no connection is left behind.
 */
import type { ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { cpuOf } from '../support/cpu-of.ts';
import { anySending, send } from './raw-bytes.ts';
import { openConnections } from './sockets.ts';

export interface FuzzedProduct {
  readonly child: ChildProcess;
  /** that has /healthz */
  readonly port: number;
  /** others that it listens on, tried with the same */
  readonly others?: Iterable<number>;
}

export interface FuzzOutcome {
  readonly sent: number;
  /** answers by their first line */
  readonly answers: ReadonlyMap<string, number>;
  readonly slowestHealthMs: number;
}

const concurrency = 24;
/** Of the product's own computing before it answers: what others compute isn't in it. */
const maxHealthSeconds = 5;
/** Only a deaf one takes so long, however busy the machine is. */
const patienceMs = 120_000;
const maxLeftMs = 15_000;

/** @throws Error that says what didn't hold, and with which seed it is found again */
export async function fuzzEdge(
  product: FuzzedProduct,
  options: { readonly seed: number; readonly count: number },
): Promise<FuzzOutcome> {
  const { seed, count } = options;
  const { child, port } = product;
  const ports = [port, ...(product.others ?? [])];
  const sendings = fc.sample(anySending, { seed, numRuns: count });
  const answers = new Map<string, number>();
  let next = 0;
  let slowestHealthMs = 0;
  let isOver = false;
  const failed = (what: string) => new Error(`${what} (seed ${seed}, after ${next} of ${count})`);

  async function worker(): Promise<void> {
    for (let at = next++; at < sendings.length; at = next++) {
      const sending = sendings[at];
      if (sending === undefined) return;
      const answer = (await send(ports[at % ports.length] ?? port, sending)) ?? 'no answer';
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      if (child.exitCode !== null || child.signalCode !== null)
        throw failed(`the process ended on ${JSON.stringify(sending.pieces.map(String))}`);
    }
  }

  async function watchHealth(): Promise<void> {
    while (!isOver) {
      const began = performance.now();
      const computed = cpuOf(child.pid ?? 'self');
      const status = await health(port);
      const seconds = cpuOf(child.pid ?? 'self') - computed;
      if (seconds > maxHealthSeconds) throw failed(`/healthz was answered after ${seconds} s`);
      if (status !== 200) throw failed(`/healthz answered ${status}`);
      slowestHealthMs = Math.max(slowestHealthMs, performance.now() - began);
      await pause(100);
    }
  }

  const instrumentation = watchHealth();
  await Promise.race([
    Promise.all(Array.from({ length: concurrency }, worker)),
    instrumentation.then(() => Promise.reject(failed('the watch ended'))),
  ]).finally(() => (isOver = true));
  await instrumentation;
  for (const each of ports) {
    const left = await leftOpen(each);
    if (left > 0) throw failed(`${left} connections are left at port ${each}`);
  }
  return { sent: sendings.length, answers, slowestHealthMs };
}

/** On a connection of its own, which ends with the answer: one that was kept would count as left behind. */
function health(port: number): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = get({ port, host: '127.0.0.1', path: '/healthz', agent: false }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.setTimeout(patienceMs, () => asked.destroy(new Error('no answer in time')));
    asked.once('error', (error) => resolve(String(error)));
  });
}

/** Those that are broken off at once need a moment, those that said nothing some seconds. */
async function leftOpen(port: number): Promise<number> {
  const end = performance.now() + maxLeftMs;
  for (;;) {
    const left = (await openConnections(port)) ?? 0;
    if (left === 0 || performance.now() > end) return left;
    await pause(100);
  }
}
