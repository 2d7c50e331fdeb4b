import { isOperationId } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import type { Retention } from '../../domain/operations/retention.ts';

/** The stored files of one operation, or one file that belongs to none: a group's people, or one person's data. */
export interface StoredFiles {
  /** the operation's id, or the file's name */
  readonly folder: string;
  readonly operation?: string;
  /** when the last of them was written, ISO 8601, UTC */
  readonly at: string;
  readonly until: string;
}

export interface FilesThatMayHoldDeps {
  readonly files: Pick<FileStore, 'list'>;
  readonly retention: Pick<Retention, 'keptUntil'>;
}

/** Written while the people were in the directory, or not at all with their data. */
const ofThoseInTheDirectory = /^(?:groups-|audit-)|\/(?:export\.\w+|roster\.txt)$/u;
/** Has headers only. */
const template = 'template-';

/**
 * The files that may hold people's data, as the store lists them: no record tells what a file contains that failed, was
 * cancelled, or changed nothing about them.
 */
export function createFilesThatMayHold({ files, retention }: FilesThatMayHoldDeps) {
  /**
   * @param since when the first of them came into the directory: an older export doesn't have them
   * @param certain operations that their history names: these come first, then the newest
   */
  return async (
    tenant: string,
    since: string,
    certain: ReadonlySet<string>,
  ): Promise<readonly StoredFiles[]> => {
    const found = new Map<string, string>();
    for await (const page of files.list(`${tenant}/`)) {
      for (const { name, at } of page) {
        const path = name.slice(tenant.length + 1);
        const [folder = ''] = path.split('/');
        if (folder.startsWith(template)) continue;
        if (at < since && ofThoseInTheDirectory.test(path)) continue;
        const last = found.get(folder);
        if (last === undefined || last < at) found.set(folder, at);
      }
    }
    const all = Array.from(found, ([folder, at]) => ({
      folder,
      ...(isOperationId(folder) && { operation: folder }),
      at,
      until: retention.keptUntil(at),
    }));
    const isCertain = ({ folder }: StoredFiles) => (certain.has(folder) ? 1 : 0);
    return all.toSorted(
      (one, other) => isCertain(other) - isCertain(one) || other.at.localeCompare(one.at),
    );
  };
}
