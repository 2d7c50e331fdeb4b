import { isOwnKey } from '../../domain/attributes.ts';
import type { BuiltInAttribute } from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import type { PersonFact } from '../../domain/person.ts';
import type { OperationKind, StatusWord } from '../../domain/operations/operation.ts';
import { statusWord } from '../../domain/operations/operation.ts';
import { doctorWords } from '../en-doctor.ts';
import { wholePercent } from '../en.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';
import { auditFile } from './audit.ts';
import { directoryWords } from './directory.ts';
import { errorSentences } from './errors.ts';
import { exportWords } from './exports.ts';
import { groupWords } from './groups.ts';
import { organizationWords } from './organization.ts';
import { rowReason } from './reasons.ts';
import { syncWords } from './sync.ts';
import { undoWords } from './undo.ts';

/** Every user-facing sentence, in German, with the reader's numbers and dates. */
export function de(format: Format): Text {
  const number = (value: number) => format.number(value);
  /** "3 Zeilen": a number with its word */
  const many = (count: number, one: string, other: string) =>
    `${number(count)} ${format.plural(count, { one, other })}`;
  const rows = (n: number) => many(n, 'Zeile', 'Zeilen');
  const people = (n: number) => many(n, 'Person', 'Personen');

  return {
    language: 'de',
    format,
    count: {
      rows,
      people,
      rowsRejected: (n) => `${rows(n)} abgelehnt`,
      line: (counts) =>
        `${number(counts.added)} neu, ${number(counts.updated)} geändert, ` +
        `${number(counts.unchanged)} unverändert, ${number(counts.rejected)} abgelehnt`,
    },
    ...directoryWords(format, { people, network: (network) => networkNames[network] }),
    ...organizationWords(format),
    ...groupWords(format, { people }),
    ...exportWords(format, { people }),
    ...syncWords(format, { people }),
    ...undoWords(format, { people }),
    // Read by those who run the deployment, next to the English of logs.
    ...doctorWords(format),
    network: (network) => networkNames[network],
    attribute: (key, own) =>
      isOwnKey(key)
        ? (own?.find((attribute) => attribute.key === key)?.name ?? 'Ein entferntes Attribut')
        : attributes[key],
    attributeNames: attributes,
    auditFile,
    status: (state) => statusNames[statusWord(state)],
    error: (error) => errorSentences(format)[error.code](error.details),
    rowReason: (problem) => rowReason(problem, format),

    buttons: {
      continue: 'Weiter',
      cancel: 'Abbrechen',
      import: 'Importieren',
      refresh: 'Aktualisieren',
      directory: 'Verzeichnis',
      next: 'Nächste Seite',
      previous: 'Vorherige Seite',
      download: 'Herunterladen',
      downloadTemplate: 'Vorlage herunterladen',
      downloadErrorLog: 'Fehlerprotokoll herunterladen',
      viewDirectory: 'Verzeichnis anzeigen',
      view: 'Anzeigen',
      open: 'Öffnen',
      filterBy: 'Filtern nach…',
      filter: 'Filtern',
      showAll: 'Alle anzeigen',
      select: 'Auswählen…',
      moveTo: {
        Employee: 'Zu „Mitarbeitende“ verschieben',
        Others: 'Zu „Andere“ verschieben',
      },
      edit: 'Bearbeiten',
      delete: 'Löschen',
      keep: 'Behalten',
      restore: 'Wiederherstellen',
      history: 'Verlauf',
      back: 'Zurück',
      showImport: 'Import anzeigen',
      addUser: 'Person hinzufügen',
      addPerson: 'Person hinzufügen',
      save: 'Speichern',
      saveMine: 'Meine trotzdem speichern',
      keepTheirs: 'Meine verwerfen',
      addAdmin: 'Admin hinzufügen',
      add: 'Hinzufügen',
      remove: 'Entfernen',
      addAttribute: 'Attribut hinzufügen',
      exportAudit: 'Änderungsprotokoll exportieren',
      createRequest: 'Export anfordern',
      chooseColumns: 'Spalten auswählen…',
      schedule: 'Zeitplan…',
      saveSchedule: 'Zeitplan speichern',
      schedules: 'Zeitpläne',
      pause: 'Anhalten',
      resume: 'Fortsetzen',
      syncNow: 'Jetzt synchronisieren',
      startSync: 'Synchronisierung starten',
      resetSync: 'Zurücksetzen',
      changeMapping: 'Zuordnung ändern',
      undoImport: 'Import zurücknehmen',
      undoUndo: 'Rücknahme aufheben',
    },

    commands: {
      import: 'Personen importieren',
      template: 'Vorlage herunterladen',
      'import history': 'Importverlauf',
      export: 'Personen exportieren',
      'export history': 'Exportverlauf',
      schedules: 'Export-Zeitpläne',
      directory: 'Verzeichnis',
      find: 'Person suchen',
      'add user': 'Person hinzufügen',
      group: 'Gruppen',
      'group add': 'Zu einer Gruppe hinzufügen',
      admins: 'Admins',
      attributes: 'Attribute',
      audit: 'Änderungsprotokoll',
      sync: 'Entra-Synchronisierung',
      'sync history': 'Synchronisierungsverlauf',
      settings: 'Einstellungen',
      help: 'Hilfe',
      cancel: 'Abbrechen',
    },

    home: {
      title: 'Rollcall',
      greeting: (name) =>
        name === undefined || name.trim() === ''
          ? 'Hallo! Ich führe das Verzeichnis Ihrer Organisation.'
          : `Hallo ${name.trim()}! Ich führe das Verzeichnis Ihrer Organisation.`,
      whatToDo: 'Senden Sie mir jederzeit eine CSV-Datei mit Personen oder wählen Sie:',
      nothingAllowed:
        'Nur Admins können mit dem Verzeichnis arbeiten. Bitten Sie die Mandantenadmins Ihrer Organisation, Sie zum Admin zu machen.',
      notUnderstood: (said) =>
        said.trim() === ''
          ? 'Das habe ich nicht verstanden. Das kann ich für Sie tun:'
          : `„${said.trim()}“ habe ich nicht verstanden. Das kann ich für Sie tun:`,
      groups: {
        import: 'Import',
        export: 'Export',
        directory: 'Verzeichnis',
        organization: 'Organisation',
        entra: 'Microsoft Entra',
        other: 'Weiteres',
      },
    },

    import: {
      title: 'Personen importieren',
      intro:
        'Mit einer CSV-Datei können Sie viele Personen auf einmal hinzufügen oder ändern. Bevor etwas geschrieben wird, sehen Sie, was sich ändern würde.',
      chooseNetwork: 'Zu welchem Netzwerk gehören die Personen?',
      networkLabel: 'Netzwerk',
      networkChoices: networkNames,
      networkMissing: 'Wählen Sie zuerst „Mitarbeitende“ oder „Andere“.',
      orCancel: 'Oder schreiben Sie „cancel“.',
      ofFile: (fileName, sentence) => `${fileName}: ${sentence}`,
      beingReceived: (fileName) =>
        `Ich nehme ${fileName} bereits entgegen. Wenn innerhalb einer Minute keine Karte dazu kommt, senden Sie die Datei noch einmal.`,
      personalChatOnly:
        'Machen wir das in unserem persönlichen Chat, den nur Sie sehen: Öffnen Sie einen Chat mit mir und schreiben Sie es dort.',
      sendFile: 'Senden Sie die CSV-Datei hier.',
      sendFileFor: (network) =>
        `Senden Sie hier die CSV-Datei für das Netzwerk „${networkNames[network]}“.`,
      sendFileHow:
        'Verwenden Sie die Büroklammer unter dem Nachrichtenfeld oder ziehen Sie die Datei in diesen Chat.',
      needsPhone: 'Jede Person braucht eine Telefonnummer; alle anderen Spalten können wegbleiben.',
      fileReceived: (fileName) => `Ihre Datei ${fileName} ist angekommen.`,
      fileKept: 'Die Datei ist gespeichert. Wählen Sie das Netzwerk, um fortzufahren.',
    },

    template: {
      title: 'CSV-Vorlage',
      intro:
        'Tragen Sie in jede Zeile eine Person ein und senden Sie die Datei hierher zurück. Nur die Telefonnummer ist erforderlich.',
      saveAs: 'Speichern Sie sie in Excel als „CSV UTF-8“.',
    },

    operation: {
      titleFor: (network) =>
        network === undefined ? 'Import' : `Import – Netzwerk „${networkNames[network]}“`,
      checking: 'Die Datei wird geprüft…',
      nothingWrittenYet: 'Es wurde noch nichts ins Verzeichnis geschrieben.',
      queued: 'Wartet, bis es an der Reihe ist, und beginnt dann von selbst.',
      applying: 'Die Änderungen werden ins Verzeichnis geschrieben…',
      exporting: 'Die Datei wird geschrieben…',
      cancelAsked: 'Wird an der nächsten sicheren Stelle angehalten…',
      progress: (done, total) =>
        total === undefined || total <= 0
          ? `${rows(done)} erledigt`
          : `${number(done)} von ${rows(total)}`,
      percent: (done, total) => format.percent(wholePercent(done, total) / 100),
      youAreTold:
        'Sie erhalten hier eine Nachricht, sobald es fertig ist; den Chat können Sie schließen.',
      countTitles: {
        added: 'Neu',
        updated: 'Geändert',
        unchanged: 'Gleich',
        rejected: 'Abgelehnt',
      },
      facts: {
        file: 'Datei',
        network: 'Netzwerk',
        deleted: 'Gelöscht',
        by: 'Von',
        sent: 'Gesendet',
        ended: 'Beendet',
      },
      completed: ({ added, updated, unchanged }) => {
        if (added + updated > 0) return `${people(added + updated)} ins Verzeichnis geschrieben.`;
        return unchanged > 0
          ? 'Alle Personen der Datei standen schon genau so im Verzeichnis.'
          : 'Niemand wurde ins Verzeichnis geschrieben.';
      },
      fixRejected:
        'Das Fehlerprotokoll enthält die abgelehnten Zeilen, wie Sie sie gesendet haben, jeweils mit dem Grund. Korrigieren Sie sie und senden Sie die ganze Datei zurück.',
      failed: 'Es wird nichts mehr geschrieben.',
      cancelledBefore: 'Abgebrochen, bevor etwas ins Verzeichnis geschrieben wurde.',
      cancelledMidway: ({ added, updated }, notApplied) => {
        if (added + updated === 0) {
          return 'Abgebrochen, bevor jemand ins Verzeichnis geschrieben wurde.';
        }
        const written = `Vor dem Abbruch: ${people(added)} hinzugefügt, ${number(updated)} geändert. Das bleibt so.`;
        return notApplied === 0
          ? written
          : `${written} ${many(notApplied, 'Zeile wurde', 'Zeilen wurden')} nicht übernommen: Das Fehlerprotokoll enthält sie, zum erneuten Senden.`;
      },
      waitsForYou: 'Wartet darauf, dass Sie importieren oder abbrechen',
      waitsForNetwork: 'Wartet darauf, dass Sie das Netzwerk wählen',
      fileGone: 'Die Datei wurde nach Ablauf ihrer Frist gelöscht.',
      keptUntil: (iso) => `Wird bis zum ${format.date(iso)} aufbewahrt.`,
    },

    preview: {
      title: 'Vor dem Import prüfen',
      subtitle: (fileName, network) =>
        network === undefined ? fileName : `${fileName} → Netzwerk „${networkNames[network]}“`,
      nothingWritten: 'Es wurde noch nichts ins Verzeichnis geschrieben.',
      allUnchanged:
        'Alles in dieser Datei steht schon im Verzeichnis. Der Import würde nichts ändern.',
      noneUsable: 'Keine Zeile dieser Datei lässt sich importieren.',
      broughtBack: (n) =>
        `${number(n)} der neuen Personen ${format.plural(n, {
          one: 'war gelöscht und kommt mit dem früheren Datensatz zurück',
          other: 'waren gelöscht und kommen mit ihren früheren Datensätzen zurück',
        })}.`,
      moved: (n) =>
        `${many(n, 'Person wechselt', 'Personen wechseln')} aus dem anderen Netzwerk hierher.`,
      problemsTitle: (shown, all) =>
        shown < all
          ? `Abgelehnte Zeilen: ${number(shown)} von ${number(all)}`
          : 'Abgelehnte Zeilen',
      line: (line) => `Zeile ${number(line)}`,
      addedTitle: (shown, all) =>
        shown < all ? `Neue Personen: ${number(shown)} von ${number(all)}` : 'Neue Personen',
      updatedTitle: (shown, all) =>
        shown < all ? `Änderungen: ${number(shown)} von ${people(all)}` : 'Änderungen',
      change: (field, before, after) =>
        `${field}: ${before === '' ? '(leer)' : before} → ${after === '' ? '(leer)' : after}`,
      moreChanges: (more) => `und ${many(more, 'weitere Änderung', 'weitere Änderungen')}`,
      notUnderstoodTitle: 'Nicht erkannte Spalten',
      notUnderstood: (columns, more) =>
        more > 0 ? `${columns.join(', ')} und ${number(more)} weitere` : columns.join(', '),
      notUnderstoodHint: 'Diese Spalten werden ausgelassen; alles andere wird importiert.',
    },

    notice: {
      title: (kind, state, undo) => {
        const undoName = undo?.again === true ? 'Aufhebung einer Rücknahme' : 'Rücknahme';
        const name = undo === undefined ? operationNames[kind] : undoName;
        return `${name} ${statusInTitle[statusWord(state)]}`;
      },
    },

    history: {
      title: (kind) => historyTitles[kind],
      empty: (kind) => nothingYet[kind],
      emptyPage: 'Ältere Einträge gibt es nicht.',
      byAt: (name, iso) =>
        name.trim() === '' ? format.dateTime(iso) : `${name.trim()} · ${format.dateTime(iso)}`,
      newestFirst: 'Neueste zuerst',
    },

    outcome: {
      importStarted: (fileName) => `Der Import von ${fileName} hat begonnen.`,
      importCancelled: (fileName) => `Der Import von ${fileName} ist abgebrochen.`,
      networkChosen: (network) => `Netzwerk „${networkNames[network]}“.`,
      alreadyDone: (status) => `Das ist schon geschehen. Aktueller Status: ${status}.`,
      beingDone: 'Das wird gerade schon erledigt.',
      doneBefore:
        'Das ist schon geschehen, als die Schaltfläche zum ersten Mal gedrückt wurde. Ein zweites Mal wurde nichts ausgeführt.',
      cancelled: 'Abgebrochen',
      done: 'Erledigt',
      sorry: 'Das hat nicht geklappt',
    },

    cancel: {
      nothingOpen: 'Es gibt keine offene Frage, die sich abbrechen ließe.',
      dropped: 'In Ordnung, ich habe die Frage verworfen.',
      droppedImport: (fileName) =>
        `In Ordnung, ich habe den Import von ${fileName} verworfen. Es wurde nichts geschrieben.`,
      goesOn: (kind, fileName) =>
        `${goingOn[kind](fileName)} läuft weiter. Zum Beenden drücken Sie auf der zugehörigen Karte „Abbrechen“.`,
    },
  };
}

