import { randomBytes } from 'node:crypto';
import type { Network } from '../../domain/network.ts';
import { everythingRequest } from '../../domain/operations/export-facts.ts';
import type { GroupFacts } from '../../domain/operations/group-facts.ts';
import type { ImportMode } from '../../domain/operations/import-mode.ts';
import type { OperationJobMessage } from '../../domain/operations/job-message.ts';
import {
  isEnded,
  operationId,
  type Operation,
  type OperationKey,
} from '../../domain/operations/operation.ts';
import type { FileStore, OperationStore } from '../../domain/operations/ports.ts';
import type { Actor } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import { defined } from '../../lib/defined.ts';
import { beginOperation } from '../../jobs/begin-operation.ts';
import { importFiles } from './import-files.ts';
import { refuseOtherFiles } from './reading/sniff.ts';
import { refuseOriginal, storeOriginal, type StoredOriginal } from './store-original.ts';

export interface ReceivedFile {
  readonly tenant: string;
  readonly by: Actor;
  readonly locale: string;
  readonly timeZone?: string;
  readonly network?: Network;
  readonly mode?: ImportMode;
  /** the groups that its people may join; absent: none */
  readonly group?: GroupFacts;
  /** whether its sender may bring in an archive of everything */
  readonly mayBringEverything?: boolean;
  /** absent: an admin's file */
  readonly madeFrom?: Operation['madeFrom'];
  readonly name: string;
  readonly content: AsyncIterable<Buffer>;
}

export interface ReceiveDeps {
  readonly operations: OperationStore;
  readonly files: FileStore;
  readonly maxFileBytes: number;
  /** sends the message of the import's first job */
  readonly send: (type: OperationJobMessage['type'], key: OperationKey) => Promise<void>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

interface Stored extends StoredOriginal {
  /** an archive of everything */
  readonly isEverything: boolean;
}

/** Stores a file as received and records its operation (import-requests.ts). */
export async function receiveImport(
  deps: ReceiveDeps,
  file: ReceivedFile,
): Promise<{ operation: Operation; isKnown: boolean }> {
  const { operations, files, send } = deps;
  const id = operationId(deps.now(), randomBytes(8).toString('hex'));
  const key: OperationKey = { tenant: file.tenant, kind: 'import', id };
  const original = importFiles.original(key);
  const { bytes, contents, isUtf8, isEverything } = await store(deps, original, file);
  const known = await underWay(operations, file, contents);
  if (known !== undefined) {
    await files.remove(original);
    return { operation: known, isKnown: true };
  }
  const { by, locale, timeZone, name, madeFrom } = file;
  const group = isEverything ? undefined : onlyChoice(file.group);
  const network = group?.chosen === undefined ? file.network : 'Others';
  // An archive of everything says itself whom it is about: it is checked at once.
  if (isEverything) await send('import-everything', key);
  else if (network !== undefined) await send('plan-import', key);
  const operation = await beginOperation(operations, {
    ...key,
    state: isEverything || network !== undefined ? 'planning' : 'choosing',
    at: new Date(deps.now()).toISOString(),
    by,
    locale,
    ...defined({ timeZone, madeFrom }),
    fileName: name,
    fileBytes: bytes,
    ...{ contents, isUtf8 },
    ...(isEverything
      ? { request: everythingRequest }
      : {
          ...defined({ network }),
          ...(network !== undefined && group?.chosen === undefined && modeOf(file.mode)),
          ...defined({ group }),
        }),
    original,
  });
  return { operation, isKnown: false };
}

/** A group admin of one group sends files for this one. */
function onlyChoice(group: GroupFacts | undefined): GroupFacts | undefined {
  const [chosen, ...others] = group?.offered ?? [];
  if (group?.only !== true || chosen === undefined || others.length > 0) return group;
  return { ...group, chosen };
}

/** @throws AppError `file-…`, `archive-…` or `needs-tenant-admin`; then nothing is kept */
async function store(
  { files, maxFileBytes }: ReceiveDeps,
  original: string,
  { name, content, mayBringEverything }: ReceivedFile,
): Promise<Stored> {
  const stored = await storeOriginal(files, original, content, {
    limit: maxFileBytes,
    look: (head) => refuseOtherFiles(head, name),
  });
  try {
    const isEverything = (await refuseOriginal(files, stored, name)) === 'everything';
    if (isEverything && mayBringEverything !== true) throw new AppError('needs-tenant-admin');
    return { ...stored, isEverything };
  } catch (error) {
    await files.remove(original);
    throw error;
  }
}

/** The record's mode; none says that the file adds and updates. */
export function modeOf(mode: ImportMode | undefined): Pick<Operation, 'mode'> {
  return mode === undefined || mode === 'update' ? {} : { mode };
}

/** Teams calls a file that is sent again "people 1.csv" or "people (1).csv". */
function withoutCopyNumber(name: string): string {
  return name.replace(/(?: \d{1,3}| ?\(\d{1,3}\))(?=(?:\.[^.]*)?$)/u, '');
}

/** Number of imports searched for the same file: one in progress is among the newest. */
const newest = 20;

/** The person's import of the same file that hasn't ended, for the network and meaning that are asked for now, if any. */
async function underWay(
  store: OperationStore,
  { tenant, by, name, network, mode = 'update' }: ReceivedFile,
  contents: string,
): Promise<Operation | undefined> {
  const { operations } = await store.page(tenant, 'import', newest);
  return operations.find(
    (operation) =>
      operation.contents === contents &&
      operation.by.id === by.id &&
      withoutCopyNumber(operation.fileName) === withoutCopyNumber(name) &&
      !isEnded(operation.state) &&
      (network === undefined ||
        (operation.network === network && (operation.mode ?? 'update') === mode)),
  );
}
