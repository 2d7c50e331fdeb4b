import type { Network } from '../../domain/network.ts';
import type { Source } from '../../domain/person.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';
import { ownValue } from '../own-value.ts';

const sources: Readonly<Record<Source, string>> = {
  admin: 'Durch einen Admin',
  group: 'Über eine Gruppe',
  signin: 'Durch Anmeldung mit Geschäftskonto',
  entra: 'Aus Microsoft Entra ID',
};

/** Sentences about people: lists of them, one of them, and what is done with them. */
export function directoryWords(
  format: Format,
  words: {
    readonly people: (count: number) => string;
    readonly network: (network: Network) => string;
  },
): Pick<
  Text,
  | 'source'
  | 'ownValue'
  | 'directory'
  | 'find'
  | 'profile'
  | 'personHistory'
  | 'form'
  | 'deletion'
  | 'bulk'
> {
  const number = (value: number) => format.number(value);
  const { people, network: networkName } = words;
  /** In someone's history it is as the record has it. */
  const recordedNetwork = (value: string) =>
    value === 'Employee' || value === 'Others' ? networkName(value) : value;
  return {
    source: (source) => sources[source],

    ownValue: (type, value) => ownValue(format, { yes: 'Ja', no: 'Nein' }, type, value),

    directory: {
      title: 'Verzeichnis',
      updating:
        'Ein Import läuft oder ist gerade zu Ende gegangen: Die neuesten Personen können hier für einen Moment fehlen.',
      page: (first, last, total) =>
        first === 1 && last === total
          ? `${people(total)}, nach Namen`
          : `${number(first)}–${number(last)} von ${people(total)}, nach Namen`,
      filteredBy: ({ department, source }) =>
        [
          ...(department === undefined ? [] : [`Abteilung: ${department}`]),
          ...(source === undefined ? [] : [`Herkunft: ${sources[source]}`]),
        ].join(' · '),
      empty: 'Hier ist noch niemand.',
      emptyHow: (network) =>
        `Importieren Sie eine Datei für das Netzwerk „${networkName(network)}“ oder fügen Sie Personen einzeln hinzu.`,
      emptyFiltered: 'Zu diesem Filter passt hier niemand.',
      emptyFilteredHow: 'Wählen Sie eine andere Abteilung oder Herkunft oder zeigen Sie alle an.',
      department: 'Abteilung',
      source: 'Herkunft',
      allDepartments: 'Alle Abteilungen',
      allSources: 'Jede Herkunft',
      departmentChoice: (name, count) => `${name} (${number(count)})`,
      moreDepartments: 'Hier stehen nur die größten Abteilungen.',
      select: 'Wen möchten Sie verschieben oder löschen?',
      selectDelete: 'Wen möchten Sie löschen?',
      nobodySelected: 'Wählen Sie mindestens eine Person aus.',
      search: 'Person suchen',
      searchHint: 'Name, Telefon, E-Mail oder Personalnummer',
      pickOne: 'Wählen Sie eine Person aus der Liste.',
    },

    find: {
      title: 'Person suchen',
      found: (query, shown, more) => {
        const match = format.plural(shown, { one: 'passt', other: 'passen' });
        return more
          ? `Mehr als ${people(shown)} ${match} zu „${query}“. Geben Sie mehr vom Namen an, um die Suche einzugrenzen.`
          : `${people(shown)} ${match} zu „${query}“.`;
      },
      nothing: (query) => `Niemand passt zu „${query}“.`,
      nothingHow:
        'Versuchen Sie es mit dem Anfang des Vor- oder Nachnamens, der Telefonnummer in beliebiger Schreibweise, der E-Mail-Adresse oder der Personalnummer.',
      ask: 'Beginnen Sie zu schreiben und wählen Sie aus der Liste.',
      orSay:
        'Oder schreiben Sie „find“ und dazu einen Namen, eine Telefonnummer, eine E-Mail-Adresse oder eine Personalnummer.',
    },

    profile: {
      facts: {
        source: 'Herkunft',
        linked: 'Geschäftskonto',
        added: 'Hinzugefügt am',
        changed: 'Letzte Änderung',
        groups: 'Gemeinsame Gruppen',
        name: 'Name',
      },
      network: (network) => `Netzwerk „${networkName(network)}“`,
      isLinked: 'Verknüpft',
      isNotLinked: 'Nicht verknüpft',
      changed: (iso, by, operation) =>
        operation === undefined
          ? byAt(format, iso, by)
          : `${byAt(format, iso, by)}, mit ${operation}`,
      linkedNote: `Wer mit einem Geschäftskonto verknüpft ist, kann nicht zu „${networkName('Others')}“ verschoben oder gelöscht werden.`,
      noName: 'Noch kein Name',
      deletedTitle: 'Gelöscht',
      deleted: (deletedIso, untilIso) =>
        `Gelöscht am ${format.date(deletedIso)}. Wiederherstellen ist bis zum ${format.date(untilIso)} möglich.`,
      deletedForGood: (deletedIso) =>
        `Gelöscht am ${format.date(deletedIso)}. Die Frist zum Wiederherstellen ist abgelaufen.`,
    },

    personHistory: {
      title: (name) => `Verlauf von ${name}`,
      empty: 'Seit diese Person ins Verzeichnis kam, wurde nichts geändert.',
      page: (page, pages) => `Seite ${number(page)} von ${number(pages)}`,
      byAt: (iso, by) => byAt(format, iso, by),
      byImport: (file) => (file === undefined ? 'Durch einen Import' : `Durch den Import ${file}`),
      moved: (before, after) =>
        before === ''
          ? `Netzwerk: ${recordedNetwork(after)}`
          : `Verschoben: ${recordedNetwork(before)} → ${recordedNetwork(after)}`,
      deletedOrRestored: ({ after }) => (after === '' ? 'Wiederhergestellt' : 'Gelöscht'),
      linked: ({ after }) =>
        after === ''
          ? 'Nicht mehr mit einem Geschäftskonto verknüpft'
          : 'Mit einem Geschäftskonto verknüpft',
      merged: (name) => `Mit einem anderen Datensatz derselben Person zusammengeführt: ${name}`,
      more: (more) =>
        `und ${number(more)} ${format.plural(more, { one: 'weitere Änderung', other: 'weitere Änderungen' })}`,
    },

    form: {
      addTitle: 'Person hinzufügen',
      editTitle: (name) => `${name} bearbeiten`,
      intro: 'Felder mit Stern werden benötigt; alles andere hat Zeit.',
      network: 'Netzwerk',
      needsCorrection: (label) => `${label} – bitte korrigieren`,
      phoneHint: 'Mit + und Landesvorwahl, z.\u00A0B. +49 30 23125 123',
      numberHint: 'Eine Zahl, z.\u00A0B. 12,5',
      missing: (label) => `${label}: bitte ausfüllen.`,
      choose: 'Keine Angabe',
      problems: (count) =>
        `${number(count)} ${format.plural(count, { one: 'Feld muss', other: 'Felder müssen' })} korrigiert werden. Es wurde noch nichts gespeichert.`,
      tooLongToEdit: (label) =>
        `${label}: zu lang, um hier bearbeitet zu werden; der Wert bleibt, wie er ist.`,
      notShownAgain: (label) =>
        `${label}: Ihre Eingabe ist zu lang, um noch einmal angezeigt zu werden; geben Sie sie neu ein.`,
      taken: (name) => `Diese Telefonnummer gehört ${name}.`,
      takenHow:
        'Öffnen Sie jene Person oder geben Sie eine andere Nummer ein. Es wurde noch nichts gespeichert.',
      changedTitle: 'Jemand anderes hat diese Person inzwischen geändert',
      changedHow:
        'Ihre Änderungen stehen unten und sind noch nicht gespeichert. Sie entscheiden, welche gelten.',
      changedBy: (iso, by) => byAt(format, iso, by),
    },

    deletion: {
      title: (count) => (count === 1 ? 'Diese Person löschen?' : `${people(count)} löschen?`),
      restorable: 'Wiederherstellen ist 30 Tage lang möglich.',
      linked: (count) =>
        `${number(count)} der ausgewählten Personen ${format.plural(count, {
          one: 'ist mit einem Geschäftskonto verknüpft und kann',
          other: 'sind mit einem Geschäftskonto verknüpft und können',
        })} nicht gelöscht werden:`,
      linkedAlone:
        'Diese Person ist mit einem Geschäftskonto verknüpft und kann nicht gelöscht werden. Entfernen Sie stattdessen das Konto in Microsoft Entra ID.',
      linkedPerson: (name) => `${name} (verknüpft)`,
      more: (more) => `und ${number(more)} weitere`,
    },

    bulk: {
      moved: (count, network) =>
        network === undefined
          ? `${people(count)} verschoben.`
          : `${people(count)} zu „${networkName(network)}“ verschoben.`,
      deleted: (count) => (count === 0 ? 'Niemand wurde gelöscht.' : `${people(count)} gelöscht.`),
      noneMoved: 'Niemand wurde verschoben.',
      restorable: 'Wiederherstellen ist 30 Tage lang möglich.',
      refusedTitle: (count) =>
        `${people(count)} ${format.plural(count, { one: 'bleibt, wie sie war', other: 'bleiben, wie sie waren' })}:`,
      refused: (name, reason, what) => `${name}: ${refusal(reason, what, networkName('Employee'))}`,
      more: (more) => `und ${number(more)} weitere, aus Gründen derselben Art`,
      missing: (count) =>
        `${people(count)} ${format.plural(count, { one: 'ist', other: 'sind' })} nicht mehr im Verzeichnis.`,
    },
  };
}

function byAt(format: Format, iso: string, by: string): string {
  const at = format.dateTime(iso);
  return by.trim() === '' ? at : `${at}, von ${by.trim()}`;
}

/** Why one person was left out of what was done to several. Reasons of a later version get a sentence too. */
function refusal(reason: string, what: 'moved' | 'deleted', employee: string): string {
  switch (reason) {
    case 'linked':
      return what === 'moved'
        ? `mit einem Geschäftskonto verknüpft und bleibt deshalb in „${employee}“`
        : 'mit einem Geschäftskonto verknüpft; entfernen Sie stattdessen das Konto in Microsoft Entra ID';
    case 'already-there':
      return 'ist schon dort';
    case 'changed-meanwhile':
      return 'wurde gerade von jemand anderem geändert; versuchen Sie es noch einmal';
    case 'deleted':
      return 'wurde schon gelöscht';
    default:
      return `konnte nicht ${what === 'moved' ? 'verschoben' : 'gelöscht'} werden; versuchen Sie es noch einmal`;
  }
}
