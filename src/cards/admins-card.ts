import type { Role } from '../domain/roles.ts';
import type { Text } from '../text/text.ts';
import { packAction, showCard } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { pageLine, pageOf, turnActions } from './pages.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface AdminsCardInput {
  readonly text: Text;
  /** of the audit's export: one card asks for one file, however often it is pressed */
  readonly key: string;
  /** all of them */
  readonly admins: readonly {
    /** Entra object id */
    readonly id: string;
    /** '' while unknown */
    readonly name: string;
    readonly role: Role;
    /** set by the deployment: can't be removed here */
    readonly fixed: boolean;
    /** ISO 8601, UTC */
    readonly since?: string;
    /** name of the admin who granted the role */
    readonly by?: string;
  }[];
  /** from 0; absent: the first */
  readonly page?: number;
  /** false for viewers without the right */
  readonly mayRemove?: boolean;
}

export const adminsOnPage = 10;

/** A page of the holders of each role, and the form that grants one. */
export const adminsCard = fitted<AdminsCardInput, number>(build, [80, 40, 20]);

function build(input: AdminsCardInput, longest: number): Card {
  const { text, admins } = input;
  const words = text.admins;
  const shown = pageOf(admins, adminsOnPage, input.page);
  const turns = turnActions(text, shown, (page) => ({ verb: 'show-admins', page }));
  const data = {
    ...commonData(text, words.title, [...actionsFor(input), ...turns]),
    title: words.title,
    intro: words.intro,
    empty: admins.length === 0 ? words.empty : '',
    page: pageLine(text, shown),
    admins: shown.rows.map((admin, index) => rowOf(input, admin, index, longest)),
  };
  return { card: expandCard('admins', data), summary: words.title };
}

function rowOf(
  { text, mayRemove }: AdminsCardInput,
  admin: AdminsCardInput['admins'][number],
  index: number,
  longest: number,
): CardNode {
  const { id, name, role, fixed, since, by } = admin;
  const words = text.admins;
  const known = shorten(name, longest);
  const given = words.since(text.role(role), since, by === undefined ? by : shorten(by, longest));
  const removable =
    !fixed && mayRemove !== false && (role === 'tenant-admin' || role === 'organization-admin');
  return expandPart('person-row', {
    name: known.trim() === '' ? words.noName : known,
    line: fixed ? `${text.role(role)} · ${words.fixed}` : given,
    separator: true,
    actions: removable
      ? [
          packAction(
            text.buttons.remove,
            { verb: 'remove-admin', admin: id, role },
            { id: `remove-admin-${String(index)}`, withoutInputs: true },
          ),
        ]
      : [],
  });
}

function actionsFor({ text, key, mayRemove }: AdminsCardInput): CardNode[] {
  if (mayRemove === false) return [];
  const words = text.admins;
  const roles = (['organization-admin', 'tenant-admin'] as const).map((value) => ({
    value,
    title: text.role(value),
  }));
  const form = expandPart('add-admin', {
    who: words.who,
    whoHint: words.whoHint,
    whoMissing: words.whoMissing,
    whoNote: words.whoNote,
    role: words.role,
    roleMissing: words.roleMissing,
    roles,
    value: 'organization-admin',
    actions: [addAction(text)],
  });
  const audit = packAction(
    text.buttons.exportAudit,
    { verb: 'export-audit', key },
    { withoutInputs: true },
  );
  return [showCard(text.buttons.addAdmin, 'show-add-admin', form), audit];
}

/** The role comes from the input; the data hold the default. */
function addAction(text: Text): CardNode {
  return packAction(
    text.buttons.add,
    { verb: 'add-admin', role: 'organization-admin' },
    { isPrimary: true },
  );
}
