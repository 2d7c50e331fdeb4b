import { changeOperation } from './change-operation.ts';
import { isEnded, type Operation } from '../domain/operations/operation.ts';
import type { Announcer, OperationStore } from '../domain/operations/ports.ts';
import { createProgress } from './progress.ts';

const checkpointMilliseconds = 1500;

/** The record of an operation that is writing people: how far it came, and whether it is to stop. */
export interface Writing<Checkpoint> {
  /** aborts when the admin has cancelled, or somebody else has ended the operation */
  readonly cancelled: AbortSignal;
  /** Notes that it has begun. */
  begin(): Promise<void>;
  /** Notes how far it came, now and then. */
  note(checkpoint: Checkpoint): void;
  /** Notes the latest state; before anything is decided by it. */
  flush(): Promise<void>;
}

export interface WritingDeps {
  readonly operations: OperationStore;
  readonly announcer: Announcer;
}

/**
 * @param from how far it had come when this try began
 * @param factsAt what the record shows at a checkpoint
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
            // Progress sets the tries back, but for the one that is under way.
            tries: facts.rowsDone > rowsAtFirst ? 1 : latest.tries,
          }
        : undefined,
    );
    // A record that others kept changing is noted next time; only its end, or the wish for it, stops the writing.
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
      // Not waited for: a slow record must not slow the writing.
      void Promise.resolve(progress.note(checkpoint)).catch(() => undefined);
    },
    flush: () => progress.flush(),
  };
}
