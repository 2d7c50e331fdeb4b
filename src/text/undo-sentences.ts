import type { Counts } from '../domain/operations/operation.ts';
import type { Format } from './format.ts';
import { phrase } from './message.ts';
import type { Messages } from './messages.ts';

/** The results of an undo, for a card. */
interface UndoCounts extends Counts {
  /** people who are deleted again */
  readonly removed: number;
}

interface Forecast {
  readonly removed: number;
  readonly updated: number;
  readonly back: number;
  readonly left?: number | undefined;
}

/** Sentences about undoing an import, a sync or a bulk change. */
export function undoSentences({ undo }: Messages, format: Format) {
  const { completed, cancelled, confirm, done, log } = undo;
  const stay = ({ rejected }: UndoCounts) => (rejected === 0 ? [] : [completed.stay(rejected)]);
  const parts = (counts: UndoCounts) => [
    ...(counts.removed > 0 ? [done.deleted(counts.removed)] : []),
    ...(counts.updated > 0 ? [done.putBack(counts.updated)] : []),
    ...(counts.added > 0 ? [done.broughtBack(counts.added)] : []),
  ];
  return {
    undo: {
      ...undo,
      confirm: {
        ...confirm,
        /** The effects of an undo, a sentence each; `left` undefined: people who stay aren't counted. */
        what({ removed, updated, back, left }: Forecast): string[] {
          const all = [
            ...(removed > 0 ? [confirm.willDelete(removed)] : []),
            ...(updated > 0 ? [confirm.willPutBack(updated)] : []),
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
          : completed.nothing;
      },
      cancelled: (counts: UndoCounts, all: number) => {
        const what = parts(counts);
        const before =
          what.length === 0 ? cancelled.nobody : cancelled.what(phrase(format.list(what)));
        const left = all - counts.added - counts.updated - counts.unchanged - counts.removed;
        return left > 0 ? `${before} ${cancelled.left(left)}` : before;
      },
      /** "12 deleted again, 3 reverted, 0 left as is" */
      line: ({ removed, updated, added, rejected }: UndoCounts) =>
        undo.line({ removed, putBack: updated + added, rejected }),
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
