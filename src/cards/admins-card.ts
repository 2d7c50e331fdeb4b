import type { Role } from '../domain/roles.ts';
import type { Text } from '../text/text.ts';
import { packAction, showCard } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface AdminsCardInput {
  readonly text: Text;
  /** of the audit's export: one card asks for one file, however often it is pressed */
  readonly key: string;
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
  /** false for viewers without the right */
  readonly mayRemove?: boolean;
}

/** Level of detail: rows, and characters of a name. */
interface Detail {
  readonly rows: number;
  readonly longest: number;
}

/** The holders of each role, and the form that grants one. */
export const adminsCard = fitted<AdminsCardInput, Detail>(build, [
  { rows: 40, longest: 80 },
  { rows: 25, longest: 40 },
  { rows: 18, longest: 20 },
]);

function build(input: AdminsCardInput, detail: Detail): Card {
  const { text, admins } = input;
  const words = text.admins;
  const shown = admins.slice(0, detail.rows);
  const more = admins.length - shown.length;
  const data = {
    ...commonData(text, words.title, actionsFor(input)),
    title: words.title,
    intro: words.intro,
    empty: admins.length === 0 ? words.empty : '',
    admins: shown.map((_, index) => rowOf(input, index, detail.longest)),
    more: more > 0 ? words.more(more) : '',
  };
  return { card: expandCard('admins', data), summary: words.title };
}

function rowOf({ text, admins, mayRemove }: AdminsCardInput, index: number, longest: number) {
  const admin = admins[index];
  if (admin === undefined) return [];
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
