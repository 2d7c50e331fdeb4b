import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import { longestSearch } from './card-inputs.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import type { PersonEntry } from './person-entry.ts';
import {
  deletedRow,
  personRow,
  searchPart,
  type DeletedRow,
  type PersonOffer,
} from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';
import { defined } from '../lib/defined.ts';

export interface FindCardInput {
  readonly text: Text;
  /** the search text; '' when none was given: then the card asks */
  readonly query: string;
  /** best first, at most 10: one page of them */
  readonly entries: readonly PersonEntry[];
  /** there are more than were counted */
  readonly more: boolean;
  /** how many match; absent: those on the card */
  readonly total?: number;
  /** from 0 */
  readonly page?: number;
  /** an import is running: the newest people may be missing */
  readonly updating?: boolean;
  /** what the reader wants to do with one of them: its button stands where it can be done */
  readonly offer?: PersonOffer;
  /** deleted people that match, at most 5; only for readers who may restore them */
  readonly deleted?: readonly DeletedRow[];
}

/** Matches on a card. */
export const foundOnPage = 10;

/** The results of a search; the next search starts on the same card. */
export const findCard = fitted<FindCardInput, number>(build, [80, 40, 20]);

function build(input: FindCardInput, longest: number): Card {
  const { text, query, entries, more, updating, offer, deleted = [] } = input;
  const { total = entries.length, page = 0 } = input;
  const words = text.find;
  const asked = shorten(query, longest).trim();
  const isNobody = entries.length + deleted.length === 0;
  const nobody = updating === true ? words.notYet(asked) : words.nothing(asked);
  const none = deleted.length === 0 ? nobody : words.onlyDeleted(asked);
  const nothing = asked === '' ? words.ask : none;
  const found = entries.length === 0 ? nothing : words.found(asked, total, more);
  const data = {
    ...commonData(text, found, pageActions(input)),
    title: words.title,
    found,
    page:
      total > entries.length
        ? text.lists.page({
            first: page * foundOnPage + 1,
            last: page * foundOnPage + entries.length,
            total,
          })
        : '',
    how: isNobody && updating !== true && asked !== '' ? words.nothingHow : '',
    updating: updating === true ? text.directory.updating : '',
    people: entries.map((entry) => personRow(text, entry, { longest, ...defined({ offer }) })),
    deletedTitle: deleted.length === 0 ? '' : words.deleted,
    deleted: deleted.map((entry) =>
      deletedRow(text, entry, {
        ...{ longest, restore: true },
        ...(offer?.verb === 'data' && { offer }),
      }),
    ),
    search: searchPart(text),
    orSay: words.orSay,
  };
  return { card: expandCard('find', data), summary: found };
}

function pageActions(input: FindCardInput): CardNode[] {
  const { text, query, entries, total = 0, page = 0 } = input;
  const to = (button: 'previous' | 'next', turned: number) =>
    packAction(
      text.buttons[button],
      { verb: 'find-person', query, page: turned },
      { id: `find-${button}`, withoutInputs: true },
    );
  const isLast = page * foundOnPage + entries.length >= total;
  return [
    ...(page > 0 ? [to('previous', page - 1)] : []),
    ...(isLast ? [] : [to('next', page + 1)]),
    ...inDirectory(input),
  ];
}

/** The same people as a list, in which they can be selected and changed together. */
function inDirectory({ text, query, entries, offer }: FindCardInput): CardNode[] {
  const [first] = entries;
  if (first === undefined || offer !== undefined || query.length > longestSearch) return [];
  return [
    packAction(
      text.buttons.viewDirectory,
      { verb: 'show-directory', network: first.network, search: query },
      { id: 'show-directory-found', withoutInputs: true },
    ),
  ];
}
