import { operationKinds } from '../../src/domain/operations/operation.ts';
import { bringToAnEnd } from './ending.ts';
import { newBook } from './book.ts';
import { check, invariants } from './invariants.ts';
import type { Role } from './killer.ts';
import type { Processes } from './processes.ts';
import { play } from './scenario.ts';
import { readTruth } from './truth.ts';
import { createWorld } from './world.ts';

/** The results of one run. */
export interface RunReport {
  readonly seed: number;
  /** violations; empty when there are none */
  readonly wrong: readonly string[];
  /** faults injected, by service and kind */
  readonly faults: ReadonlyMap<string, number>;
  readonly kills: Readonly<Record<Role, number>>;
  /** how many of the kills were by SIGKILL; the others cut the process off */
  readonly signals: number;
  readonly pauses: Readonly<Record<Role, number>>;
  /** operations by kind and state */
  readonly operations: ReadonlyMap<string, number>;
  /** notices by outcome */
  readonly notices: ReadonlyMap<string, number>;
  /** files left by dead processes and deleted by the daily clean-up */
  readonly swept: number;
  readonly checked: number;
  readonly seconds: number;
  /** log of the product's processes */
  readonly log: string;
}

/** One run: the same seed makes the same decisions; the timing between processes differs. */
export async function runSeed(seed: number, processes: Processes): Promise<RunReport> {
  const began = performance.now();
  const world = await createWorld(seed, processes);
  const book = newBook();
  const wrong: string[] = [];
  const operations = new Map<string, number>();
  const notices = new Map<string, number>();
  const count = (counts: Map<string, number>, what: string) =>
    counts.set(what, (counts.get(what) ?? 0) + 1);
  try {
    await play(world, book);
    await bringToAnEnd(world, book);
    const truth = await readTruth(world);
    wrong.push(...(await check({ world, book, truth })));
    for (const kind of operationKinds) {
      for (const { state } of truth.operations[kind]) count(operations, `${kind} ${state}`);
    }
    for (const { state, reason } of truth.outbox) count(notices, `${state} ${reason}`.trim());
  } catch (error) {
    wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  await world.stop();
  return {
    seed,
    wrong,
    faults: world.weather.injected,
    kills: world.killer.kills,
    signals: world.signals(),
    pauses: world.killer.pauses,
    operations,
    notices,
    swept: book.swept,
    checked: invariants.length,
    seconds: (performance.now() - began) / 1_000,
    log: world.log(),
  };
}
