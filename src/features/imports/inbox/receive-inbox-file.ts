import type { InboxSetting } from '../../../domain/inbox.ts';
import type { Network } from '../../../domain/network.ts';
import type { Operation, OperationKey } from '../../../domain/operations/operation.ts';
import type { FileStore, JobSender, OperationStore } from '../../../domain/operations/ports.ts';
import { AppError, asAppError } from '../../../errors.ts';
import { defined } from '../../../lib/defined.ts';
import { beginOperation, nothingDone } from '../../../jobs/begin-operation.ts';
import { labelOf } from '../../../lib/label.ts';
import { importFiles } from '../import-files.ts';
import { refuseOriginal, storeOriginal, type StoredOriginal } from '../store-original.ts';
import type { InboxFile, InboxStore } from './ports.ts';

export interface ReceiveInboxFileDeps {
  readonly inbox: Pick<InboxStore, 'open'>;
  readonly operations: Pick<OperationStore, 'create' | 'read'>;
  readonly files: FileStore;
  readonly jobs: JobSender;
  readonly maxFileBytes: number;
  /** Writes the reason for a refusal into an error log. @returns its blob name */
  logRefusal(operation: Operation, error: AppError): Promise<string>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/**
 * Stores a file of the inbox and records its operation: planning, or failed with the reason why the file can't be read.
 * @param latest the last import of the inbox
 * @returns `gone`: the file was removed or replaced; `same`: it is the file of the last import, and nothing is recorded
 */
export type ReceiveInboxFile = (
  key: OperationKey,
  file: InboxFile,
  setting: Exclude<InboxSetting, { mode: 'off' }>,
  latest: Operation | undefined,
) => Promise<Operation | 'gone' | 'same'>;

/** `original` and `contents` are '' if the file is too large to be stored. */
interface Stored extends Omit<StoredOriginal, 'head'> {
  readonly refusal?: AppError;
}

const longestName = 200;

export function createReceiveInboxFile(deps: ReceiveInboxFileDeps): ReceiveInboxFile {
  return async (key, file, setting, latest) => {
    const name = labelOf(file.name.split('/').at(-1), longestName) || 'people.csv';
    const stored = await store(deps, key, file, name);
    if (stored === 'gone') return 'gone';
    if (isSame(stored, setting.network, latest)) {
      await deps.files.remove(importFiles.original(key));
      return 'same';
    }
    const { refusal, bytes, contents, isUtf8, original } = stored;
    const at = new Date(deps.now()).toISOString();
    const operation = {
      ...key,
      ...{ state: 'planning' as const, at, by: setting.by, locale: setting.locale },
      ...defined({ timeZone: setting.timeZone }),
      ...{ inbox: setting.mode, network: setting.network },
      ...{ fileName: name, fileBytes: bytes, contents, isUtf8, original },
    };
    if (refusal === undefined) {
      await deps.jobs.send({ v: 1, type: 'plan-import', tenant: key.tenant, operation: key.id });
      return beginOperation(deps.operations, operation);
    }
    const failure = { code: refusal.code, details: refusal.details };
    const failed = { ...operation, state: 'failed', endedAt: at, failure } as const;
    const errorLog = await deps.logRefusal({ ...nothingDone, ...failed, etag: '' }, refusal);
    return beginOperation(deps.operations, { ...failed, errorLog });
  };
}

/** Unlike a file in the chat, one that is refused is kept: no one is there who has it at hand. */
async function store(
  { inbox, files, maxFileBytes }: ReceiveInboxFileDeps,
  key: OperationKey,
  file: InboxFile,
  name: string,
): Promise<Stored | 'gone'> {
  const original = importFiles.original(key);
  let stored: StoredOriginal;
  try {
    stored = await storeOriginal(files, original, inbox.open(file), { limit: maxFileBytes });
  } catch (error) {
    const coded = asAppError(error);
    if (coded.code === 'operation-gone') return 'gone';
    if (coded.code !== 'file-too-large') throw error;
    return { original: '', bytes: 0, contents: '', isUtf8: false, refusal: coded };
  }
  try {
    const isEverything = (await refuseOriginal(files, stored, name)) === 'everything';
    if (isEverything) throw new AppError('needs-tenant-admin');
    return stored;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'storage-unreachable') throw error;
    return { ...stored, refusal: error };
  }
}

/**
 * The same file once more, as a nightly job sends it: unless the last one was cancelled, undone or not read, or went to
 * another network.
 */
function isSame({ contents }: Stored, network: Network, latest: Operation | undefined): boolean {
  return (
    contents !== '' &&
    latest?.contents === contents &&
    latest.network === network &&
    latest.state === 'completed' &&
    latest.undone === undefined
  );
}