const networkNames: Readonly<Record<Network, string>> = {
  Employee: 'Mitarbeitende',
  Others: 'Andere',
};

const statusNames: Readonly<Record<StatusWord, string>> = {
  Processing: 'Wird verarbeitet',
  Queued: 'In Warteschlange',
  Completed: 'Abgeschlossen',
  Failed: 'Fehlgeschlagen',
  Cancelled: 'Abgebrochen',
};

/** After the name of what has this status; only a noun keeps its capital. */
const statusInTitle: Readonly<Record<StatusWord, string>> = {
  Processing: 'wird verarbeitet',
  Queued: 'in Warteschlange',
  Completed: 'abgeschlossen',
  Failed: 'fehlgeschlagen',
  Cancelled: 'abgebrochen',
};

const operationNames: Readonly<Record<OperationKind, string>> = {
  import: 'Import',
  export: 'Export',
  sync: 'Synchronisierung',
};

const historyTitles: Readonly<Record<OperationKind, string>> = {
  import: 'Importverlauf',
  export: 'Exportverlauf',
  sync: 'Synchronisierungsverlauf',
};

const nothingYet: Readonly<Record<OperationKind, string>> = {
  import: 'Es wurde noch nichts importiert. Schreiben Sie „import“, um zu beginnen.',
  export: 'Es wurde noch nichts exportiert. Schreiben Sie „export“, um zu beginnen.',
  sync: 'Es wurde noch nichts synchronisiert. Schreiben Sie „sync“, um zu beginnen.',
};

const goingOn: Readonly<Record<OperationKind, (fileName: string) => string>> = {
  import: (fileName) => `Der Import von ${fileName}`,
  export: (fileName) => `Der Export ${fileName}`,
  sync: (fileName) => `Die Synchronisierung mit ${fileName}`,
};

const attributes: Readonly<Record<BuiltInAttribute | PersonFact, string>> = {
  phone: 'Telefonnummer',
  firstName: 'Vorname',
  lastName: 'Nachname',
  displayName: 'Anzeigename',
  email: 'E-Mail',
  jobTitle: 'Position',
  department: 'Abteilung',
  location: 'Standort',
  employeeId: 'Personalnummer',
  network: 'Netzwerk',
  deleted: 'Gelöscht',
  linked: 'Mit einem Geschäftskonto verknüpft',
  merged: 'Zusammengeführt mit',
};
