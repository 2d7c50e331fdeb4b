import type { FormerWorkUnits } from './ports.ts';
import type { OperationJobMessage } from '../../domain/operations/job-message.ts';
import { createHash, randomBytes, type Hash } from 'node:crypto';
import type { Actor } from '../../domain/person.ts';
import type { Network } from '../../domain/network.ts';
import type { NumberHabit } from '../../domain/phone.ts';
import { AppError } from '../../errors.ts';
import { changeOperation } from '../../jobs/change-operation.ts';
import {
  isEnded,
  noCounts,
  operationId,
  statusWord,
  type Operation,
  type OperationKey,
  type OperationState,
} from '../../domain/operations/operation.ts';
import type {
  FileStore,
  JobSender,
  OperationStore,
  WriteQueue,
} from '../../domain/operations/ports.ts';
import type { ImportMode } from '../../domain/operations/import-mode.ts';
import { everythingRequest } from '../../domain/operations/export-facts.ts';
import { defined } from '../../lib/defined.ts';
import { missingToDelete } from '../../domain/operations/people-to-delete.ts';
import { unanswered, type Decided } from '../../domain/operations/identity-questions.ts';
import {
  answered,
  askedForColumns,
  readNumbersAs,
  turnedColumns,
  type ChosenColumns,
  type ImportAnswer,
} from './answer-question.ts';
import { importFiles } from './import-files.ts';
import { kindOf, refuseOtherFiles } from './reading/sniff.ts';
import { refuseByContents } from './reading/sources/refuse-by-contents.ts';
import { createImportCleanUp } from './clean-up-import.ts';
import { writeQueuePlace } from '../../domain/operations/write-queue-place.ts';

export interface ImportRequestsDeps {
  readonly operations: OperationStore;
  readonly files: FileStore;
  readonly work: FileStore;
  readonly jobs: JobSender;
  readonly writeQueue: WriteQueue;
  readonly formerWorkUnits: FormerWorkUnits;
  readonly maxFileBytes: number;
  /** milliseconds since 1970 */
  now(): number;
}

interface ReceivedFile {
  readonly tenant: string;
  readonly by: Actor;
  readonly locale: string;
  readonly timeZone?: string;
  readonly network?: Network;
  readonly mode?: ImportMode;
  /** whether its sender may bring in an archive of everything */
  readonly mayBringEverything?: boolean;
  readonly name: string;
  readonly content: AsyncIterable<Buffer>;
}

/**
 * Admins' requests about imports. Each first sends the job's message and then changes the record. A message
 * whose record isn't ready yet waits a moment and is dropped in the end, but a record without its message would
 * wait for ever.
 */
export interface ImportRequests {
  /**
   * Stores a file as received and records the operation. With a network, its plan starts at once. A file with
   * the same name and bytes from the same person, whose import is still in progress, is the same import: Teams or the
   * person gave up on the answer.
   * @returns `isKnown`: that import, and the file isn't kept twice
   * @throws AppError `file-…` or `archive-…` when it has no table or is too large; then nothing is kept
   */
  receive(file: ReceivedFile): Promise<{ operation: Operation; isKnown: boolean }>;
  /** Sets the network of a file that waits for it, and the meaning of the file. */
  chooseNetwork(key: OperationKey, network: Network, mode?: ImportMode): Promise<Operation>;
  /** Confirms a preview, with the answers to its questions. Without them, it keeps waiting. */
  start(key: OperationKey, by: Actor, decided?: Decided): Promise<Operation>;
  /** Answers an import's question. If it asks something else, or nothing, it stays unchanged. */
  answer(key: OperationKey, answer: ImportAnswer): Promise<Operation>;
  /** Turns to another page of the columns card, and keeps the choices of the page shown before. */
  turnColumns(
    key: OperationKey,
    chosen: ChosenColumns,
    turn: 'next' | 'previous',
  ): Promise<Operation>;
  /** Returns a preview to the question about columns. */
  changeColumns(key: OperationKey): Promise<Operation>;
  /** Plans a preview again, with its phone numbers that can be read in two ways read in this one. */
  readNumbers(key: OperationKey, as: NumberHabit): Promise<Operation>;
  /** Cancels: at once before the import runs, at its next checkpoint while it runs. */
  cancel(key: OperationKey): Promise<Operation>;
}

