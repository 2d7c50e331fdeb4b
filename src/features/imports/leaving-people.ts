import { shardOf, shards } from '../../domain/person-id.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { importFiles } from './import-files.ts';
import { linkedLines, type LeavingLine } from './leaving-line.ts';
import type { PlanFindings } from './plan-findings.ts';
import type { SpillFiles } from './spill-files.ts';

/** The people that an import deletes: on the disk while it is planned, then in a file for each shard. */
export interface LeavingPeople {
  leave(line: LeavingLine): Promise<void>;
  /** A person who stays because they are linked. */
  stay(line: LeavingLine): Promise<void>;
  /** Writes the files for the job. A shard without lines has none, also where an earlier try of the plan wrote one. */
  write(work: FileStore, operation: Operation, signal: AbortSignal): Promise<void>;
  /** All of them, shard by shard, and then those who stay. */
  all(): AsyncIterable<readonly LeavingLine[]>;
}

const partitionOf = (shard: string) => `leaving-${shard}`;

export function createLeavingPeople(spill: SpillFiles, findings: PlanFindings): LeavingPeople {
  const filled = new Set<string>();
  const inShard = (shard: string) => spill.read<LeavingLine>(partitionOf(shard));
  return {
    async leave(line) {
      const shard = shardOf(line.id);
      filled.add(shard);
      findings.remove(line);
      await spill.add(partitionOf(shard), line);
    },
    async stay(line) {
      findings.stay(line);
      filled.add(linkedLines);
      await spill.add(partitionOf(linkedLines), line);
    },
    async write(work, operation, signal) {
      for (const shard of [...shards, linkedLines]) {
        const name = importFiles.leaving(operation, shard);
        if (filled.has(shard)) await work.write(name, spill.open(partitionOf(shard)), { signal });
        else await work.remove(name);
      }
    },
    async *all() {
      for (const shard of shards) yield* inShard(shard);
      yield* inShard(linkedLines);
    },
  };
}
