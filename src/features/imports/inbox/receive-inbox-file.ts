import { createHash } from 'node:crypto';
import type { InboxSetting } from '../../../domain/inbox.ts';
import {
  noCounts,
  type Operation,
  type OperationKey,
} from '../../../domain/operations/operation.ts';
import type { FileStore, JobSender, OperationStore } from '../../../domain/operations/ports.ts';
import { AppError, asAppError } from '../../../errors.ts';
import { defined } from '../../../lib/defined.ts';
import { hashed } from '../../../lib/hashed.ts';
import { labelOf } from '../../../lib/label.ts';
import { importFiles } from '../import-files.ts';
import { kindOf, refuseOtherFiles } from '../reading/sniff.ts';
import { refuseByContents } from '../reading/sources/refuse-by-contents.ts';
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

interface Stored {
  readonly bytes: number;
  readonly contents: string;
  readonly refusal?: AppError;
  readonly isKept: boolean;
}

const longestName = 200;

export function createReceiveInboxFile(deps: ReceiveInboxFileDeps): ReceiveInboxFile {
  return async (key, file, setting, latest) => {
    const name = labelOf(file.name.split('/').at(-1), longestName) || 'people.csv';
    const stored = await store(deps, key, file, name);
    if (stored === 'gone') return 'gone';
    if (isSame(stored, latest)) {
      await deps.files.remove(importFiles.original(key));
      return 'same';
    }
    const { refusal, bytes, contents, isKept } = stored;
    const at = new Date(deps.now()).toISOString();
    const operation: Omit<Operation, 'etag'> = {
      ...key,
      ...{ state: 'planning', at, by: setting.by, locale: setting.locale },
      ...defined({ timeZone: setting.timeZone }),
      ...{ inbox: setting.mode, network: setting.network },
      ...{ fileName: name, fileBytes: bytes, contents },
      ...{ counts: noCounts, rowsDone: 0, tries: 0 },
      original: isKept ? importFiles.original(key) : '',
    };
    if (refusal === undefined) {
      await deps.jobs.send({ v: 1, type: 'plan-import', tenant: key.tenant, operation: key.id });
      return created(deps, operation);
    }
    const failure = { code: refusal.code, details: refusal.details };
    const failed = { ...operation, state: 'failed', endedAt: at, failure } as const;
    const errorLog = await deps.logRefusal({ ...failed, etag: '' }, refusal);
    return created(deps, { ...failed, errorLog });
  };
}

/** Another process that took the same version may have been quicker. */
async function created(
  { operations }: ReceiveInboxFileDeps,
  operation: Omit<Operation, 'etag'>,
): Promise<Operation> {
  const made = await operations.create(operation);
  if (made !== 'conflict') return made;
  const there = await operations.read(operation);
  if (there === undefined) throw new AppError('unexpected', {}, { note: 'operation id taken' });
  return there;
}

/** Unlike a file in the chat, one that is refused is kept: no one is there who has it at hand. */
async function store(
  { inbox, files, maxFileBytes }: ReceiveInboxFileDeps,
  key: OperationKey,
  file: InboxFile,
  name: string,
): Promise<Stored | 'gone'> {
  const original = importFiles.original(key);
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let bytes: number;
  try {
    const written = await files.write(original, hashed(inbox.open(file), hash), {
      limit: maxFileBytes,
      head: (first) => {
        head = Buffer.from(first);
      },
    });
    bytes = written.bytes;
  } catch (error) {
    const coded = asAppError(error);
    if (coded.code === 'operation-gone') return 'gone';
    if (coded.code !== 'file-too-large') throw error;
    return { bytes: 0, contents: '', refusal: coded, isKept: false };
  }
  const contents = hash.digest('base64url');
  try {
    refuseOtherFiles(head, name);
    if (kindOf(head) !== 'text') {
      const kind = await refuseByContents((fromByte) => files.open(original, fromByte), bytes);
      if (kind === 'everything') throw new AppError('needs-tenant-admin');
    }
    return { bytes, contents, isKept: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'storage-unreachable') throw error;
    return { bytes, contents, refusal: error, isKept: true };
  }
}

/** The same file once more, as a nightly job sends it: unless the last one was cancelled, undone or not read. */
function isSame({ contents }: Stored, latest: Operation | undefined): boolean {
  return (
    contents !== '' &&
    latest?.contents === contents &&
    latest.state === 'completed' &&
    latest.undone === undefined
  );
}
