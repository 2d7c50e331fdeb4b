import { isEnded, isOperationId, operationKinds, type Operation } from './operation.ts';
import type { FileStore, OperationStore } from './ports.ts';

/** Files are kept for a stated time and no longer: they are full of people's data. The records of what was done stay. */
export interface Retention {
  /** Deletes an organization's files that are older. Idempotent. @returns how many were deleted */
  removeOld(tenant: string, signal: AbortSignal): Promise<number>;
  /** Until when a file is kept. @param at when it was written; both ISO 8601, UTC */
  readonly keptUntil: (at: string) => string;
}

export interface RetentionDeps {
  readonly operations: OperationStore;
  readonly files: FileStore;
  readonly days: number;
  /** whether an operation still needs its files, however old they are; absent: until it has ended */
  readonly needs?: (operation: Operation) => boolean;
  /** jobs' own files: what an operation doesn't need is of no use to anybody, and goes after a day */
  readonly workOnly?: true;
  /** milliseconds since 1970 */
  now(): number;
}

const dayMs = 24 * 3_600_000;
/** Longer than any turn or job lasts: what belongs to nothing by then was left by a process that died. */
const strayMs = dayMs;
/** Nobody's data, and many cards link to the one that there is. */
const template = 'template-';

const isUnderWay = ({ state }: Operation) => !isEnded(state);

export function createRetention(deps: RetentionDeps): Retention {
  const { operations, files, days, needs = isUnderWay } = deps;
  /** A file waits for its operation, however old it is: an import may still be confirmed. */
  async function standingOf(tenant: string, folder: string): Promise<'needed' | 'kept' | 'stray'> {
    if (!isOperationId(folder)) return 'kept';
    const found = await Promise.all(
      operationKinds.map((kind) => operations.read({ tenant, kind, id: folder })),
    );
    const operation = found.find((one) => one !== undefined);
    // A turn that died between storing the file and noting the operation: nobody will ever be shown it.
    if (operation === undefined) return 'stray';
    if (needs(operation)) return 'needed';
    return deps.workOnly === true ? 'stray' : 'kept';
  }

  return {
    keptUntil: (at) => new Date(Date.parse(at) + days * dayMs).toISOString(),
    async removeOld(tenant, signal) {
      const iso = (ago: number) => new Date(deps.now() - ago).toISOString();
      const before = { needed: '', kept: iso(days * dayMs), stray: iso(strayMs) };
      const standings = new Map<string, 'needed' | 'kept' | 'stray'>();
      let removed = 0;
      for await (const page of files.list(`${tenant}/`)) {
        for (const { name, at } of page) {
          signal.throwIfAborted();
          const [folder = ''] = name.slice(tenant.length + 1).split('/');
          if (at >= before.stray || folder.startsWith(template)) continue;
          const currentState = standings.get(folder) ?? (await standingOf(tenant, folder));
          standings.set(folder, currentState);
          if (at >= before[currentState]) continue;
          await files.remove(name);
          removed += 1;
        }
      }
      return removed;
    },
  };
}