export function createImportRequests(deps: ImportRequestsDeps): ImportRequests {
  const { operations, files, jobs, writeQueue } = deps;
  const cleanUp = createImportCleanUp(deps);
  const iso = () => new Date(deps.now()).toISOString();
  const send = (type: OperationJobMessage['type'], key: OperationKey) =>
    jobs.send({ v: 1, type, tenant: key.tenant, operation: key.id });
  /** For the job a preview is the end of its plan, unless the message says that it will be planned again. */
  const sendAgain = ({ tenant, id }: OperationKey) =>
    jobs.send({ v: 1, type: 'plan-import', tenant, operation: id, again: true });

  /** An archive of everything says itself whom it is about: it is checked at once. */
  async function createEverything(
    key: OperationKey,
    { by, locale, timeZone, name }: ReceivedFile,
    { bytes, contents }: { readonly bytes: number; readonly contents: string },
  ): Promise<Operation> {
    await send('import-everything', key);
    const created = await operations.create({
      ...key,
      ...{ state: 'planning', at: iso(), by, locale, ...defined({ timeZone }) },
      ...{ fileName: name, fileBytes: bytes, contents, original: importFiles.original(key) },
      ...{ counts: noCounts, rowsDone: 0, tries: 0, request: everythingRequest },
    });
    if (created === 'conflict')
      throw new AppError('unexpected', {}, { note: 'operation id taken' });
    return created;
  }

  return {
    async receive(file) {
      const id = operationId(deps.now(), randomBytes(8).toString('hex'));
      const key: OperationKey = { tenant: file.tenant, kind: 'import', id };
      const original = importFiles.original(key);
      const told = { isText: false };
      const hash = createHash('sha256');
      const { bytes } = await files.write(original, hashed(file.content, hash), {
        limit: deps.maxFileBytes,
        head: (head) => {
          refuseOtherFiles(head, file.name);
          told.isText = kindOf(head) === 'text';
        },
      });
      let kind: 'everything' | undefined;
      try {
        if (!told.isText)
          kind = await refuseByContents((fromByte) => files.open(original, fromByte), bytes);
        if (kind === 'everything' && file.mayBringEverything !== true)
          throw new AppError('needs-tenant-admin');
      } catch (error) {
        await files.remove(original);
        throw error;
      }
      const contents = hash.digest('base64url');
      const known = await underWay(operations, file, contents);
      if (known !== undefined) {
        await files.remove(original);
        return { operation: known, isKnown: true };
      }
      if (kind === 'everything')
        return {
          operation: await createEverything(key, file, { bytes, contents }),
          isKnown: false,
        };
      if (file.network !== undefined) await send('plan-import', key);
      const created = await operations.create({
        ...key,
        state: file.network === undefined ? 'choosing' : 'planning',
        at: iso(),
        by: file.by,
        locale: file.locale,
        ...(file.timeZone !== undefined && { timeZone: file.timeZone }),
        fileName: file.name,
        fileBytes: bytes,
        contents,
        ...(file.network !== undefined && { network: file.network, ...modeOf(file.mode) }),
        counts: noCounts,
        rowsDone: 0,
        tries: 0,
        original,
      });
      if (created === 'conflict')
        throw new AppError('unexpected', {}, { note: 'operation id taken' });
      return { operation: created, isKnown: false };
    },

    async chooseNetwork(key, network, mode) {
      const current = await found(operations, key);
      if (current.state !== 'choosing') return current;
      await send('plan-import', key);
      return (
        await changed(operations, key, (operation) =>
          operation.state === 'choosing'
            ? { ...operation, state: 'planning', network, ...modeOf(mode) }
            : undefined,
        )
      ).operation;
    },

    async answer(key, answer) {
      const current = await found(operations, key);
      if (answered(current, answer)?.state === 'planning') await send('plan-import', key);
      return (await changed(operations, key, (latest) => answered(latest, answer))).operation;
    },

    async turnColumns(key, chosen, turn) {
      const turned = await changed(operations, key, (latest) =>
        latest.state === 'asking' && latest.question?.kind === 'columns'
          ? { ...latest, question: turnedColumns(latest.question, chosen, turn) }
          : undefined,
      );
      return turned.operation;
    },

    async changeColumns(key) {
      const current = await found(operations, key);
      if (current.state !== 'preview') return current;
      // A preview from before columns were kept with it: planning it again adds them.
      if (current.preview?.columns === undefined) await sendAgain(key);
      return (await changed(operations, key, askedForColumns)).operation;
    },

    async readNumbers(key, as) {
      if (readNumbersAs(await found(operations, key), as) !== undefined) await sendAgain(key);
      return (await changed(operations, key, (latest) => readNumbersAs(latest, as))).operation;
    },

    async start(key, by, decided = {}) {
      const current = await found(operations, key);
      if (isBeforePreview(current.state)) {
        throw new AppError('operation-not-waiting', { status: statusWord(current.state) });
      }
      if (current.state !== 'preview') return current;
      if (unanswered(current.preview?.questions, decided).length > 0) return current;
      const answers = current.preview?.questions === undefined ? {} : { decided };
      const confirmedAt = iso();
      const confirmed: Operation = { ...current, state: 'queued', confirmedAt, confirmedBy: by };
      await writeQueue.join(key.tenant, writeQueuePlace(confirmed));
      await send(current.request?.everything === true ? 'import-everything' : 'apply-import', key);
      const { operation } = await changed(operations, key, (latest) =>
        latest.state === 'preview'
          ? {
              ...latest,
              ...answers,
              ...totalOf({ ...latest, ...answers }),
              state: 'queued',
              confirmedAt,
              confirmedBy: by,
              rowsDone: 0,
              tries: 0,
            }
          : undefined,
      );
      return operation;
    },

    async cancel(key) {
      const { operation, changed: now } = await changed(operations, key, (latest) => {
        if (isEnded(latest.state)) return undefined;
        if (latest.state === 'applying') {
          return latest.cancelAsked === true ? undefined : { ...latest, cancelAsked: true };
        }
        return {
          ...latest,
          state: 'cancelled',
          endedAt: iso(),
          counts: noCounts,
          planned: latest.planned ?? latest.counts,
        };
      });
      if (now && operation.state === 'cancelled') await cleanUp(operation);
      return operation;
    },
  };
}

function modeOf(mode: ImportMode | undefined): Pick<Operation, 'mode'> {
  return mode === undefined || mode === 'update' ? {} : { mode };
}

/** Deleting people who aren't in the file is work, like its rows. */
function totalOf(operation: Operation): Pick<Operation, 'rowsTotal'> {
  const missing = missingToDelete(operation);
  return missing === 0 ? {} : { rowsTotal: (operation.rowsTotal ?? 0) + missing };
}

async function* hashed(content: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
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

function isBeforePreview(state: OperationState): boolean {
  return state === 'choosing' || state === 'planning' || state === 'asking';
}

async function found(store: OperationStore, key: OperationKey): Promise<Operation> {
  const operation = await store.read(key);
  if (operation === undefined) throw new AppError('operation-gone');
  return operation;
}

async function changed(
  store: OperationStore,
  key: OperationKey,
  decide: (operation: Operation) => Operation | undefined,
): Promise<{ operation: Operation; changed: boolean }> {
  const result = await changeOperation(store, key, decide);
  if (result === undefined) throw new AppError('operation-gone');
  return result;
}
