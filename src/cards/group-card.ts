import type { StoredPerson } from '../domain/people-store.ts';
import { nameOf } from '../domain/person.ts';
import type { GroupKind } from '../features/groups/group.ts';
import { sideBySide } from '../text/bidi.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { groupName } from './group-words.ts';
import { commandAction } from './home-card.ts';
import { commonData } from './operation-parts.ts';
import { turnActions } from './pages.ts';
import { boxPart, viewAction } from './person-parts.ts';
import { openRow } from './row.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface GroupCardInput {
  readonly text: Text;
  readonly group: { readonly id: string; readonly name: string; readonly kind: GroupKind };
  /** at most 10 */
  readonly members: readonly {
    readonly member: string;
    readonly name: string;
    readonly how: 'roster' | 'by-hand';
    /** for readers who may see profiles; absent: not in the directory */
    readonly person?: StoredPerson;
    /** as the reader typed it */
    readonly phone?: string;
  }[];
  readonly total: number;
  /** from 0 */
  readonly page: number;
  readonly pages: number;
  readonly may: {
    /** add people by hand */
    readonly add: boolean;
    /** remove members who were added by hand */
    readonly remove: boolean;
    /** see the members' profiles */
    readonly seeProfiles: boolean;
  };
  /** the change just made */
  readonly news?:
    { readonly what: 'added' | 'there'; readonly name: string } | { readonly what: 'removed' };
}

/** The members of a group, page by page. */
export const groupCard = fitted<GroupCardInput, number>(build, [80, 40, 20]);

function build(input: GroupCardInput, longest: number): Card {
  const { text, group, members, total } = input;
  const title = groupName(text, group, longest);
  const data = {
    ...commonData(text, title, actionsFor(input)),
    title,
    about: text.group.about(text.groups.kind[group.kind], total),
    news: newsOf(input, longest),
    empty: total === 0 ? text.group.empty : '',
    members: members.map((_member, index) => memberRow(input, index, longest)),
    page: pageOfMembers(input),
  };
  return { card: expandCard('group', data), summary: title };
}

/** “11–20 of 34”, as in other lists; '' for a list of one page. */
function pageOfMembers({ text, members, total, page, pages }: GroupCardInput): string {
  if (pages === 1) return '';
  // Only the last page may have fewer than the others.
  const first = page + 1 === pages ? total - members.length + 1 : page * members.length + 1;
  return text.lists.page({ first, last: first + members.length - 1, total });
}

function newsOf({ text, news }: GroupCardInput, longest: number): CardNode[] {
  if (news === undefined) return [];
  const title =
    news.what === 'removed'
      ? text.group.removed
      : text.group[news.what](shorten(news.name, longest));
  return [boxPart({ title, style: 'good' })];
}

function memberRow(input: GroupCardInput, index: number, longest: number): CardNode {
  const { text, group, may } = input;
  const member = input.members[index];
  const person = member?.person;
  const known = shorten(
    person === undefined ? (member?.name ?? '') : nameOf(person.fields),
    longest,
  );
  const about = may.seeProfiles
    ? aboutPerson(text, person)
    : [shorten(member?.phone ?? '', 64), text.source('group')];
  const remove = () =>
    packAction(
      text.buttons.remove,
      { verb: 'remove-member', group: group.id, member: member?.member ?? '' },
      { id: `remove-member-${String(index)}` },
    );
  const row = {
    name: known.trim() === '' ? text.group.noName : known,
    line: sideBySide(about),
    separator: true,
  };
  const removing = may.remove && member?.how === 'by-hand' ? [remove()] : [];
  if (!may.seeProfiles || person === undefined) {
    return expandPart('person-row', { ...row, actions: removing });
  }
  // The row itself opens the profile: two buttons leave no room for its words on a phone.
  const { select, open } = openRow(text, viewAction(text, person.id));
  const end = removing.length === 0 ? open : expandPart('row-actions', { actions: removing });
  return expandPart('person-open', { ...row, select, open: end });
}

function aboutPerson(text: Text, person: StoredPerson | undefined): string[] {
  if (person === undefined) return [text.group.notArrived];
  const { fields, network, source } = person;
  return [shorten(fields.phone ?? '', 64), text.profile.network(network), text.source(source)];
}

function actionsFor({ text, group, page, pages, may }: GroupCardInput): CardNode[] {
  return [
    ...(may.add
      ? [
          packAction(
            text.buttons.addPerson,
            { verb: 'add-member', group: group.id },
            { isPrimary: true },
          ),
        ]
      : []),
    ...turnActions(text, { page, pages }, (wanted) => ({
      verb: 'show-group',
      group: group.id,
      page: wanted,
    })),
    commandAction(text, 'group'),
  ];
}
