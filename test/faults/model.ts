import type { Network } from '../../src/domain/network.ts';
import type { Counts } from '../../src/domain/operations/operation.ts';

/** One row of a file, as it is sent. */
export interface Row {
  /** E.164 */
  readonly phone: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly jobTitle: string;
  /** the row's own network; absent: the file's */
  readonly network?: Network;
}

/** A file as it should be imported: the rows that count, and how many don't. */
export interface SentFile {
  readonly network: Network;
  /** whether the admin may move people between networks */
  readonly mayMove: boolean;
  /** one for each phone */
  readonly rows: readonly Row[];
  /** rows with an invalid phone number, and all but the last of a repeated one */
  readonly rejected: number;
}

/** Counts of an operation, including people whom an undo deleted again. */
export interface ModelCounts extends Counts {
  readonly removed: number;
}

interface State {
  readonly row: Row;
  readonly network: Network;
  readonly isDeleted: boolean;
}

interface Change {
  readonly operation: string;
  /** the operation that this one reverts */
  readonly undoes?: string;
  readonly after: State;
}

/** A person as the directory should have them: all their changes, newest first. */
export type ModelPerson = readonly [Change, ...Change[]];

/** The people written by an operation that was stopped; absent: all. */
type Only = ReadonlySet<string> | undefined;

/**
 * The expected directory, computed in a few lines that share no code with the product: imports and undos in
 * sequence, in the order in which they were confirmed.
 */
export class Model {
  readonly people = new Map<string, ModelPerson>();

  /** @returns the counts that the operation should show, of its written rows and the rejected ones */
  import(operation: string, file: SentFile, only?: Only): ModelCounts {
    const counts = { ...nobody, rejected: file.rejected };
    for (const row of file.rows) {
      const outcome = this.outcomeOf(row, file);
      const isWritten = outcome === 'added' || outcome === 'updated';
      if (isWritten && only?.has(row.phone) === false) continue;
      counts[outcome] += 1;
      const after = { row, network: row.network ?? file.network, isDeleted: false };
      if (isWritten) this.write(row.phone, { operation, after });
    }
    return counts;
  }

  /** Restores everyone who hasn't been changed since. */
  undo(operation: string, undoes: string, only?: Only): ModelCounts {
    const counts = { ...nobody };
    for (const [phone, log] of this.people) {
      if (!log.some((change) => change.operation === undoes)) continue;
      const currentState = standingOf(log);
      const [newest] = currentState;
      if (newest?.operation !== undoes) {
        const isLeft = currentState.some((change) => change.operation === undoes);
        counts[isLeft ? 'rejected' : 'unchanged'] += 1;
        continue;
      }
      if (only?.has(phone) === false) continue;
      // The state before it, even if that was deleted; people whom it added are deleted.
      const before = log[log.indexOf(newest) + 1]?.after;
      const after = before ?? { ...newest.after, isDeleted: true };
      const isBack = newest.after.isDeleted && !after.isDeleted;
      counts[after.isDeleted ? 'removed' : isBack ? 'added' : 'updated'] += 1;
      this.write(phone, { operation, undoes, after });
    }
    return counts;
  }

  private outcomeOf(
    row: Row,
    file: SentFile,
  ): Exclude<keyof Counts, 'leftOut' | 'deleted' | 'stayed'> {
    const there = this.people.get(row.phone)?.[0].after;
    if (there === undefined || there.isDeleted) return 'added';
    const moves = there.network !== (row.network ?? file.network);
    if (moves && !file.mayMove) return 'rejected';
    const { firstName, lastName, jobTitle } = there.row;
    const same =
      row.firstName === firstName && row.lastName === lastName && row.jobTitle === jobTitle;
    return same && !moves ? 'unchanged' : 'updated';
  }

  private write(phone: string, change: Change): void {
    this.people.set(phone, [change, ...(this.people.get(phone) ?? [])]);
  }
}

const nobody = { added: 0, updated: 0, unchanged: 0, rejected: 0, removed: 0 };

/** A person's changes without the reverted ones and without the undos. */
function standingOf(log: ModelPerson): Change[] {
  const takenBack = new Set<string>();
  return log.filter(({ operation, undoes }) => {
    if (takenBack.has(operation)) return false;
    if (undoes !== undefined) takenBack.add(undoes);
    return undoes === undefined;
  });
}
