import type { Format } from './format.ts';

/** What the sentences about groups need from the rest of the language. */
interface Common {
  readonly people: (count: number) => string;
}

/** Sentences about organization groups, and about who joins by signing in. */
export function groupWords(format: Format, { people }: Common) {
  const number = (value: number) => format.number(value);
  return {
    groups: {
      title: 'Groups',
      intro:
        'Teams and group chats that I was added to. Who is in one of them is in your organization’s directory.',
      none: 'I haven’t been added to a team or group chat of your organization yet. Add me to one, and its members come to the directory.',
      notAnOwner:
        'You don’t own a group that I am in. Ask an owner of the team, who added me to the group chat, or an admin of the directory.',
      kind: { team: 'Team', groupChat: 'Group chat' },
      noName: { team: 'A team', groupChat: 'A group chat' },
      yours: 'You are its group admin',
      more: (more: number) => `and ${number(more)} more`,
    },

    group: {
      about: (kind: string, total: number) => `${kind} · ${people(total)}`,
      page: (page: number, pages: number) => `Page ${number(page)} of ${number(pages)}`,
      empty: 'I haven’t read yet who is in this group. Look again in a moment.',
      notArrived: 'Not in the directory',
      noName: 'Somebody without a name',
      added: (name: string) => `${name} is in the group and in the directory now.`,
      there: (name: string) => `${name} is in the group already.`,
      removed:
        'They are no longer in the group. They stay in the directory, and an admin can delete them there.',
    },

    groupAdd: {
      title: 'Add to a group',
      intro:
        'For people without an account in Teams. They come to the directory as Others; everybody else is added in Teams itself.',
      group: 'Group',
      phone: 'Phone number',
      phoneHint: 'With + and the country code, e.g. +44 7700 900123',
      name: 'Name',
      nameHint: 'For example Ada Sample',
      missing: (label: string) => `${label} is needed.`,
      problem: (label: string, reason: string) => `${label}: ${reason}`,
    },
  };
}
