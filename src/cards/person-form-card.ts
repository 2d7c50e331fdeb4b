import { networks } from '../domain/network.ts';
import { nameOf } from '../domain/person.ts';
import { usualTimeZone } from '../domain/time-zone.ts';
import type { Text } from '../text/text.ts';
import { packAction, packDialog } from './action-data.ts';
import type { CardAction } from './card-actions.ts';
import { blankChoice, occurrenceMark, otherMark, timeMark } from './card-inputs.ts';
import type { FormValues } from './card-inputs.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { formFields } from './person-form-fields.ts';
import type { FormField } from './person-form-fields.ts';
import type { PersonFormCardInput } from './person-form-input.ts';
import { boxPart, changeLine, entryName, viewAction } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export type { PersonFormCardInput } from './person-form-input.ts';

/** Level of detail. A value is shown whole or not at all, since the form's values will be saved. */
interface Detail {
  /** bytes of a value in the card's JSON */
  readonly value: number;
  /** characters of names, and of values that are only shown */
  readonly longest: number;
  readonly changes: number;
  /** values to pick from; beyond these, they are typed */
  readonly suggested: number;
}

/** The form that adds or edits a person; shown again with the problem of each field. */
export const personFormCard = fitted<PersonFormCardInput, Detail>(build, [
  { value: 3_000, longest: 120, changes: 12, suggested: 20 },
  { value: 3_000, longest: 120, changes: 12, suggested: 8 },
  // A value that doesn't fit can't be edited here, so suggestions go first.
  { value: 3_000, longest: 120, changes: 12, suggested: 0 },
  { value: 800, longest: 60, changes: 8, suggested: 0 },
  { value: 300, longest: 40, changes: 6, suggested: 0 },
  { value: 120, longest: 30, changes: 4, suggested: 0 },
  { value: 40, longest: 20, changes: 2, suggested: 0 },
]);

function build(input: PersonFormCardInput, detail: Detail): Card {
  const { text, person, mode } = input;
  const words = text.form;
  const name = shorten(person === undefined ? '' : nameOf(person.fields), detail.longest);
  const title =
    mode === 'add'
      ? words.addTitle
      : input.own === undefined
        ? words.editTitle(name)
        : words.ownTitle;
  const fields = formFields(input, detail.value);
  const data = {
    ...commonData(text, title, actionsFor(input, fields)),
    title,
    intro: mode === 'add' || fields.some(({ isRequired }) => isRequired) ? words.intro : '',
    boxes: boxesOf(
      input,
      detail,
      new Set([...(mode === 'add' ? ['network'] : []), ...fields.map(({ id }) => id)]),
    ),
    fields: [
      ...(mode === 'add' ? [networkPart(input)] : []),
      ...fields.map((field) => fieldPart(text, field, detail.suggested)),
    ],
  };
  return { card: expandCard('person-form', data), summary: title, isForm: true };
}

/** @param shown the fields that show their problem themselves */
function boxesOf(
  input: PersonFormCardInput,
  detail: Detail,
  shown: ReadonlySet<string>,
): CardNode[] {
  const { text, problems, taken, changedMeanwhile = [] } = input;
  const words = text.form;
  const wrong = new Set(problems.map(({ field }) => field)).size;
  const elsewhere = problems
    .filter(({ field }) => !shown.has(field))
    .map(({ field, reason }) => ({
      text: words.problem(text.attribute(field, input.attributes), text.rowReason({ reason })),
    }));
  return [
    ...(changedMeanwhile.length === 0 ? [] : [changedBox(input, detail)]),
    ...(taken === undefined
      ? []
      : [
          boxPart({
            title: words.taken(entryName(text, taken, detail.longest)),
            sentence: words.takenHow,
            style: 'warning',
            actions: [viewAction(text, taken.id)],
          }),
        ]),
    ...(wrong === 0
      ? []
      : [boxPart({ sentence: words.problems(wrong), lines: elsewhere, style: 'attention' })]),
  ];
}

function changedBox(input: PersonFormCardInput, { longest, changes }: Detail): CardNode {
  const { text, attributes, changedMeanwhile = [] } = input;
  const lines = changedMeanwhile.slice(0, changes).flatMap((set) => {
    const shown = set.changes.slice(0, changes);
    const more = set.changes.length - shown.length;
    return [
      { text: text.form.changedBy({ at: set.at, by: shorten(set.by, longest) }), isHeading: true },
      ...shown.map((change) => ({ text: changeLine(text, attributes, change, longest) })),
      ...(more > 0 ? [{ text: text.personHistory.more(more) }] : []),
    ];
  });
  return boxPart({
    title: text.form.changedTitle,
    sentence: text.form.changedHow,
    lines: lines.slice(0, 3 * changes),
    style: 'warning',
  });
}

function networkPart({ text, network, problems }: PersonFormCardInput): CardNode {
  const wrong = problems.some(({ field }) => field === 'network');
  return expandPart('field-choice', {
    id: 'network',
    label: wrong ? text.form.needsCorrection(text.form.network) : text.form.network,
    isRequired: true,
    missing: text.import.networkMissing,
    placeholder: '',
    style: 'expanded',
    value: network ?? '',
    choices: networks.map((value) => ({ value, title: text.import.networkChoices[value] })),
    problem: wrong ? text.import.networkMissing : '',
  });
}

