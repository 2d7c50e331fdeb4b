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
      one: 'cambió después y se queda como está',
      other: 'cambiaron después y se quedan como están',
    });
    return rejected === 0
      ? ''
      : ` ${people(rejected)} ${changed}; el registro tiene los dos valores.`;
  };
  const done = (counts: UndoCounts) => {
    const each = (count: number, one: string, other: string) =>
      count > 0 ? [`${people(count)} ${format.plural(count, { one, other })}`] : [];
    const parts = [
      ...each(counts.removed, 'eliminada de nuevo', 'eliminadas de nuevo'),
      ...each(counts.updated, 'puesta como antes', 'puestas como antes'),
      ...each(counts.added, 'traída de vuelta', 'traídas de vuelta'),
    ];
    return parts.length === 0 ? '' : format.list(parts);
  };
  return {
    undo: {
      title: ({ again }) => (again ? 'Anulación de un deshacer' : 'Deshacer una importación'),
      historyName: ({ again }, file) =>
        again ? `Deshacer anulado: ${file}` : `Importación deshecha: ${file}`,
      undoing: 'Poniendo a las personas como estaban antes…',
      completed: (counts) => {
        const what = done(counts);
        if (what !== '') return `${what}.${stay(counts)}`;
        if (counts.rejected > 0) return `No se ha cambiado a nadie.${stay(counts)}`;
        return 'No había nada que cambiar: todas las personas están como antes.';
      },
      cancelled: (counts, all) => {
        const what = done(counts);
        const before =
          what === '' ? 'No se cambió a nadie antes de cancelar.' : `Antes de cancelar: ${what}.`;
        const left = Math.max(
          0,
          all - counts.added - counts.updated - counts.unchanged - counts.removed,
        );
        const were = format.plural(left, { one: 'no se ha puesto', other: 'no se han puesto' });
        return left === 0 ? before : `${before} ${people(left)} ${were} como antes.`;
      },
      progress: (now, all) => `${format.number(now)} de ${people(all)}`,
      line: (counts) =>
        `${format.number(counts.removed)} eliminadas de nuevo, ${format.number(counts.updated + counts.added)} como antes, ` +
        `${format.number(counts.rejected)} sin tocar`,
      countTitles: {
        removed: 'Eliminadas',
        updated: 'Como antes',
        back: 'De vuelta',
        left: 'Sin tocar',
      },
      left: (count) => `${people(count)} sin tocar`,
      leftHint:
        'El registro indica a quienes cambiaron después, con el valor de antes de la importación y el de ahora. Donde valga el de antes, edite a la persona.',
      facts: { imported: 'Importación del', undone: 'Deshecha' },
      underWay: 'En curso',
      byUndo: (file) =>
        file === undefined
          ? 'Al deshacer una importación'
          : `Al deshacer la importación de ${file}`,
      log: {
        columns: [
          'Nombre',
          'Teléfono',
          'Atributo',
          'Antes de la importación',
          'Después de la importación',
          'Ahora',
          'Motivo',
        ],
        changedSince: (by, iso) =>
          `Cambió después; la última vez, el ${format.date(iso)} por ${by.trim() === '' ? 'alguien' : by.trim()}.`,
        noValues: 'Los valores anteriores ya no se conservan.',
      },
    },
  };
}
