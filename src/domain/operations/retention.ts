import { isEnded, isOperationId, operationKinds, type Operation } from './operation.ts';
import type { FileStore, OperationStore } from './ports.ts';

/** Deletes files at the end of their retention, since they are full of personal data. The operations' records stay. */
export interface Retention {
  /** Deletes an organization's older files. Idempotent. @returns the number of deleted files */
  removeOld(tenant: string, signal: AbortSignal): Promise<number>;
  /** @returns until when a file is kept @param at when it was written; both ISO 8601, UTC */
  readonly keptUntil: (at: string) => string;
}

export interface RetentionDeps {
  readonly operations: OperationStore;
  readonly files: FileStore;
  readonly days: number;
  /** whether an operation still needs its files, whatever their age; absent: until it has ended */
  readonly needs?: (operation: Operation) => boolean;
  /** temporary files of jobs: deleted after a day unless their operation needs them */
  readonly workOnly?: true;
  /** milliseconds since 1970 */
  now(): number;
}

const dayMs = 24 * 3_600_000;
/** Longer than any turn or job: files without an operation by then were left by a process that died. */
const strayMs = dayMs;
/** Templates contain no personal data, and many cards link to the same one. */
const template = 'template-';

const isUnderWay = ({ state }: Operation) => !isEnded(state);

export function createRetention(deps: RetentionDeps): Retention {
  const { operations, files, days, needs = isUnderWay } = deps;
  /** A file is kept for its operation, whatever its age: an import may still be confirmed. */
  async function standingOf(tenant: string, folder: string): Promise<'needed' | 'kept' | 'stray'> {
    if (!isOperationId(folder)) return 'kept';
    const found = await Promise.all(
      operationKinds.map((kind) => operations.read({ tenant, kind, id: folder })),
    );
    const operation = found.find((one) => one !== undefined);
    // A turn died between storing the file and recording the operation, so no record names it.
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
