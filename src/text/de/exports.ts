import type {
  ExportChanges,
  ExportFormat,
  ExportNetwork,
} from '../../domain/operations/export-facts.ts';
import type { Text } from '../en.ts';
import { exportFileName } from '../export-file-name.ts';
import type { Format } from '../format.ts';

const networkTitles: Readonly<Record<ExportNetwork, string>> = {
  All: 'Alle Personen',
  Employee: 'Netzwerk „Mitarbeitende“',
  Others: 'Netzwerk „Andere“',
};

const networkChoices: Readonly<Record<ExportNetwork, string>> = {
  All: 'Alle',
  Employee: 'Mitarbeitende',
  Others: 'Andere',
};

const formatNames: Readonly<Record<ExportFormat, string>> = { csv: 'CSV', xlsx: 'Excel' };

/** Sentences about exports: asking for one, what came of it, and those that come again and again. */
export function exportWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'exports' | 'schedules' | 'settings'> {
  const number = (value: number) => format.number(value);
  const dayOrTime = (changes: ExportChanges, since?: string) => {
    if (changes.kind === 'since-date') return format.day(changes.day);
    return since === undefined ? undefined : format.dateTime(since);
  };
  const columnCount = (columns: number) =>
    `${number(columns)} ${format.plural(columns, { one: 'Spalte', other: 'Spalten' })}`;

  return {
    exports: {
      title: 'Personen exportieren',
      intro:
        'Das Verzeichnis oder ein Teil davon als Datei. Ich schreibe Ihnen hier, sobald sie fertig ist.',
      network: 'Welche Personen?',
      networkChoices,
      columns: 'Spalten',
      columnsChosen: (chosen, all) =>
        chosen >= all ? 'Alle Spalten' : `${number(chosen)} von ${columnCount(all)}`,
      columnsHint:
        'Telefonnummer und Netzwerk stehen in jeder Datei. Ist keine Spalte angekreuzt, gelten alle.',
      changes: 'Alle oder nur Änderungen?',
      changesChoices: {
        all: 'Alle',
        'since-date': 'Nur Änderungen seit einem bestimmten Tag',
        'since-last': 'Nur Änderungen seit meinem letzten Export',
      },
      changesHint:
        'Eine solche Datei sagt zu jeder Person, ob sie hinzugefügt, geändert, verschoben oder gelöscht wurde.',
      since: 'Seit welchem Tag (bei „seit einem bestimmten Tag“)',
      lastExports: (exports) =>
        exports.length === 0
          ? 'Von Ihnen gibt es noch keinen Export: „seit meinem letzten Export“ liefert beim ersten Mal alle.'
          : `Ihre letzten Exporte: ${format.list(
              exports.map(
                ({ network, at }) => `${networkChoices[network]} (${format.dateTime(at)})`,
              ),
            )}.`,
      format: 'Format',
      formatChoices: {
        csv: 'CSV-Datei, die sich wieder importieren lässt',
        xlsx: 'Excel-Arbeitsmappe',
      },
      sinceMissing: 'Wählen Sie den Tag, ab dem Änderungen zählen.',
      sinceLongAgo: 'Wählen Sie einen Tag aus diesem Jahrhundert oder alle Personen.',
      sinceInFuture: 'Wählen Sie einen Tag, der nicht in der Zukunft liegt.',

      fileName: exportFileName,

      titleFor: (network) => `Export – ${networkTitles[network ?? 'All']}`,
      subtitle: (fileName, network, scheduled) =>
        [
          fileName,
          networkTitles[network ?? 'All'],
          ...(scheduled === true ? ['nach Zeitplan'] : []),
        ].join(' · '),
      facts: { people: 'Personen', columns: 'Spalten', format: 'Format', asked: 'Anfrage' },
      byScheduleOf: (name) =>
        name.trim() === '' ? 'nach Zeitplan' : `${name.trim()}, nach Zeitplan`,
      bySchedule: 'nach Zeitplan',
      formatName: (kind) => formatNames[kind],
      columnsFact: (columns) =>
        columns === 'all'
          ? 'Alle'
          : columns.length === 0
            ? 'Telefonnummer und Netzwerk'
            : `${number(columns.length)} neben Telefonnummer und Netzwerk`,
      peopleFact: (changes, counts) => {
        if (changes.kind === 'all') return 'Alle';
        if (changes.kind === 'since-last' && counts !== undefined && counts.since === undefined) {
          return 'Alle, weil es noch keinen Export gab';
        }
        const since = dayOrTime(changes, counts?.since);
        return since === undefined
          ? 'Seit dem letzten Export geändert'
          : `Seit dem ${since} geändert`;
      },
      progress: (done, total) =>
        total === undefined || total <= 0
          ? `Bisher ${people(done)}`
          : `${number(done)} von etwa ${people(total)}`,

      line: (changes, counts, unreadable) => {
        const since = dayOrTime(changes, counts.since);
        const what =
          counts.since === undefined
            ? people(counts.people)
            : counts.people === 0
              ? 'keine Änderung'
              : `${number(counts.added)} neu, ${number(counts.changed)} geändert, ` +
                `${number(counts.moved)} verschoben, ${number(counts.deleted)} gelöscht`;
        const when = counts.since === undefined || since === undefined ? '' : ` seit dem ${since}`;
        return `${what}${when}${unreadable > 0 ? `; ${number(unreadable)} nicht lesbar` : ''}`;
      },
      unreadable: (count) => `${people(count)} nicht lesbar`,
      unreadableHint:
        'Das Fehlerprotokoll nennt die Datensätze. Sie sind noch da: Wer Rollcall betreibt, kann sie untersuchen.',
      completed: (changes, counts) => {
        const inFile = `Die Datei enthält ${people(counts.people)}`;
        const since = dayOrTime(changes, counts.since);
        if (counts.since !== undefined && since !== undefined) {
          return counts.people === 0
            ? `Seit dem ${since} wurde niemand hinzugefügt, geändert, verschoben oder gelöscht.`
            : `${inFile}: alle, die seit dem ${since} hinzugefügt, geändert, verschoben oder gelöscht wurden.`;
        }
        if (changes.kind !== 'all') {
          return `Es gab keinen früheren Export zum Vergleichen; deshalb enthält die Datei alle: ${people(counts.people)}.`;
        }
        return counts.people === 0 ? 'Die Datei enthält niemanden.' : `${inFile}.`;
      },
      countTitles: {
        added: 'Neu',
        changed: 'Geändert',
        moved: 'Verschoben',
        deleted: 'Gelöscht',
      },
      cancelled: 'Abgebrochen; es wurde keine Datei erstellt.',

      errorLog: {
        columns: ['Datensatz', 'Grund'],
        damaged:
          'Dieser Datensatz ist nicht lesbar; deshalb steht die Person nicht in der Datei. Er wurde nicht verändert; wer Rollcall betreibt, kann ihn untersuchen.',
        more: (more) =>
          `und ${number(more)} ${format.plural(more, { one: 'weiterer, der hier nicht genannt ist', other: 'weitere, die hier nicht genannt sind' })}`,
      },

      schedule: {
        intro:
          'Exportiert von selbst, was oben ausgewählt ist: alle oder die Änderungen seit dem letzten Lauf. Sie erhalten jedes Mal eine Nachricht.',
        every: 'Wie oft?',
        everyChoices: { day: 'Täglich', week: 'Wöchentlich', month: 'Monatlich' },
        weekday: 'Wochentag (bei „Wöchentlich“)',
        day: 'Tag des Monats (bei „Monatlich“)',
        hour: (timeZone) => `Uhrzeit (${timeZone})`,
      },
      scheduleNeedsOther:
        'Ein Zeitplan exportiert alle oder die Änderungen seit seinem letzten Lauf. Wählen Sie eines davon.',
      scheduleSaved: 'Der Zeitplan ist gespeichert.',
      tooManySchedules: (most) =>
        `Eine Organisation kann höchstens ${number(most)} ${format.plural(most, { one: 'Zeitplan', other: 'Zeitpläne' })} haben. Entfernen Sie zuerst einen.`,
      settingsSaved: 'Gespeichert.',
    },

    schedules: {
      title: 'Export-Zeitpläne',
      intro: 'Jeder exportiert von selbst; die Datei erhält, wer den Zeitplan angelegt hat.',
      empty: 'Noch wird nichts nach Zeitplan exportiert.',
      emptyHow:
        'Schreiben Sie „export“, wählen Sie aus, was exportiert wird, und drücken Sie „Zeitplan…“.',
      what: ({ network, changes, columns, format: kind }) =>
        [
          changes.kind === 'all' ? networkTitles[network] : changesIn[network],
          formatNames[kind],
          ...(columns === 'all' ? [] : [columnCount(columns.length + alwaysThere)]),
        ].join(' · '),
      rhythm: ({ every, hour, weekday = 1, day = 1, timeZone }) => {
        const time = `um ${format.clock(hour)} Uhr (${timeZone})`;
        if (every === 'day') return `Täglich ${time}`;
        if (every === 'week') return `Jeden ${format.weekday(weekday)} ${time}`;
        // Not every month is that long.
        const orLast = day > 28 ? ' oder letzten Tag' : '';
        return `Am ${number(day)}.${orLast} jedes Monats ${time}`;
      },
      by: (name) => (name.trim() === '' ? '' : `von ${name.trim()}`),
      next: (iso) => `Nächster Lauf: ${format.dateTime(iso)}`,
      paused: (why) =>
        why === 'by-hand'
          ? 'Angehalten'
          : 'Angehalten: Wer ihn angelegt hat, darf nicht mehr exportieren',
      more: (more) =>
        `und ${number(more)} ${format.plural(more, { one: 'weiterer', other: 'weitere' })}`,
      removeTitle: 'Diesen Zeitplan entfernen?',
      removeWhat: (what, rhythm) =>
        `${what}. ${rhythm}. Die bisher erstellten Dateien bleiben im Exportverlauf.`,
    },

    settings: {
      title: 'Einstellungen',
      intro: 'Was für alle in Ihrer Organisation gilt.',
      delimiter: 'Trennzeichen von CSV-Dateien',
      delimiterChoices: { ',': 'Komma', ';': 'Semikolon' },
      delimiterHint:
        'In vielen europäischen Ländern erwartet Excel das Semikolon. Das gilt für exportierte Dateien; importieren lassen sich Dateien mit beiden.',
      signIn: 'Wer sich anmeldet, kommt ins Verzeichnis',
      signInHint:
        'Wer aus Ihrer Organisation mir schreibt oder mich installiert, kommt mit Name und E-Mail-Adresse aus Teams ins Netzwerk „Mitarbeitende“. Gäste nicht.',
    },
  };
}

/** Phone number and network. */
const alwaysThere = 2;

const changesIn: Readonly<Record<ExportNetwork, string>> = {
  All: 'Änderungen aller Personen',
  Employee: 'Änderungen im Netzwerk „Mitarbeitende“',
  Others: 'Änderungen im Netzwerk „Andere“',
};
