import { sharedAttributes, type AttributeDefinition } from '../domain/attributes.ts';
import type { Network } from '../domain/network.ts';
import { packAction } from './action-data.ts';
import type { CardAction } from './card-actions.ts';
import type { Card } from './card.ts';
import { blankChoice } from './card-inputs.ts';
import { filtersLine, type FilterWords } from './directory-filters.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { expandCard, expandPart } from './template.ts';
import { defined } from '../lib/defined.ts';

type ChangeAll = Extract<CardAction, { verb: 'change-all' }>;

export interface ChangeAllCardInput extends Omit<FilterWords, 'values'> {
  readonly network: Network;
  /** how many match */
  readonly people: number;
  readonly mayMove: boolean;
  readonly mayDelete: boolean;
  /** of a selection: tells it from others; absent: everyone in the list */
  readonly seen?: string;
  /** as selected before */
  readonly chosen: Pick<ChangeAll, 'change' | 'field' | 'newValue'>;
  /** what is missing */
  readonly problem?: string;
}

/** Asks what is to be changed of everyone in a list. */
export function changeAllCard(input: ChangeAllCardInput): Card {
  const { text, network, filters, people, chosen, attributes, problem, seen } = input;
  const words = text.changeAll;
  const title = words.title(people);
  const line = filtersLine(input, 80);
  const actions = [
    packAction(
      text.buttons.continue,
      {
        verb: 'change-all',
        network,
        ...filters,
        asked: true,
        ...(seen !== undefined && { selected: true, seen }),
      },
      { isPrimary: true },
    ),
    packAction(
      text.buttons.back,
      { verb: 'show-directory', network, ...filters, ...defined({ seen }) },
      { id: 'show-directory-back', withoutInputs: true },
    ),
  ];
  const data = {
    ...commonData(text, title, actions),
    title,
    of: [text.network(network), line].filter((part) => part !== '').join(' · '),
    how: words.how,
    problem: problem === undefined ? [] : [boxPart({ title: problem, style: 'attention' })],
    changeLabel: words.change,
    change: chosen.change ?? '',
    changes: changesFor(input),
    inputs: [
      fieldPart(words.field, chosen, text.attribute, attributes),
      valuePart(words.value, chosen),
    ],
  };
  return { card: expandCard('change-all', data), summary: title };
}

function changesFor({ text, network, mayMove, mayDelete }: ChangeAllCardInput) {
  const { changes } = text.changeAll;
  const other = network === 'Employee' ? 'Others' : 'Employee';
  return [
    { value: 'set', title: changes.set },
    { value: 'clear', title: changes.clear },
    ...(mayMove ? [{ value: 'move', title: text.buttons.moveTo[other] }] : []),
    ...(mayDelete ? [{ value: 'delete', title: changes.delete }] : []),
  ];
}

function fieldPart(
  label: string,
  { field }: ChangeAllCardInput['chosen'],
  nameOf: ChangeAllCardInput['text']['attribute'],
  attributes: readonly AttributeDefinition[],
) {
  const keys = [...sharedAttributes, ...attributes.map(({ key }) => key)];
  return expandPart('choice-filter', {
    id: 'field',
    label,
    value: field ?? blankChoice,
    choices: [
      { title: '–', value: blankChoice },
      ...keys.map((key) => ({ value: key, title: shorten(nameOf(key, attributes), 60) })),
    ],
  });
}

function valuePart(label: string, { newValue }: ChangeAllCardInput['chosen']) {
  return expandPart('field-text', {
    id: 'newValue',
    label,
    isRequired: false,
    missing: '',
    problem: '',
    placeholder: '',
    style: 'text',
    value: newValue ?? '',
    maxLength: 1_000,
  });
}
