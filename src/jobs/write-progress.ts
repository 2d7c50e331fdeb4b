import { changeOperation } from './change-operation.ts';
import { isEnded, type Operation } from '../domain/operations/operation.ts';
import type { Announcer, OperationStore } from '../domain/operations/ports.ts';
import { createProgress } from './progress.ts';

const checkpointMilliseconds = 1500;

/** Progress of an operation that writes people, and whether it has to stop. */
export interface Writing<Checkpoint> {
  /** aborts when an admin has cancelled the operation, or another process has ended it */
  readonly cancelled: AbortSignal;
  /** Records that writing has started. */
  begin(): Promise<void>;
  /** Records a checkpoint, throttled. */
  note(checkpoint: Checkpoint): void;
  /** Writes the latest checkpoint, before a decision depends on it. */
  flush(): Promise<void>;
  /** Ends it without that, since the operation's end is recorded next. */
  settle(): Promise<void>;
}

export interface WritingDeps {
  readonly operations: OperationStore;
  readonly announcer: Announcer;
}

/**
 * @param from the checkpoint at which this attempt starts
 * @param factsAt the record's fields at a checkpoint
 */
export function createWriting<Checkpoint>(
  { operations, announcer }: WritingDeps,
  begun: Operation,
  from: Checkpoint,
  factsAt: (checkpoint: Checkpoint) => Partial<Operation> & Pick<Operation, 'rowsDone'>,
): Writing<Checkpoint> {
  const cancelled = new AbortController();
  const { rowsDone: rowsAtFirst } = factsAt(from);

  const keep = async (checkpoint: Checkpoint): Promise<void> => {
    const facts = factsAt(checkpoint);
    const noted = await changeOperation(operations, begun, (latest) =>
      latest.state === 'queued' || latest.state === 'applying'
        ? {
            ...latest,
            ...facts,
            state: 'applying',
            checkpoint,
            // Progress resets the attempts, except for the current one.
            tries: facts.rowsDone > rowsAtFirst ? 1 : latest.tries,
          }
        : undefined,
    );
    // A write that lost to concurrent ones is repeated with the next checkpoint; only an end or a cancellation
    // stops the writing.
    const isStopped =
      noted === undefined || isEnded(noted.operation.state) || noted.operation.cancelAsked === true;
    if (isStopped) cancelled.abort();
    else if (noted.changed) await announcer.moved(noted.operation);
  };
  const progress = createProgress<Checkpoint>(checkpointMilliseconds, keep);

  return {
    cancelled: cancelled.signal,
    begin: () => keep(from),
    note(checkpoint) {
      // Not awaited: a slow record must not slow the writing.
      void Promise.resolve(progress.note(checkpoint)).catch(() => undefined);
    },
    flush: () => progress.flush(),
    settle: () => progress.settle(),
  };
}
