import { rowReasonIn, type ReasonSentences } from '../row-reason.ts';

const reasons: ReasonSentences = {
  'phone-missing': () => 'Die Telefonnummer fehlt.',
  'phone-scientific': ({ value }) =>
    `Die Telefonnummer${value} wurde von einer Tabellenkalkulation in die wissenschaftliche Schreibweise umgewandelt, wobei Ziffern verloren gehen. Formatieren Sie die Spalte als Text und geben Sie die Nummer neu ein.`,
  'phone-not-a-number': ({ value }) => `Der Wert${value} ist keine Telefonnummer.`,
  'phone-no-country': ({ value }) =>
    `Die Telefonnummer${value} hat keine Landesvorwahl. Schreiben Sie sie mit + und Landesvorwahl.`,
  'phone-unknown-country': ({ value }) =>
    `Die Telefonnummer${value} beginnt mit einer Landesvorwahl, die es nicht gibt.`,
  'phone-too-short': ({ value }) => `Die Telefonnummer${value} ist zu kurz.`,
  'phone-too-long': ({ value }) => `Die Telefonnummer${value} ist zu lang.`,
  'phone-not-valid': ({ value }) =>
    `Die Telefonnummer${value} ist in ihrem Land nicht in Gebrauch. Prüfen Sie die Ziffern.`,
  'phone-has-extension': ({ value }) =>
    `Die Telefonnummer${value} hat eine Nebenstelle. Verwenden Sie eine Nummer, unter der die Person direkt erreichbar ist.`,
  'too-long': ({ column, value }) => `Der Wert${value}${column} ist zu lang.`,
  'email-not-valid': ({ column, value }) => `Die E-Mail-Adresse${value}${column} ist ungültig.`,
  'number-not-valid': ({ column, value }) =>
    `Der Wert${value}${column} ist keine Zahl. Schreiben Sie Ziffern mit höchstens einem Dezimalzeichen, etwa 12,5.`,
  'yes-no-not-valid': ({ column, value }) => `Der Wert${value}${column} ist weder Ja noch Nein.`,
  'date-not-valid': ({ column, value }) =>
    `Der Wert${value}${column} ist kein Datum. Schreiben Sie es wie 2026-01-31.`,
  'date-ambiguous': ({ column, value }) =>
    `Das Datum${value}${column} lässt sich auf zwei Arten lesen. Schreiben Sie es wie 2026-01-31.`,
  'required-missing': ({ column }) =>
    `Der Wert${column} fehlt. In Ihrer Organisation ist er erforderlich.`,
  'control-characters': ({ column }) =>
    `Der Wert${column} enthält unsichtbare Steuerzeichen. Geben Sie ihn neu ein.`,
  'damaged-characters': ({ column }) =>
    `Ein Zeichen${column} ist nicht lesbar. Geben Sie es neu ein oder speichern Sie die Datei als CSV UTF-8.`,
  'quote-not-closed': () =>
    'Ein Anführungszeichen leitet einen Wert ein und wird nicht geschlossen.',
  'line-too-long': () => 'Die Zeile ist zu lang für eine Person.',
  'too-many-cells': () =>
    'Die Zeile hat mehr Werte, als es Spalten gibt. Suchen Sie nach einem überzähligen Trennzeichen.',
  'network-not-valid': ({ column, value }) =>
    `Der Wert${value}${column} ist weder „Employee“ noch „Others“. Korrigieren Sie ihn oder benennen Sie die Spalte um, wenn sie etwas anderes bedeutet.`,
  'same-phone-later': ({ laterLine }, format) =>
    laterLine === undefined
      ? 'Dieselbe Telefonnummer steht weiter unten noch einmal; es gilt jene Zeile.'
      : `Dieselbe Telefonnummer steht noch einmal in Zeile ${format.number(laterLine)}; es gilt jene Zeile.`,
  'in-other-network': () =>
    'Diese Person ist im anderen Netzwerk. Nur Mandantenadmins können Personen in ein anderes Netzwerk verschieben.',
  'marked-deleted': () =>
    'Diese Person ist als gelöscht markiert, und ein Import löscht niemanden. Löschen Sie sie im Verzeichnis oder leeren Sie die Zelle in der Spalte „Change in directory“, um sie zu behalten.',
  linked: () =>
    'Diese Person ist mit einem Geschäftskonto verknüpft und kann nicht zu „Andere“ verschoben werden.',
  locked: ({ column }) =>
    `Der Wert${column} kommt aus Microsoft Entra ID und lässt sich nur dort ändern. Der Rest der Zeile gilt.`,
  'entra-of-another': ({ value }) =>
    `Die Telefonnummer${value} gehört einer Person mit einem anderen Konto. Korrigieren Sie sie in Microsoft Entra ID.`,
  'entra-several': ({ value }) =>
    `Mehrere Personen haben dieselbe E-Mail-Adresse${value}; deshalb wurde sie nicht verwendet, um diese Person zu finden.`,
  'not-applied': () =>
    'Der Import endete, bevor diese Zeile übernommen wurde. Senden Sie sie noch einmal.',
  'changed-meanwhile': () =>
    'Diese Person wurde während des Imports von jemand anderem geändert. Senden Sie die Zeile noch einmal.',
};

/** Why a row was rejected, or a value of a form can't be taken, in one sentence. */
export const rowReason = rowReasonIn(reasons, {
  column: (name) => ` in der Spalte „${name}“`,
  value: (text) => ` „${text}“`,
  unreadable: (column) =>
    `Diese Zeile konnte${column} nicht gelesen werden. Prüfen Sie sie und senden Sie sie noch einmal.`,
});
