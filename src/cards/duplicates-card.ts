import type { StoredPerson } from '../domain/people-store.ts';
import { nameOf } from '../domain/person.ts';
import type { DuplicateCount, DuplicatePair } from '../features/people/duplicates.ts';
import { sideBySide } from '../text/bidi.ts';
import type { Text } from '../text/text.ts';
import { packAction, type ActionOptions } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commandAction } from './home-card.ts';
import { commonData } from './operation-parts.ts';
import { turnActions } from './pages.ts';
import { entryName } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

interface DuplicatesCardInput {
  readonly text: Text;
  /** the newest first, at most 5 */
  readonly pairs: readonly DuplicatePair[];
  readonly total: number;
  /** position of the first pair among them, from 1 */
  readonly first: number;
  /** from 0 */
  readonly page: number;
  readonly pages: number;
  /** `apart`: the pairs that an admin said are two people */
  readonly of: 'open' | 'apart';
  /** number of those */
  readonly apart: number;
  /** further pairs are looked for later */
  readonly more: boolean;
  /** an import is running: the newest people may be missing */
  readonly updating: boolean;
  /** what has just been done */
  readonly notice?: string;
}

/** Pairs of records that look like one person, each with the reason and what can be done. */
export const duplicatesCard = fitted<DuplicatesCardInput, number>(build, [80, 40, 20]);

function build(input: DuplicatesCardInput, longest: number): Card {
  const { text, pairs, total, first, notice } = input;
  const words = wordsOf(input);
  const isEmpty = pairs.length === 0;
  const shown = text.duplicates.page(first, first + pairs.length - 1, total);
  const page = isEmpty ? words.empty : shown;
  const isOpen = input.of === 'open';
  const isLast = input.page === input.pages - 1;
  const data = {
    ...commonData(text, page, pageActions(input)),
    title: words.title,
    notice: notice ?? '',
    intro: isEmpty ? words.emptyHow : words.intro,
    page,
    updating: input.updating ? text.directory.updating : '',
    pairs: pairs.map((pair) => pairPart(input, pair, longest)),
    moreLater: isOpen && input.more && isLast ? text.duplicates.moreLater : '',
  };
  return { card: expandCard('duplicates', data), summary: `${words.title}: ${page}` };
}

/** Both lists have the same form. */
function wordsOf({ text, of }: DuplicatesCardInput) {
  const { title, intro, empty, emptyHow, apartTitle, apartIntro, apartEmpty } = text.duplicates;
  return of === 'open'
    ? { title, intro, empty, emptyHow }
    : { title: apartTitle, intro: apartIntro, empty: apartEmpty, emptyHow: '' };
}

function pairPart({ text, page, of }: DuplicatesCardInput, pair: DuplicatePair, longest: number) {
  const { one, other, people, refusal } = pair;
  const ids: [string, string] = [one, other];
  const options = (verb: string): ActionOptions => ({ id: `${verb}-${one}-${other}` });
  const merge = packAction(
    text.buttons.merge,
    { verb: 'compare-people', people: ids },
    options('compare-people'),
  );
  const apart = packAction(
    text.buttons.notSame,
    { verb: 'not-same', people: ids, page },
    options('not-same'),
  );
  const again = packAction(
    text.buttons.showAgain,
    { verb: 'show-again', people: ids, page },
    options('show-again'),
  );
  return expandPart('duplicate-pair', {
    why: text.duplicates.why(pair),
    people: people.map((person) => ({
      name: shownName(text, person, longest),
      lines: factsLines(text, person, longest),
    })),
    refusal: refusal === undefined || of === 'apart' ? '' : text.duplicates.refusals[refusal],
    actions: of === 'apart' ? [again] : refusal === undefined ? [merge, apart] : [apart],
  });
}

/** The name of a person, or else the phone number, or that there is neither. */
export function shownName(text: Text, person: StoredPerson, longest: number): string {
  const { id, network, linked, fields } = person;
  const entry = { id, network, linked, name: nameOf(fields), phone: fields.phone ?? '' };
  return entryName(text, entry, longest);
}

/** The facts that distinguish two records. */
function factsLines(text: Text, { fields, addedAt }: StoredPerson, longest: number) {
  const { department = '' } = fields;
  const others = [shorten(department, longest), text.duplicates.added(addedAt)];
  return recordLines(fields, others, longest);
}

/**
 * How a person is reached, and what else is known of a record. The employee ID begins the second line: in the middle of one
 * it would be broken at its hyphen.
 */
export function recordLines(
  { phone = '', email = '', employeeId = '' }: StoredPerson['fields'],
  others: readonly string[],
  longest: number,
): { readonly text: string }[] {
  const short = (value: string) => shorten(value, longest);
  return [
    [short(phone), short(email)],
    [short(employeeId), ...others],
  ]
    .map((parts) => ({ text: sideBySide(parts) }))
    .filter(({ text }) => text !== '');
}

function pageActions({ text, page, pages, of, apart }: DuplicatesCardInput): CardNode[] {
  const verb = of === 'open' ? 'show-duplicates' : 'show-apart';
  const hidden = packAction(text.duplicates.apartButton(apart), { verb: 'show-apart', page: 0 });
  const back = packAction(text.duplicates.title, { verb: 'show-duplicates', page: 0 });
  return [
    ...turnActions(text, { page, pages }, (wanted) => ({ verb, page: wanted })),
    ...(of === 'apart' ? [back] : apart > 0 ? [hidden] : []),
    commandAction(text, 'directory', text.buttons.directory),
  ];
}

/** Opens the list, and says how many pairs it has. */
export function duplicatesAction(text: Text, { pairs, more }: DuplicateCount): CardNode {
  return packAction(
    text.duplicates.button({ pairs, more }),
    { verb: 'show-duplicates', page: 0 },
    { withoutInputs: true },
  );
}
