import { maxAttributeNameLength } from '../../domain/attributes.ts';
import type { AttributeType } from '../../domain/attributes.ts';
import type { Role } from '../../domain/roles.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

const roles: Readonly<Record<Role, string>> = {
  'tenant-admin': 'Mandantenadmin',
  'organization-admin': 'Organisationsadmin',
  'group-admin': 'Gruppenadmin',
  member: 'Mitglied',
};

const types: Readonly<Record<AttributeType, string>> = {
  text: 'Text',
  number: 'Zahl',
  'yes-no': 'Ja oder Nein',
  date: 'Datum',
};

/** Sentences about what an organization decides: its admins, its attributes, its audit. */
export function organizationWords(
  format: Format,
): Pick<Text, 'role' | 'admins' | 'attributes' | 'attributeForm' | 'removal' | 'audit'> {
  const number = (value: number) => format.number(value);
  return {
    role: (role) => roles[role],

    admins: {
      title: 'Admins',
      intro:
        'Mandantenadmins dürfen alles. Organisationsadmins importieren und exportieren Personen, fügen sie hinzu, bearbeiten und löschen sie.',
      empty: 'Hier wurde noch niemand zum Admin gemacht.',
      fixed: 'durch die Bereitstellung festgelegt',
      since: (role, iso, by) => {
        if (iso === undefined) return role;
        const since = `${role} seit ${format.date(iso)}`;
        return by === undefined || by.trim() === '' ? since : `${since}, ernannt von ${by.trim()}`;
      },
      more: (more) => `und ${number(more)} weitere`,
      who: 'Wer',
      whoHint: 'Beginnen Sie einen Namen zu schreiben',
      whoMissing: 'Wählen Sie eine Person aus der Liste.',
      whoNote: 'Personen erscheinen hier, sobald sie diese App in Teams geöffnet haben.',
      role: 'Rolle',
      roleMissing: 'Wählen Sie eine Rolle.',
      noName: 'Person ohne Namen',
    },

    attributes: {
      title: 'Attribute',
      intro:
        'Die Spalten Ihres Verzeichnisses. Vorlage, Importe, Formulare und Profile richten sich danach.',
      builtInTitle: 'Vorgegeben',
      builtIn: (names) => format.list(names),
      ownTitle: 'Eigene Ihrer Organisation',
      none: 'Noch keine.',
      full: (most) =>
        `Eine Organisation kann höchstens ${number(most)} ${format.plural(most, { one: 'eigenes Attribut', other: 'eigene Attribute' })} haben.`,
      type: (type) => types[type],
      line: ({ type, required, visibleTo }) =>
        [
          types[type],
          required ? 'erforderlich' : 'optional',
          visibleTo === 'all' ? 'für alle sichtbar' : 'nur für Admins sichtbar',
        ].join(' · '),
      removedTitle: 'Entfernt',
      removed: (iso, untilIso) =>
        `Entfernt am ${format.date(iso)}; die Daten bleiben bis zum ${format.date(untilIso)} erhalten.`,
      removedShort: (name, untilIso) =>
        `${name} (bis zum ${format.date(untilIso)} wiederherstellbar)`,
      choose: 'Attribut',
      chooseMissing: 'Wählen Sie ein Attribut.',
      chooseRemoved: 'Entferntes Attribut',
    },

    attributeForm: {
      addTitle: 'Attribut hinzufügen',
      editTitle: (name) => `${name} bearbeiten`,
      intro: 'Das Attribut wird eine Spalte der Vorlage und ein Feld bei jeder Person.',
      name: 'Name',
      nameHint: 'Zum Beispiel Ausweisnummer',
      nameMissing: 'Geben Sie einen Namen ein.',
      type: 'Typ',
      typeFixed: (type) =>
        `Typ: ${types[type]}. Der Typ bleibt, weil Personen schon Werte dafür haben.`,
      required: 'Erforderlich: Zeilen und Formulare ohne Wert werden abgelehnt',
      visibleTo: 'Wer es sieht',
      visibleToChoices: { all: 'Alle', admins: 'Nur Admins' },
      problem: attributeProblem,
    },

    removal: {
      title: (name) => `${name} entfernen?`,
      sentence:
        'Das Attribut verschwindet aus der Vorlage, aus Formularen und aus allen Profilen. Seine Daten bleiben 30 Tage erhalten; so lange lässt es sich wiederherstellen.',
    },

    audit: {
      title: 'Änderungsprotokoll',
      sentence:
        'Alle Änderungen an Personen, Rollen und Attributen als CSV-Datei: wer sie gemacht hat, wann und auf welchem Weg.',
      short: 'Der Link gilt nur kurze Zeit. Mit „audit“ erhalten Sie einen neuen.',
    },
  };
}

/** Why an attribute can't be saved. Problems of a later version get a sentence too. */
function attributeProblem(problem: string, other?: string): string {
  const named = other === undefined || other.trim() === '' ? undefined : `„${other.trim()}“`;
  switch (problem) {
    case 'name-missing':
      return 'Geben Sie einen Namen ein.';
    case 'name-too-long':
      return `Dieser Name ist zu lang. Er darf ${String(maxAttributeNameLength)} Zeichen haben.`;
    case 'name-taken':
      return named === undefined
        ? 'Es gibt schon eine Spalte mit diesem Namen. Wählen Sie einen anderen.'
        : `Es gibt schon eine Spalte mit diesem Namen: ${named}. Wählen Sie einen anderen.`;
    case 'name-is-built-in':
      return `Eine Spalte dieses Namens würde in einer Datei für ${named ?? 'eine vorgegebene Spalte'} gehalten. Wählen Sie einen anderen Namen.`;
    case 'name-not-valid':
      return 'Dieser Name enthält unsichtbare Steuerzeichen oder beschädigte Zeichen. Geben Sie ihn neu ein.';
    case 'too-many':
      return 'Mehr Attribute sind nicht möglich. Entfernen Sie zuerst eines.';
    default:
      return 'Das lässt sich nicht speichern. Prüfen Sie Namen und Typ.';
  }
}
