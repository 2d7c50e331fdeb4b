import type { Counts } from '../domain/operations/operation.ts';
import type { UndoFacts } from '../domain/operations/undo-facts.ts';
import type { Format } from './format.ts';

/** What an undo came to, as a card shows it. */
interface UndoCounts extends Counts {
  /** people who are deleted again */
  readonly removed: number;
}

/** What is said of undoing an import. */
export function undoWords(format: Format, { people }: { people: (count: number) => string }) {
  const stay = (counts: UndoCounts) =>
    counts.rejected === 0
      ? ''
      : ` ${people(counts.rejected)} changed since ${format.plural(counts.rejected, { one: 'stays', other: 'stay' })} as they are: the log has both values.`;
  const done = (counts: UndoCounts) => {
    const parts = [
      ...(counts.removed > 0 ? [`${people(counts.removed)} deleted again`] : []),
      ...(counts.updated > 0 ? [`${people(counts.updated)} put back`] : []),
      ...(counts.added > 0 ? [`${people(counts.added)} brought back`] : []),
    ];
    return parts.length === 0 ? '' : format.list(parts);
  };
  return {
    undo: {
      /** what is undone: an import, or the undo of one */
      title: ({ again }: Pick<UndoFacts, 'again'>): string =>
        again ? 'Undo of an undo' : 'Undo of an import',
      historyName: ({ again }: Pick<UndoFacts, 'again'>, file: string): string =>
        again ? `Undo of the undo: ${file}` : `Undo: ${file}`,
      undoing: 'Putting people back as they were before…',
      completed: (counts: UndoCounts) => {
        const what = done(counts);
        if (what !== '') return `${what}.${stay(counts)}`;
        if (counts.rejected > 0) return `Nobody was changed.${stay(counts)}`;
        return 'Nobody had to be changed: everyone is as they were before.';
      },
      cancelled: (counts: UndoCounts, all: number) => {
        const what = done(counts);
        const before =
          what === '' ? 'Nobody was changed before it stopped.' : `Before it stopped: ${what}.`;
        const left = Math.max(
          0,
          all - counts.added - counts.updated - counts.unchanged - counts.removed,
        );
        return left === 0
          ? before
          : `${before} ${people(left)} ${format.plural(left, { one: 'was', other: 'were' })} not put back.`;
      },
      progress: (now: number, all: number) => `${format.number(now)} of ${people(all)}`,
      /** "12 deleted again, 3 put back, 0 left as they are" */
      line: (counts: UndoCounts) =>
        `${format.number(counts.removed)} deleted again, ${format.number(counts.updated + counts.added)} put back, ` +
        `${format.number(counts.rejected)} left as they are`,
      countTitles: {
        removed: 'Deleted again',
        updated: 'Put back',
        back: 'Brought back',
        left: 'Left as is',
      },
      left: (count: number) => `${people(count)} left as they are`,
      leftHint:
        'The log lists everyone who was changed since, with the value before the import and the value now. Where the earlier one is right, edit the person.',
      facts: { imported: 'Import of', undone: 'Undone' },
      underWay: 'Under way',
      byUndo: (file?: string) =>
        file === undefined ? 'By undoing an import' : `By undoing the import ${file}`,
      log: {
        columns: [
          'Name',
          'Phone number',
          'Attribute',
          'Before the import',
          'After the import',
          'Now',
          'Reason',
        ],
        changedSince: (by: string, iso: string) =>
          `Changed since, last by ${by.trim() === '' ? 'someone' : by.trim()} on ${format.date(iso)}.`,
        noValues: 'The earlier values are no longer in the record.',
      },
    },
  };
}
