import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

type UndoCounts = Parameters<Text['undo']['completed']>[0];

/** What is said of undoing an import. */
export function undoWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'undo'> {
  const stay = ({ rejected }: UndoCounts) => {
    const changed = format.plural(rejected, {
      one: 'wurde seither geändert und bleibt, wie sie ist',
      other: 'wurden seither geändert und bleiben, wie sie sind',
    });
    return rejected === 0
      ? ''
      : ` ${people(rejected)} ${changed}; das Protokoll enthält beide Werte.`;
  };
  const done = (counts: UndoCounts) => {
    const parts = [
      ...(counts.removed > 0 ? [`${people(counts.removed)} wieder gelöscht`] : []),
      ...(counts.updated > 0 ? [`${people(counts.updated)} zurückgesetzt`] : []),
      ...(counts.added > 0 ? [`${people(counts.added)} zurückgeholt`] : []),
    ];
    return parts.length === 0 ? '' : format.list(parts);
  };
  return {
    undo: {
      title: ({ again }) => (again ? 'Aufhebung einer Rücknahme' : 'Rücknahme eines Imports'),
      historyName: ({ again }, file) =>
        again ? `Aufgehobene Rücknahme: ${file}` : `Rücknahme: ${file}`,
      undoing: 'Der vorherige Stand der Personen wird wiederhergestellt…',
      completed: (counts) => {
        const what = done(counts);
        if (what !== '') return `${what}.${stay(counts)}`;
        if (counts.rejected > 0) return `Niemand wurde geändert.${stay(counts)}`;
        return 'Es war nichts zu ändern: Alle Personen sind auf dem vorherigen Stand.';
      },
      cancelled: (counts, all) => {
        const what = done(counts);
        const before =
          what === '' ? 'Vor dem Abbruch wurde niemand geändert.' : `Vor dem Abbruch: ${what}.`;
        const left = Math.max(
          0,
          all - counts.added - counts.updated - counts.unchanged - counts.removed,
        );
        const were = format.plural(left, { one: 'wurde', other: 'wurden' });
        return left === 0 ? before : `${before} ${people(left)} ${were} nicht zurückgesetzt.`;
      },
      progress: (now, all) => `${format.number(now)} von ${people(all)}`,
      line: (counts) =>
        `${format.number(counts.removed)} wieder gelöscht, ${format.number(counts.updated + counts.added)} zurückgesetzt, ` +
        `${format.number(counts.rejected)} belassen`,
      countTitles: {
        removed: 'Wieder gelöscht',
        updated: 'Wie vorher',
        back: 'Wieder da',
        left: 'Belassen',
      },
      left: (count) => `${people(count)} unverändert belassen`,
      leftHint:
        'Das Protokoll nennt alle, die seither geändert wurden, mit dem Wert vor dem Import und dem jetzigen. Wo der frühere richtig ist, bearbeiten Sie die Person.',
      facts: { imported: 'Import vom', undone: 'Rücknahme' },
      underWay: 'Läuft',
      byUndo: (file) =>
        file === undefined
          ? 'Durch Rücknahme eines Imports'
          : `Durch Rücknahme des Imports ${file}`,
      log: {
        columns: [
          'Name',
          'Telefonnummer',
          'Attribut',
          'Vor dem Import',
          'Nach dem Import',
          'Jetzt',
          'Grund',
        ],
        changedSince: (by, iso) =>
          `Seither geändert, zuletzt am ${format.date(iso)} von ${by.trim() === '' ? 'jemandem' : by.trim()}.`,
        noValues: 'Die früheren Werte sind nicht mehr gespeichert.',
      },
    },
  };
}
