import type { ErrorCode, ErrorDetails } from '../../errors.ts';
import { endless, isExport, isSync, maxInWorkbook, saidDetail } from '../error-details.ts';
import type { Format } from '../format.ts';

type Sentence = (details: ErrorDetails) => string;

/** One sentence on what happened and one on what to do next; a missing detail leaves a good sentence. */
export function errorSentences(format: Format): Readonly<Record<ErrorCode, Sentence>> {
  const said = saidDetail(format);
  const notCsv =
    (what: string, next: string): Sentence =>
    () =>
      `Das ist ${what} und keine CSV-Datei. ${next}`;
  return {
    'not-an-admin': (details) => {
      const admins = said(details, 'admins');
      return admins === undefined
        ? 'Dafür müssen Sie Admin des Verzeichnisses sein. Bitten Sie die Mandantenadmins Ihrer Organisation, es zu tun oder Sie zum Admin zu machen.'
        : `Dafür müssen Sie Admin des Verzeichnisses sein. Wenden Sie sich an die Mandantenadmins Ihrer Organisation: ${admins}.`;
    },
    'other-organization': () =>
      'Das geht nicht, weil es zu einer anderen Organisation gehört. Wenden Sie sich an die Mandantenadmins jener Organisation.',
    'needs-tenant-admin': () =>
      'Dafür müssen Sie Mandantenadmin sein. Bitten Sie die Mandantenadmins Ihrer Organisation, es zu tun oder Sie dazu zu machen.',
    'no-organization': () =>
      'Ich kann nicht erkennen, zu welcher Organisation Sie gehören, und deshalb kein Verzeichnis öffnen. Melden Sie sich mit Ihrem Geschäftskonto bei Teams an und versuchen Sie es noch einmal.',
    'file-in-group-chat': () =>
      'In einem Kanal oder Gruppenchat kann ich keine Dateien annehmen. Öffnen Sie unseren persönlichen Chat und senden Sie die Datei dort.',
    'file-empty': () =>
      'Diese Datei ist leer. Sie braucht mindestens eine Kopfzeile und eine Person; senden Sie sie dann noch einmal.',
    'file-is-workbook': notCsv(
      'eine Excel-Arbeitsmappe',
      'Wählen Sie in Excel „Datei“, „Speichern unter“, „CSV UTF-8“ und senden Sie diese Datei.',
    ),
    'file-is-image': notCsv(
      'ein Bild',
      'Senden Sie die Personen als CSV-Datei; mit „template“ erhalten Sie eine Vorlage zum Ausfüllen.',
    ),
    'file-is-web-page': notCsv(
      'eine Webseite',
      'Auf dem Handy kann das statt der eigentlichen Datei ankommen: Senden Sie sie noch einmal aus der Dateien-App oder von einem Computer.',
    ),
    'file-is-pdf': notCsv(
      'ein PDF',
      'Senden Sie die Personen als CSV-Datei; mit „template“ erhalten Sie eine Vorlage zum Ausfüllen.',
    ),
    'file-is-archive': notCsv(
      'ein komprimiertes Archiv',
      'Entpacken Sie es und senden Sie die CSV-Datei daraus.',
    ),
    'file-is-json': notCsv(
      'eine JSON-Datei',
      'Speichern Sie sie in dem Programm, aus dem sie stammt, als CSV und senden Sie diese.',
    ),
    'file-is-binary': notCsv(
      'eine Binärdatei',
      'Speichern Sie sie in dem Programm, aus dem sie stammt, als CSV und senden Sie diese.',
    ),
    'file-too-large': (details) => {
      const limit = said(details, 'limitMb');
      const size = said(details, 'fileMb');
      const what =
        size === undefined
          ? 'Diese Datei ist zu groß'
          : `Diese Datei ist mit ${size}\u00A0MB zu groß`;
      const most =
        limit === undefined
          ? ''
          : `; auf einmal lassen sich höchstens ${limit}\u00A0MB importieren`;
      return `${what}${most}. Teilen Sie sie in mehrere Dateien auf und senden Sie diese nacheinander.`;
    },
    'file-address-refused': () =>
      'Von dieser Adresse rufe ich keine Dateien ab. Hängen Sie die Datei stattdessen an eine Nachricht in diesem Chat an.',
    'file-address-expired': () =>
      'Die Datei konnte nicht mehr von Teams abgerufen werden, denn ihre Adresse gilt nur wenige Minuten. Senden Sie die Datei noch einmal.',
    'file-address-slow': () =>
      'Teams hat zu lange gebraucht, um die Datei zu übergeben. Senden Sie sie gleich noch einmal.',
    'file-address-failed': ({ status }) =>
      `Teams hat die Datei nicht übergeben${status === undefined ? '' : ` (Antwort ${String(status)})`}. Senden Sie die Datei noch einmal.`,
    'too-many-files': (details) => {
      const limit = said(details, 'limit');
      const minutes = said(details, 'minutes');
      const when = minutes === undefined ? 'auf einmal' : `in ${minutes} Minuten`;
      const most = limit === undefined ? '' : `; ${when} sind höchstens ${limit} möglich`;
      return `Das sind zu viele Dateien${most}. Ich habe keine davon angenommen: Warten Sie etwas und senden Sie immer nur ein paar.`;
    },
    'no-phone-column': (details) => {
      const columns = said(details, 'columns');
      const found = columns === undefined ? '' : ` Gefundene Spalten: ${columns}.`;
      return `Keine Spalte enthält Telefonnummern, und daran werden die Personen erkannt.${found} Nennen Sie eine Spalte „Phone number“ und senden Sie die Datei noch einmal.`;
    },
    'no-header': () =>
      'Die Datei hat keine Kopfzeile. Schreiben Sie die Namen der Spalten in die erste Zeile, darunter „Phone number“, und senden Sie sie noch einmal.',
    'two-columns-for-one': (details) => {
      const first = said(details, 'first');
      const second = said(details, 'second');
      const which =
        first === undefined || second === undefined
          ? 'Zwei Spalten bedeuten'
          : `Die Spalten „${first}“ und „${second}“ bedeuten`;
      return `${which} dasselbe, und ich kann nicht erkennen, welche gilt. Entfernen Sie eine davon oder benennen Sie sie um und senden Sie die Datei noch einmal.`;
    },
    'no-usable-row': () =>
      'Keine Zeile dieser Datei lässt sich importieren. Prüfen Sie, ob unter der Kopfzeile Personen mit Telefonnummer stehen, und senden Sie sie noch einmal.',
    'unknown-encoding': () =>
      'Ich kann die Zeichen dieser Datei nicht lesen. Speichern Sie sie als „CSV UTF-8“ und senden Sie sie noch einmal.',
    'operation-gone': (details) =>
      isSync(details)
        ? 'Diese Synchronisierung gibt es nicht mehr. Schreiben Sie „sync history“, um die vorhandenen zu sehen, oder „sync“ für eine neue.'
        : isExport(details)
          ? 'Diesen Export gibt es nicht mehr. Schreiben Sie „export history“, um die vorhandenen zu sehen, oder „export“ für einen neuen.'
          : 'Diesen Import oder Export gibt es nicht mehr. Schreiben Sie „import history“ oder „export history“, um die vorhandenen zu sehen, oder beginnen Sie neu.',
    'operation-not-yours': (details) =>
      `Das geht nicht, weil es jemand anderem gehört. Fragen Sie die Person, die es begonnen hat, oder ${isExport(details) ? 'fordern Sie mit „export“ einen eigenen Export an' : 'senden Sie Ihre eigene Datei'}.`,
    'operation-not-waiting': (details) =>
      `Auf diese Antwort wartet nichts mehr. Mit „${isSync(details) ? 'sync' : isExport(details) ? 'export' : 'import'} history“ sehen Sie den aktuellen Stand.`,
    'nothing-to-undo': () =>
      'Hier gibt es nichts zurückzunehmen, weil dabei niemand geändert wurde. Mit „import history“ sehen Sie, was sonst importiert wurde.',
    'undo-too-late': (details) =>
      `Das lässt sich nicht mehr zurücknehmen; möglich ist es nur ${said(details, 'days') ?? '30'} Tage lang. Der Verlauf jeder Person zeigt weiterhin, was geändert wurde: Bearbeiten Sie die Personen, die wieder wie vorher sein sollen.`,
    'plan-gone': (details) =>
      details.kind === 'undo'
        ? 'Was für die Rücknahme gebraucht wird, ist nicht mehr da. Der Verlauf jeder Person zeigt weiterhin, was geändert wurde: Bearbeiten Sie die Personen, die wieder wie vorher sein sollen.'
        : 'Was ich mir zu der Datei notiert hatte, ist nicht mehr da; deshalb habe ich aufgehört. Senden Sie die Datei noch einmal; was schon geschrieben ist, wird erkannt und nicht doppelt geschrieben.',
    'given-up': (details) => {
      const tries = typeof details.tries === 'number' ? details.tries : undefined;
      const reason = said(details, 'reason');
      const after =
        tries === undefined
          ? 'mehreren Versuchen'
          : `${format.number(tries)} ${format.plural(tries, { one: 'Versuch', other: 'Versuchen' })}`;
      const next = isSync(details)
        ? 'Schreiben Sie „sync“ und drücken Sie „Jetzt synchronisieren“, um weiterzumachen; was geschrieben ist, bleibt.'
        : isExport(details)
          ? 'Schreiben Sie „export“, um ihn neu anzufordern.'
          : details.kind === 'undo'
            ? 'Drücken Sie auf der Karte des Imports noch einmal „Import zurücknehmen“; wer schon zurückgesetzt ist, bleibt es.'
            : 'Senden Sie die Datei noch einmal; was schon geschrieben ist, wird erkannt und nicht doppelt geschrieben.';
      return `Nach ${after} habe ich aufgegeben${reason === undefined ? '' : `: ${endless(reason)}`}. ${next}`;
    },
    'too-many-for-workbook': (details) => {
      const most = said(details, 'most') ?? format.number(maxInWorkbook);
      return `Ein Blatt einer Excel-Arbeitsmappe fasst ${most} Personen, und es sind mehr. Schreiben Sie „export“ und wählen Sie CSV, oder exportieren Sie jedes Netzwerk einzeln.`;
    },
    'schedule-gone': () =>
      'Diesen Zeitplan gibt es nicht mehr. Mit „schedules“ sehen Sie die vorhandenen.',
    'schedule-not-yours': (details) =>
      `Sie können diesen Zeitplan nicht ändern, denn er gehört ${said(details, 'name') ?? 'jemand anderem'}. Wenden Sie sich an diese Person oder an einen Mandantenadmin.`,
    'too-many-schedules': (details) => {
      const most = said(details, 'most');
      return `Mehr Zeitpläne sind nicht möglich${most === undefined ? '' : ` (${most})`}. Schreiben Sie „schedules“ und entfernen Sie zuerst einen.`;
    },
    'sync-not-set-up': () =>
      'Aus Microsoft Entra wird noch nichts synchronisiert. Schreiben Sie „sync“ und drücken Sie „Zuordnung ändern“, um auszuwählen, was synchronisiert wird.',
    'sync-running': () =>
      'Eine Synchronisierung läuft bereits. Mit „sync“ sehen Sie, wie weit sie ist; versuchen Sie es noch einmal, wenn sie beendet ist.',
    'entra-unreachable': () =>
      'Microsoft Entra ist gerade nicht erreichbar. Nichts ist verloren: Schreiben Sie „sync“ und drücken Sie in ein paar Minuten noch einmal „Jetzt synchronisieren“.',
    'entra-nobody': () =>
      'Unter den zu synchronisierenden Benutzern nennt Microsoft Entra niemanden; deshalb wurde niemand entfernt. Prüfen Sie die Gruppen unter „Zuordnung ändern“ und drücken Sie dann „Jetzt synchronisieren“.',
    'entra-delta-expired': () =>
      'Microsoft Entra weiß nicht mehr, wo die letzte Synchronisierung aufgehört hat. Drücken Sie „Jetzt synchronisieren“: Dann werden alle Personen geprüft.',
    'entra-refused': (details) => {
      const permission = said(details, 'permission');
      const which =
        permission === undefined ? 'eine Berechtigung' : `die Anwendungsberechtigung ${permission}`;
      return `Rollcall fehlt in Microsoft Entra ${which}. Wer „Globaler Administrator“ oder „Administrator für privilegierte Rollen“ ist, kann sie der App-Registrierung geben (API-Berechtigungen, „Administratorzustimmung erteilen“); drücken Sie dann „Jetzt synchronisieren“.`;
    },
    'person-gone': () =>
      'Diese Person ist nicht mehr im Verzeichnis. Schreiben Sie „find“ und den Namen, um sie zu suchen, oder „directory“, um zu sehen, wer da ist.',
    'phone-taken': (details) =>
      `Die Telefonnummer gehört inzwischen ${said(details, 'name') ?? 'jemand anderem'}. Ändern Sie sie zuerst dort und versuchen Sie es dann noch einmal.`,
    'too-many-people': (details) =>
      `Das sind zu viele Personen auf einmal; höchstens ${said(details, 'most') ?? '100'} lassen sich zusammen verschieben oder löschen. Wählen Sie weniger aus und versuchen Sie es noch einmal.`,
    'nobody-chosen': () =>
      'Es wurde niemand ausgewählt. Wählen Sie mindestens eine Person aus der Liste und versuchen Sie es noch einmal.',
    'last-tenant-admin': () =>
      'Der letzte Mandantenadmin lässt sich nicht entfernen, weil danach niemand einen neuen ernennen könnte. Machen Sie zuerst jemand anderen zum Mandantenadmin.',
    'admin-fixed': () =>
      'Dieser Admin ist durch die Bereitstellung festgelegt und lässt sich hier nicht entfernen. Bitten Sie diejenigen, die Rollcall betreiben, TENANT_ADMINS zu ändern.',
    'attribute-gone': () =>
      'Dieses Attribut gibt es nicht mehr. Mit „attributes“ sehen Sie die vorhandenen.',
    'group-gone': () =>
      'Diese Gruppe gehört nicht mehr zu Ihrer Organisation: Das Team wurde gelöscht, oder ich wurde daraus entfernt. Mit „group“ sehen Sie die vorhandenen.',
    'not-a-group-admin': () =>
      'Das geht nicht, weil Ihnen diese Gruppe nicht gehört. Wenden Sie sich an ihre Besitzer oder an einen Admin des Verzeichnisses.',
    'setting-wrong': (details) => {
      const setting = said(details, 'setting');
      const problem = said(details, 'problem');
      const which =
        setting === undefined
          ? 'Eine Einstellung fehlt oder ist falsch'
          : `Die Einstellung ${setting} fehlt oder ist falsch`;
      return `${which}${problem === undefined ? '' : `: ${endless(problem)}`}. In .env.example steht, was erlaubt ist; starten Sie danach neu.`;
    },
    'port-taken': (details) => {
      const { port } = details;
      const setting = said(details, 'setting');
      const which = port === undefined ? 'Ein benötigter Port' : `Port ${String(port)}`;
      const other =
        setting === undefined ? '' : ` oder wählen Sie mit ${setting} einen anderen Port`;
      return `${which} ist von einem anderen Programm belegt. Beenden Sie es${other} und starten Sie neu.`;
    },
    'data-dir-taken': ({ pid }) =>
      `Ein anderes Rollcall${pid === undefined ? '' : ` (Prozess ${String(pid)})`} verwendet den Datenordner. Beenden Sie es oder wählen Sie mit DATA_DIR einen anderen Ordner und starten Sie neu.`,
    'not-loopback': () =>
      'Ohne App-ID laufe ich nur im lokalen Modus auf diesem Computer. Legen Sie MicrosoftAppId fest oder starten Sie mit „npm start“.',
    'storage-unreachable': () =>
      'Der Speicher des Verzeichnisses ist gerade nicht erreichbar. Nichts ist verloren: Versuchen Sie es in ein paar Minuten noch einmal.',
    'storage-refused': (details) => {
      const reason = said(details, 'reason');
      return `Der Speicher des Verzeichnisses verweigert mir den Zugriff${reason === undefined ? '' : ` (${reason})`}. Führen Sie mit diesen Einstellungen „npm run doctor“ aus: Es zeigt, welche Rolle oder welcher Schlüssel fehlt.`;
    },
    'store-full': (details) => {
      const mb = said(details, 'mb');
      return `Der eingebaute Speicher ist voll${mb === undefined ? '' : ` (${mb}\u00A0MB)`}. Verbinden Sie ein Azure-Speicherkonto, um weiterzuarbeiten; das Vorhandene bleibt lesbar.`;
    },
    'bad-message': () =>
      'Diese Nachricht konnte ich nicht lesen. Mit „help“ sehen Sie, was ich kann.',
    unsigned: () =>
      'Ich nehme nur an, was Microsoft Teams signiert hat. Schreiben Sie mir in Teams.',
    'other-channel': () => 'Ich antworte nur in Microsoft Teams. Schreiben Sie mir dort.',
    'action-unknown': () =>
      'Diese Schaltfläche kenne ich nicht; vielleicht stammt die Karte aus einer älteren Version. Mit „help“ erhalten Sie eine neue Karte.',
    unexpected: () =>
      'Bei mir ist etwas schiefgegangen. Nichts ist verloren: Versuchen Sie es gleich noch einmal.',
  };
}
