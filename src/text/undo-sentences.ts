import type { Counts } from '../domain/operations/operation.ts';
import type { UndoableKind } from '../domain/operations/undo-facts.ts';
import type { BulkChange } from '../domain/operations/bulk-change.ts';
import type { Format } from './format.ts';
import { phrase } from './message.ts';
import type { Messages } from './messages.ts';

/** The kind of operation that is undone, and whether that is itself an undo: then its changes are made again. */
interface WhatIsUndone {
  readonly what: UndoableKind | BulkChange;
  readonly again: boolean;
}

/** The results of an undo, for a card. */
interface UndoCounts extends Counts, WhatIsUndone {
  /** people who are deleted */
  readonly removed: number;
}

interface Forecast extends WhatIsUndone {
  readonly removed: number;
  readonly updated: number;
  readonly back: number;
  readonly left?: number | undefined;
}

/** Sentences about undoing an import, a sync or a bulk change. */
export function undoSentences({ undo, lists }: Messages, format: Format) {
  const { completed, cancelled, confirm, done, log } = undo;
  const stay = ({ rejected }: UndoCounts) => (rejected === 0 ? [] : [completed.stay(rejected)]);
  const parts = ({ removed, updated, added, ...undone }: UndoCounts) => [
    ...(removed > 0 ? [done.deleted({ people: removed, again: undone.again })] : []),
    ...(updated > 0 ? [done.putBack({ people: updated, how: howOf(undone) })] : []),
    ...(added > 0 ? [done.broughtBack(added)] : []),
  ];
  return {
    undo: {
      ...undo,
      confirm: {
        ...confirm,
        /** The effects of an undo, a sentence each; `left` undefined: people who stay aren't counted. */
        what({ removed, updated, back, left, ...undone }: Forecast): string[] {
          const all = [
            ...(removed > 0 ? [confirm.willDelete(removed)] : []),
            ...(updated > 0 ? [confirm.willPutBack({ people: updated, how: howOf(undone) })] : []),
            ...(back > 0 ? [confirm.willBringBack(back)] : []),
          ];
          const will = all.length === 0 ? confirm.nobody : completed.what(phrase(format.list(all)));
          if (left === undefined) return [will, confirm.notCounted];
          return left > 0 ? [will, confirm.stay(left)] : [will];
        },
      },
      completed: (counts: UndoCounts) => {
        const what = parts(counts);
        if (what.length > 0) {
          return [completed.what(phrase(format.list(what))), ...stay(counts)].join(' ');
        }
        return counts.rejected > 0
          ? [completed.nobody, ...stay(counts)].join(' ')
          : completed.nothing(counts.again);
      },
      cancelled: (counts: UndoCounts, all: number) => {
        const what = parts(counts);
        const before =
          what.length === 0 ? cancelled.nobody : cancelled.what(phrase(format.list(what)));
        const left = all - counts.added - counts.updated - counts.unchanged - counts.removed;
        return left > 0
          ? `${before} ${cancelled.left({ people: left, again: counts.again })}`
          : before;
      },
      /** "12 people deleted, 3 people reverted, 1 person left as is", without those that are zero; '' if all are */
      line: (counts: UndoCounts) =>
        [...parts(counts), ...(counts.rejected > 0 ? [undo.left(counts.rejected)] : [])].join(
          lists.separator,
        ),
      countTitles: {
        ...undo.countTitles,
        updated: (undone: WhatIsUndone) => undo.countTitles.updated(howOf(undone)),
      },
      log: {
        ...log,
        columns: [
          log.columns.name,
          log.columns.phone,
          log.columns.attribute,
          log.columns.before,
          log.columns.after,
          log.columns.now,
          log.columns.reason,
        ],
      },
    },
  };
}

/** How people are described who get other values. A move and its return are both a way back. */
function howOf({ what, again }: WhatIsUndone): 'moved' | 'again' | 'reverted' {
  if (what === 'moved') return 'moved';
  return again ? 'again' : 'reverted';
}
