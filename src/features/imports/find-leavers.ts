import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { Network } from '../../domain/network.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { shards } from '../../domain/person-id.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { readKeptRows } from './kept-rows.ts';
import type { LeavingPeople } from './leaving-people.ts';
import { meetPeople } from './meet-people.ts';
import type { Mentions } from './mentions.ts';
import {
  partitionCountFor,
  shardsAtOnce,
  type ShardPlanDeps,
  type ShardPlanRun,
} from './plan-shard.ts';

/** A person whose number is in no row. */
interface Candidate {
  readonly id: string;
  /** a row that isn't certain may be theirs */
  readonly isMentioned: boolean;
}

interface LeaversRun extends ShardPlanRun {
  readonly mentions: Mentions;
  readonly leaving: LeavingPeople;
}

/**
 * Finds the people of a network who aren't in a file of the whole network, after all rows are compared. Reads ids and hashes of
 * everyone, and whole records only of those who aren't in the file.
 */
export async function findLeavers(deps: ShardPlanDeps, run: LeaversRun): Promise<void> {
  const partitionOf = partitionCountFor(run.operation, deps);
  await forEachConcurrent(shards, shardsAtOnce, async (shard) => {
    const ranges = new Set(shards.map((digit) => partitionOf(shard + digit)));
    for (const range of ranges) await leaversOf(deps, run, range);
  });
}

async function leaversOf({ people }: ShardPlanDeps, run: LeaversRun, range: string): Promise<void> {
  const { operation, signal, target, findings, leaving } = run;
  const { tenant } = operation;
  const inFile = await idsInPartition(run, range);
  const mentioned = await run.mentions.inRange(range);
  const candidates: Candidate[] = [];
  let inRange = 0;
  const { yieldIfDue } = createEventLoopYield();
  for await (const page of people.scanHashes(tenant, range, signal)) {
    inRange += page.length;
    for (const { id } of page) {
      if (inFile.has(id) || mentioned.get(id) === true) continue;
      candidates.push({ id, isMentioned: mentioned.has(id) });
    }
    await yieldIfDue();
  }
  const meeting = { tenant, range, people, signal };
  const each = async ({ isMentioned }: Candidate, person: StoredPerson | undefined) => {
    if (person === undefined || !isOf(target.network, person)) return;
    if (isMentioned) findings.hold();
    else if (person.linked) await leaving.stay({ id: person.id, before: person });
    else await leaving.leave({ id: person.id, before: person });
  };
  await meetPeople(candidates, meeting, each, inRange);
}

async function idsInPartition(
  { spill }: ShardPlanRun,
  range: string,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const { id } of await readKeptRows(spill, range)) ids.add(id);
  return ids;
}

function isOf(network: Network, person: StoredPerson): boolean {
  return person.deletedAt === undefined && person.network === network;
}
