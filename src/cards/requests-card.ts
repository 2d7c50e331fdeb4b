import { daysKept } from '../domain/attributes.ts';
import { nameOf } from '../domain/person.ts';
import type { OpenRequest } from '../features/groups/restore-requests.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { pageLine, pageOf, turnActions } from './pages.ts';
import { boxPart } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface RequestsCardInput {
  readonly text: Text;
  /** all of them, newest first */
  readonly requests: readonly OpenRequest[];
  /** from 0; absent: the first */
  readonly page?: number;
}

export const requestsOnPage = 5;

/** A page of the deleted people whom a group admin wants to add: an admin of the directory decides about each. */
export const requestsCard = fitted<RequestsCardInput, number>(build, [80, 40, 20]);

function build({ text, requests, page }: RequestsCardInput, longest: number): Card {
  const words = text.requests;
  const shown = pageOf(requests, requestsOnPage, page);
  const intro = requests.length === 0 ? words.none : words.waiting;
  const actions = turnActions(text, shown, (wanted) => ({ verb: 'show-requests', page: wanted }));
  const data = {
    ...commonData(text, intro, actions),
    title: words.title,
    intro,
    page: pageLine(text, shown),
    below: '',
    boxes: shown.rows.map((request) => requestBox(text, request, longest)),
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
