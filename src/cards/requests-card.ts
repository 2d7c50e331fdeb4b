import { daysKept } from '../domain/attributes.ts';
import { nameOf } from '../domain/person.ts';
import type { OpenRequest } from '../features/groups/restore-requests.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface RequestsCardInput {
  readonly text: Text;
  /** newest first */
  readonly requests: readonly OpenRequest[];
}

/** Level of detail: requests, and characters of a name. */
type Detail = readonly [most: number, longest: number];

/** Deleted people whom a group admin wants to add: an admin of the directory decides about each. */
export const requestsCard = fitted<RequestsCardInput, Detail>(build, [
  [10, 80],
  [8, 40],
  [5, 20],
]);

function build({ text, requests }: RequestsCardInput, [most, longest]: Detail): Card {
  const words = text.requests;
  const shown = requests.slice(0, most);
  const more = requests.length - shown.length;
  const intro = requests.length === 0 ? words.none : words.waiting;
  const data = {
    ...commonData(text, intro, []),
    title: words.title,
    intro,
    boxes: shown.map((request) => requestBox(text, request, longest)),
    more: more > 0 ? words.more(more) : '',
  };
  return { card: expandCard('requests', data), summary: intro };
}

function requestBox(text: Text, request: OpenRequest, longest: number): CardNode {
  const { person, deleted, deletedAt, by, group, name, at } = request;
  const until = new Date(Date.parse(deletedAt) + daysKept * 24 * 3_600_000).toISOString();
  const known = shorten(nameOf(deleted.fields), longest).trim();
  const short = (value: string) => shorten(value, longest);
  return boxPart({
    title: known === '' ? text.profile.noName : known,
    sentence: text.profile.deleted({ at: deletedAt, until }),
    lines: [
      {
        text: text.requests.asked({ by: short(by.name), group: short(group).trim(), at }),
      },
      { text: text.requests.typedAs(short(name)) },
    ],
    style: 'emphasis',
    actions: [
      packAction(
        text.buttons.restore,
        { verb: 'restore-person', person },
        { id: `restore-${person}` },
      ),
      packAction(
        text.buttons.keepDeleted,
        { verb: 'keep-deleted', person },
        { id: `keep-${person}` },
      ),
    ],
  });
}
