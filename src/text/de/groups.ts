import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

/** Sentences about organization groups, and about who joins by signing in. */
export function groupWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'groups' | 'group' | 'groupAdd'> {
  const number = (value: number) => format.number(value);
  return {
    groups: {
      title: 'Gruppen',
      intro:
        'Teams und Gruppenchats, zu denen ich hinzugefügt wurde. Wer dort Mitglied ist, steht im Verzeichnis Ihrer Organisation.',
      none: 'Ich wurde noch zu keinem Team oder Gruppenchat Ihrer Organisation hinzugefügt. Sobald Sie mich zu einem hinzufügen, kommen seine Mitglieder ins Verzeichnis.',
      notAnOwner:
        'Ihnen gehört keine Gruppe, in der ich bin. Wenden Sie sich an die Besitzer des Teams, an die Person, die mich zum Gruppenchat hinzugefügt hat, oder an einen Admin des Verzeichnisses.',
      kind: { team: 'Team', groupChat: 'Gruppenchat' },
      noName: { team: 'Ein Team', groupChat: 'Ein Gruppenchat' },
      yours: 'Sie sind hier Gruppenadmin',
      more: (more) => `und ${number(more)} weitere`,
    },

    group: {
      about: (kind, total) => `${kind} · ${people(total)}`,
      page: (page, pages) => `Seite ${number(page)} von ${number(pages)}`,
      empty:
        'Ich habe noch nicht gelesen, wer in dieser Gruppe ist. Sehen Sie gleich noch einmal nach.',
      notArrived: 'Nicht im Verzeichnis',
      noName: 'Person ohne Namen',
      added: (name) => `${name} ist jetzt in der Gruppe und im Verzeichnis.`,
      there: (name) => `${name} ist bereits in der Gruppe.`,
      removed:
        'Die Person ist nicht mehr in der Gruppe. Im Verzeichnis bleibt sie; dort kann ein Admin sie löschen.',
    },

    groupAdd: {
      title: 'Zu einer Gruppe hinzufügen',
      intro:
        'Für Personen ohne Konto in Teams. Sie kommen als „Andere“ ins Verzeichnis; alle übrigen werden in Teams selbst hinzugefügt.',
      group: 'Gruppe',
      phone: 'Telefonnummer',
      phoneHint: 'Mit + und Landesvorwahl, z.\u00A0B. +49 30 23125 123',
      name: 'Name',
      nameHint: 'Zum Beispiel Ada Muster',
      missing: (label) => `${label}: bitte ausfüllen.`,
      problem: (label, reason) => `${label}: ${reason}`,
    },
  };
}
