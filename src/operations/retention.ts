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
  /** milliseconds since 1970 */
  now(): number;
}

const dayMs = 24 * 3_600_000;
/** Nobody's data, and many cards link to the one that there is. */
const template = 'template-';

const isUnderWay = ({ state }: Operation) => !isEnded(state);

export function createRetention(deps: RetentionDeps): Retention {
  const { operations, files, days, needs = isUnderWay } = deps;
  /** A file waits for its operation, however old it is: an import may still be confirmed. */
  async function isNeeded(tenant: string, folder: string): Promise<boolean> {
    if (!isOperationId(folder)) return false;
    const found = await Promise.all(
      operationKinds.map((kind) => operations.read({ tenant, kind, id: folder })),
    );
    return found.some((operation) => operation !== undefined && needs(operation));
  }

  return {
    keptUntil: (at) => new Date(Date.parse(at) + days * dayMs).toISOString(),
    async removeOld(tenant, signal) {
      const before = new Date(deps.now() - days * dayMs).toISOString();
      const needed = new Map<string, boolean>();
      let removed = 0;
      for await (const page of files.list(`${tenant}/`)) {
        for (const { name, at } of page) {
          signal.throwIfAborted();
          const [folder = ''] = name.slice(tenant.length + 1).split('/');
          if (at >= before || folder.startsWith(template)) continue;
          if (!needed.has(folder)) needed.set(folder, await isNeeded(tenant, folder));
          if (needed.get(folder) === true) continue;
          await files.remove(name);
          removed += 1;
        }
      }
      return removed;
    },
  };
}
