import type { FormerWorkUnits } from './ports.ts';
import type { OperationJobMessage } from '../../domain/operations/job-message.ts';
import type { Actor } from '../../domain/person.ts';
import type { Network } from '../../domain/network.ts';
import type { NumberHabit } from '../../domain/phone.ts';
import { AppError } from '../../errors.ts';
import { cancelOperation, changeOperation } from '../../jobs/change-operation.ts';
import {
  noCounts,
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
import { modeOf, receiveImport, type ReceivedFile } from './receive-import.ts';
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
  /** Sets the group that the people of a file join, one of those that it offers. */
  chooseGroup(key: OperationKey, group: string): Promise<Operation>;
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
  const { operations, jobs, writeQueue } = deps;
  const cleanUp = createImportCleanUp(deps);
  const iso = () => new Date(deps.now()).toISOString();
  const send = (type: OperationJobMessage['type'], key: OperationKey) =>
    jobs.send({ v: 1, type, tenant: key.tenant, operation: key.id });
  /** For the job a preview is the end of its plan, unless the message says that it will be planned again. */
  const sendAgain = ({ tenant, id }: OperationKey) =>
    jobs.send({ v: 1, type: 'plan-import', tenant, operation: id, again: true });

  return {
    receive: (file) => receiveImport({ ...deps, now: () => deps.now(), send }, file),

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

    async chooseGroup(key, id) {
      const current = await found(operations, key);
      const chosen = current.group?.offered.find((group) => group.id === id);
      if (current.state !== 'choosing' || current.group === undefined) return current;
      if (chosen === undefined) throw new AppError('group-gone');
      await send('plan-import', key);
      const group = { ...current.group, chosen };
      return (
        await changed(operations, key, (operation) =>
          operation.state === 'choosing'
            ? { ...operation, state: 'planning', network: 'Others', group }
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
      // Confirmed by someone else at the same moment: their place counts.
      if (operation.confirmedAt !== confirmedAt)
        await writeQueue.leave(key.tenant, writeQueuePlace(confirmed));
      return operation;
    },

    async cancel(key) {
      const result = await cancelOperation(
        operations,
        key,
        () => deps.now(),
        ({ planned, counts }) => ({
          counts: noCounts,
          planned: planned ?? counts,
        }),
      );
      if (result === undefined) throw new AppError('operation-gone');
      const { operation, changed } = result;
      if (changed && operation.state === 'cancelled') await cleanUp(operation);
      return operation;
    },
  };
}

/** Deleting people who aren't in the file is work, like its rows. */
function totalOf(operation: Operation): Pick<Operation, 'rowsTotal'> {
  const missing = missingToDelete(operation);
  return missing === 0 ? {} : { rowsTotal: (operation.rowsTotal ?? 0) + missing };
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
