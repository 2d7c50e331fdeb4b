import {
  builtInAttributes,
  type AttributeDefinition,
  type AttributeKey,
} from '../domain/attributes.ts';
import type { StoredPerson } from '../domain/people-store.ts';
import {
  differingFields,
  proposedToStay,
  whyNotMerged,
  type Picks,
} from '../features/people/merge-by-hand.ts';
import { sideBySide } from '../text/bidi.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import { pickMark } from './card-inputs.ts';
import type { Card, CardNode } from './card.ts';
import { escapeMarkdown, shorten } from './escape.ts';
import { recordLines, shownName } from './duplicates-card.ts';
import { factPart } from './fact.ts';
import { commonData } from './operation-parts.ts';
import { valueToShow } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface MergeCardInput {
  readonly text: Text;
  /** the older record first */
  readonly people: readonly [StoredPerson, StoredPerson];
  readonly attributes: readonly AttributeDefinition[];
  /** whether the reader may move people between networks */
  readonly mayMove: boolean;
  /** what was chosen on an earlier card */
  readonly stays?: string;
  readonly picks?: Picks;
  /** why it can't be done */
  readonly warning?: string;
}

/** Two records, with a choice for each value that differs. */
export const mergeCard = fitted<MergeCardInput, number>(build, [120, 60, 30, 12]);

function build(input: MergeCardInput, longest: number): Card {
  const { text, people, warning } = input;
  const words = text.duplicates;
  const [one, other] = people;
  const refusal = whyNotMerged(one, other);
  const fixed = accountHolder(people);
  const data = {
    ...commonData(text, words.mergeTitle, actionsFor(input, refusal === undefined, fixed)),
    title: words.mergeTitle,
    intro: refusal === undefined ? words.mergeIntro : words.refusals[refusal],
    warning: warning ?? '',
    people: people.map((person) => ({
      name: shownName(text, person, longest),
      lines: linesOf(text, person, longest),
    })),
    questions: refusal === undefined ? questionsOf(input, fixed, longest) : [],
    notes: notesOf(input, fixed, longest).map((note) => ({ text: note })),
    facts: factsOf(input, longest),
  };
  return { card: expandCard('merge', data), summary: words.mergeTitle };
}

/** The record that has to stay, if one has a work account. */
function accountHolder(people: MergeCardInput['people']): StoredPerson | undefined {
  return people.find(({ linked, entraId }) => linked || entraId !== undefined);
}

/** The values that tell the records apart. */
function linesOf(text: Text, person: StoredPerson, longest: number) {
  const others = [
    text.profile.network(person.network),
    person.linked ? `${text.profile.facts.linked}: ${text.profile.isLinked}` : '',
    text.source(person.source),
    text.duplicates.added(person.addedAt),
  ];
  return recordLines(person.fields, others, longest);
}

function questionsOf(
  input: MergeCardInput,
  fixed: StoredPerson | undefined,
  longest: number,
): CardNode[] {
  const { text, people, attributes, mayMove, picks = {} } = input;
  const [one, other] = people;
  const proposed = input.stays ?? proposedToStay(one, other).id;
  const choice = (
    id: string,
    label: string,
    value: string,
    titleOf: (person: StoredPerson) => string,
  ) =>
    expandPart('identity-answer', {
      id,
      label,
      style: 'expanded',
      value,
      // The choices of an expanded set are Markdown in some clients.
      choices: people.map((person) => ({
        title: escapeMarkdown(shorten(titleOf(person), longest)),
        value: person.id,
      })),
    });
  const pick = (
    field: AttributeKey | 'network',
    label: string,
    titleOf: (person: StoredPerson) => string,
  ) => choice(`${pickMark}${field}`, label, picks[field] ?? proposed, titleOf);
  const stays = choice('stays', text.duplicates.stays, proposed, (person) =>
    stayTitle(text, person, longest),
  );
  const isNetworkAsked = mayMove && fixed === undefined && one.network !== other.network;
  return [
    ...(fixed === undefined ? [stays] : []),
    ...(isNetworkAsked
      ? [pick('network', text.import.networkLabel, ({ network }) => text.network(network))]
      : []),
    ...differingFields(one, other).map((field) =>
      pick(field, shorten(text.attribute(field, attributes), longest), ({ fields }) =>
        valueToShow(text, attributes, field, fields[field] ?? ''),
      ),
    ),
  ];
}

/** A record as it can be chosen: by its number, which stays with it. */
function stayTitle(text: Text, person: StoredPerson, longest: number): string {
  const { phone = '' } = person.fields;
  const name = shownName(text, person, longest);
  const number = phone === name ? '' : phone;
  return sideBySide([name, number, text.duplicates.added(person.addedAt)]);
}

function notesOf(
  { text, people: [one, other] }: MergeCardInput,
  fixed: StoredPerson | undefined,
  longest: number,
): string[] {
  if (whyNotMerged(one, other) !== undefined) return [];
  const haveBothPhones = one.fields.phone !== undefined && other.fields.phone !== undefined;
  return [
    ...(fixed === undefined
      ? []
      : [text.duplicates.staysWithAccount(shownName(text, fixed, longest))]),
    ...(haveBothPhones ? [text.duplicates.phones] : []),
  ];
}

/** Values without a question: those that both have, and those that only one has. */
function factsOf({ text, people, attributes }: MergeCardInput, longest: number): CardNode[] {
  const [one, other] = people;
  const asked = new Set<AttributeKey>(['phone', ...differingFields(one, other)]);
  const keys = [...builtInAttributes, ...attributes.map(({ key }) => key)];
  return keys.flatMap((key) => {
    const [value = ''] = [one, other].flatMap(({ fields }) => fields[key] ?? []);
    if (asked.has(key) || value === '') return [];
    const title = shorten(text.attribute(key, attributes), longest);
    return [factPart(title, shorten(valueToShow(text, attributes, key, value), longest))];
  });
}

function actionsFor(
  { text, people }: MergeCardInput,
  isPossible: boolean,
  fixed: StoredPerson | undefined,
): CardNode[] {
  const [one, other] = people;
  const ids: [string, string] = [one.id, other.id];
  const merge = packAction(
    text.buttons.merge,
    {
      verb: 'merge-people',
      people: ids,
      seen: [one.changedAt, other.changedAt],
      ...(fixed !== undefined && { stays: fixed.id }),
      picks: {},
    },
    { isPrimary: true },
  );
  const apart = packAction(
    text.buttons.notSame,
    { verb: 'not-same', people: ids, page: 0 },
    { withoutInputs: true },
  );
  const back = packAction(
    text.buttons.back,
    { verb: 'show-duplicates', page: 0 },
    { withoutInputs: true },
  );
  return [...(isPossible ? [merge] : []), apart, back];
}
