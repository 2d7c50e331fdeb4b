import type { FullSyncReason } from '../../domain/operations/sync-facts.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

/** Sentences about the sync with Microsoft Entra: what is decided about it, and what came of one. */
export function syncWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'syncLog' | 'sync'> {
  const number = (value: number) => format.number(value);
  const moreGroups = (count: number) =>
    `${number(count)} ${format.plural(count, { one: 'weiteren Gruppe', other: 'weiteren Gruppen' })}`;

  return {
    syncLog: { columns: ['Name', 'Entra-ID', 'Attribut', 'Grund'] },
    sync: {
      title: 'Synchronisierung mit Microsoft Entra',
      intro:
        'Übernimmt die Personen Ihrer Organisation aus Microsoft Entra. Wer dort nicht mehr ist, wird hier entfernt und lässt sich 30 Tage lang wiederherstellen.',
      notSetUp:
        'Noch wird nichts synchronisiert. Wählen Sie zuerst aus, welches Entra-Feld welches Attribut füllt.',
      facts: {
        mapping: 'Felder',
        users: 'Benutzer',
        schedule: 'Zeitplan',
        nextRun: 'Nächster Lauf',
        lookedAt: 'Umfang',
        merged: 'Vereint',
        started: 'Begonnen',
      },
      mapped: (attribute, field) => (attribute === field ? attribute : `${attribute} ← ${field}`),
      mappedInShort: (named, more) =>
        more > 0
          ? `${named.join(', ')} und ${number(more)} ${format.plural(more, { one: 'weiteres', other: 'weitere' })}`
          : named.join(', '),
      allUsers: 'Alle Mitglieder der Organisation',
      groupUsers: (names, more) =>
        more > 0
          ? `Mitglieder von ${names.join(', ')} und ${moreGroups(more)}`
          : `Mitglieder von ${format.list(names)}`,
      byHand: 'Von Hand: „Jetzt synchronisieren“ drücken',
      daily: (hour, timeZone) => `Täglich um ${format.clock(hour)} Uhr (${timeZone})`,
      dailyBy: (name) => (name.trim() === '' ? '' : `festgelegt von ${name.trim()}`),
      paused:
        'Angehalten: Wer das festgelegt hat, darf nicht mehr synchronisieren. Drücken Sie „Zuordnung ändern“ und „Speichern“, um fortzufahren.',
      lastTitle: 'Letzte Synchronisierung',
      noneYet: 'Es gab noch keine.',
      saved: 'Gespeichert.',
      savedFirst: 'Die Synchronisierung ist eingerichtet.',
      savedFirstHow:
        'Drücken Sie „Jetzt synchronisieren“: Beim ersten Mal sehen Sie, was sich ändern würde, bevor etwas geschrieben wird.',
      isReset: 'Die Synchronisierung beginnt von vorn.',
      isResetHow:
        'Die nächste prüft alle Personen und zeigt, was sich ändern würde, bevor sie schreibt. Niemand wurde entfernt.',

      resetTitle: 'Synchronisierung zurücksetzen?',
      resetWhat:
        'Niemand wird entfernt, und die Zuordnung bleibt. Die nächste Synchronisierung prüft wieder alle Personen und fragt Sie, bevor sie schreibt.',

      mapping: {
        title: 'Was synchronisiert wird',
        intro:
          'Wählen Sie für jedes Attribut das Entra-Feld, das es füllt. Was nicht synchronisiert wird, pflegen weiterhin die Admins.',
        notSynced: 'Nicht synchronisiert',
        placeholder: 'Entra-Feld eingeben',
        phoneRequired: 'Wählen Sie das Feld mit der Telefonnummer.',
        usersTitle: 'Wessen Konten synchronisiert werden',
        users: 'Benutzer',
        usersChoices: {
          all: 'Alle Mitglieder der Organisation',
          groups: 'Nur Mitglieder dieser Gruppen',
        },
        keptGroups: 'Ausgewählte Gruppen',
        groups: 'Gruppen hinzufügen (bei „Nur Mitglieder dieser Gruppen“)',
        groupsHint: 'Gruppennamen eingeben',
        groupsNote:
          'Mitglieder geschachtelter Gruppen zählen mit. Gäste werden nie synchronisiert.',
        scheduleTitle: 'Wann synchronisiert wird',
        schedule: 'Zeitplan',
        scheduleChoices: {
          'by-hand': 'Wenn ein Admin „Jetzt synchronisieren“ drückt',
          daily: 'Täglich',
        },
        hour: (timeZone) => `Uhrzeit (bei „Täglich“; ${timeZone})`,
        changed:
          'Wenn sich die Zuordnung oder die Benutzer ändern, prüft die nächste Synchronisierung alle Personen statt nur die Änderungen.',
      },
      problems: {
        'phone-not-mapped':
          'Die Telefonnummer muss synchronisiert werden: Wählen Sie das Feld, in dem sie steht.',
        'attribute-gone':
          'Ein Attribut wurde inzwischen entfernt. Sehen Sie die übrigen durch und speichern Sie noch einmal.',
        'no-group': 'Wählen Sie mindestens eine Gruppe oder alle Mitglieder.',
        'too-many-groups': 'Das sind zu viele Gruppen: Wählen Sie höchstens 20.',
      },

      entraFields: {
        mobilePhone: 'Mobiltelefon',
        businessPhones: 'Telefon geschäftlich (das erste)',
        givenName: 'Vorname',
        surname: 'Nachname',
        displayName: 'Anzeigename',
        mail: 'E-Mail',
        userPrincipalName: 'Benutzerprinzipalname',
        jobTitle: 'Position',
        department: 'Abteilung',
        officeLocation: 'Bürostandort',
        employeeId: 'Mitarbeiter-ID',
        companyName: 'Firmenname',
        city: 'Ort',
        state: 'Bundesland oder Kanton',
        country: 'Land oder Region',
        postalCode: 'Postleitzahl',
        streetAddress: 'Straße und Hausnummer',
        usageLocation: 'Verwendungsstandort',
        preferredLanguage: 'Bevorzugte Sprache',
      },

      preview: {
        title: 'Vor dem Synchronisieren prüfen',
        subtitle: 'Microsoft Entra → Netzwerk „Mitarbeitende“',
        nothingChanges:
          'Das Verzeichnis stimmt schon mit Entra überein. Die Synchronisierung ändert nichts.',
        noneUsable: 'Mit dieser Zuordnung lässt sich niemand aus Entra übernehmen.',
        problemsTitle: (shown, all) =>
          shown < all
            ? `Nicht übernehmbar: ${number(shown)} von ${number(all)}`
            : 'Nicht übernehmbar',
        removedTitle: (shown, all) =>
          shown < all ? `Entfernt: ${number(shown)} von ${people(all)}` : 'Entfernt',
        removedHint: 'Wer entfernt wird, lässt sich 30 Tage lang wiederherstellen.',
        broughtBack: (count) =>
          `${number(count)} der neuen Personen ${format.plural(count, {
            one: 'war entfernt worden und kommt mit dem früheren Datensatz zurück',
            other: 'waren entfernt worden und kommen mit ihren früheren Datensätzen zurück',
          })}.`,
      },

      subtitle: (label, scheduled) => (scheduled ? `${label} · täglich` : label),
      scheduled: 'täglich',
      byScheduleOf: (name) =>
        name.trim() === '' ? 'nach täglichem Zeitplan' : `${name.trim()}, nach täglichem Zeitplan`,
      line: (counts, { removed }) =>
        `${number(counts.added)} neu, ${number(counts.updated)} geändert, ` +
        `${number(counts.unchanged)} unverändert, ${number(removed)} entfernt, ` +
        `${number(counts.rejected)} abgelehnt`,
      countTitles: {
        added: 'Neu',
        updated: 'Geändert',
        unchanged: 'Gleich',
        removed: 'Entfernt',
        restored: 'Wieder da',
        rejected: 'Abgelehnt',
      },
      rejected: (count) => `${people(count)} abgelehnt`,
      progress: (done, total) =>
        total === undefined || total <= 0
          ? `Bisher ${people(done)}`
          : `${number(done)} von ${people(total)}`,
      reading: 'Microsoft Entra wird gelesen…',
      waitsForYou: 'Wartet darauf, dass Sie starten oder abbrechen',
      completed: (written) =>
        written > 0
          ? `${people(written)} hinzugefügt, geändert oder entfernt.`
          : 'Das Verzeichnis stimmte schon mit Entra überein.',
      cancelledBefore: 'Abgebrochen, bevor etwas ins Verzeichnis geschrieben wurde.',
      cancelledMidway: (written) =>
        written === 0
          ? 'Abgebrochen, bevor etwas ins Verzeichnis geschrieben wurde.'
          : `Vor dem Abbruch: ${people(written)} hinzugefügt, geändert oder entfernt. Das bleibt so; die nächste Synchronisierung macht mit dem Rest weiter.`,
      lookedAt: (full) =>
        full === undefined ? 'Nur Änderungen seit der letzten Synchronisierung' : fullBecause[full],
      mergedFact: (count) =>
        `${number(count)} ${format.plural(count, {
          one: 'Datensatz einer Person, die doppelt vorhanden war',
          other: 'Datensätze von Personen, die doppelt vorhanden waren',
        })}`,
      logHint:
        'Das Fehlerprotokoll nennt, wer oder welche Felder nicht übernommen werden konnten, mit dem Grund. Korrigieren Sie das in Entra; die nächste Synchronisierung übernimmt es.',
    },
  };
}

const fullBecause: Readonly<Record<FullSyncReason, string>> = {
  first: 'Alle: Es ist die erste Synchronisierung',
  reset: 'Alle: Die Synchronisierung wurde zurückgesetzt',
  expired:
    'Alle: Die letzte Synchronisierung liegt zu lange zurück, als dass Entra die Änderungen noch nennen könnte',
  settings: 'Alle: Die Zuordnung oder die Benutzer wurden geändert',
};