function fieldPart(text: Text, field: FormField, most: number): CardNode {
  const { kind, suggested: all = [], ...data } = field;
  const suggested = all.slice(0, most);
  if (kind === 'kept') return expandPart('field-kept', data);
  if (kind === 'date') return expandPart('field-date', data);
  if (kind === 'date-time') return dateTimePart(text, field);
  if (kind === 'text' && suggested.length > 0) return suggestedPart(text, field, suggested);
  if (kind !== 'yes-no') return expandPart('field-text', data);
  const choices = [
    ...(data.isRequired ? [] : [{ title: text.form.choose, value: blankChoice }]),
    ...(['yes', 'no'] as const).map((value) => ({
      value,
      title: text.ownValue({ type: kind }, value),
    })),
  ];
  return expandPart('field-choice', {
    ...data,
    style: 'compact',
    value: data.value === '' && !data.isRequired ? blankChoice : data.value,
    choices,
  });
}

/** A date, a time and, where clocks show that time twice, which of the two is meant. */
function dateTimePart(text: Text, { occurrences = [], time = '', ...field }: FormField): CardNode {
  const { id, label, timeZone = usualTimeZone } = field;
  const words = text.form;
  return expandPart('field-date-time', {
    ...field,
    timeId: `${timeMark}${id}`,
    timeLabel: words.time({ label, timeZone }),
    time,
    choice:
      occurrences.length === 0
        ? []
        : [
            expandPart('field-choice', {
              id: `${occurrenceMark}${id}`,
              label: words.occurrence(label),
              ...{ isRequired: false, missing: '', placeholder: '', style: 'expanded', value: '' },
              choices: occurrences.map((offset, at) => ({
                value: at === 0 ? '1' : '2',
                title: words.occurrences[at === 0 ? '1' : '2'](offset),
              })),
              problem: '',
            }),
          ],
  });
}

/** A choice, and a field for any other value, which counts where both are given. */
function suggestedPart(text: Text, field: FormField, suggested: readonly string[]): CardNode {
  const { id, value, maxLength } = field;
  const label = field.isRequired ? `${field.label} *` : field.label;
  const values = value === '' || suggested.includes(value) ? suggested : [value, ...suggested];
  const choice = expandPart('field-choice', {
    ...{ ...field, label },
    // The other field may have the value, so a client must not ask for this one.
    isRequired: false,
    missing: '',
    problem: '',
    style: 'compact',
    value: value === '' ? blankChoice : value,
    choices: [
      { title: text.form.choose, value: blankChoice },
      ...values.map((one) => ({ title: shorten(one, 80), value: one })),
    ],
  });
  const other = expandPart('field-text', {
    ...{ id: `${otherMark}${id}`, label: text.form.otherValue(field.label), value: '', maxLength },
    ...{ isRequired: false, missing: '', placeholder: '', style: 'text', problem: field.problem },
  });
  return expandPart('field-suggested', { choice, other });
}

function actionsFor(input: PersonFormCardInput, fields: readonly FormField[]): CardNode[] {
  const { text, mode, person, seen = '' } = input;
  const shown = fields.filter(({ kind }) => kind !== 'kept').map(({ id }) => [id, '']);
  const values = Object.fromEntries(shown) as FormValues;
  if (mode === 'add' || person === undefined) {
    const add = { verb: 'add-person', values } as const;
    return [
      packAction(text.buttons.addUser, add, { isPrimary: true }),
      packAction(
        text.buttons.cancel,
        { verb: 'cancel-dialogue', dialogue: 'form' },
        { withoutInputs: true },
      ),
      ...windowButton(input, add),
    ];
  }
  const changed = (input.changedMeanwhile ?? []).length > 0;
  const isOwn = input.own !== undefined;
  const save: SavesPerson = isOwn
    ? { verb: 'save-own', seen, values }
    : { verb: 'save-person', person: person.id, seen, values };
  return [
    packAction(changed ? text.buttons.saveMine : text.buttons.save, save, { isPrimary: true }),
    packAction(
      changed ? text.buttons.keepTheirs : text.buttons.cancel,
      isOwn ? { verb: 'run-command', command: 'me' } : { verb: 'show-person', person: person.id },
      { withoutInputs: true },
    ),
    ...windowButton(input, save),
  ];
}

type SavesPerson = Extract<CardAction, { verb: 'add-person' | 'save-person' | 'save-own' }>;

/** A form that was sent before takes what was typed along. None where someone else's change has to be decided on first. */
function windowButton(input: PersonFormCardInput, save: SavesPerson): CardNode[] {
  const { text, window, problems, taken, isTyped = false, changedMeanwhile = [] } = input;
  if (changedMeanwhile.length > 0) return [];
  const wasSent = isTyped || problems.length > 0 || taken !== undefined;
  if (wasSent) return [packDialog(text.buttons.openWindow, { ...save, draft: true }, true)];
  return window === undefined ? [] : [packDialog(text.buttons.openWindow, window)];
}
