import { builtIn, builtInAttributes } from '../domain/attributes.ts';
import type {
  AttributeDefinition,
  AttributeKey,
  AttributeType,
  BuiltInAttribute,
} from '../domain/attributes.ts';
import { formText, occurrencesOf } from '../domain/date-times.ts';
import type { Text } from '../text/text.ts';
import { defined } from '../lib/defined.ts';
import { shorten } from './escape.ts';
import type { PersonFormCardInput } from './person-form-input.ts';

/** One field of the form. `kept`: its value is too long for a card, so it stays unchanged and can't be edited here. */
export interface FormField {
  readonly kind: AttributeType | 'kept';
  /** the input's id; public */
  readonly id: AttributeKey;
  readonly label: string;
  readonly isRequired: boolean;
  /** shown by the client when a required field is empty */
  readonly missing: string;
  readonly placeholder: string;
  readonly style: 'text' | 'tel' | 'email';
  readonly maxLength: number;
  readonly value: string;
  /** of a date with a time: the time, its zone, and where clocks show it twice, both distances from UTC */
  readonly time?: string;
  readonly timeZone?: string;
  readonly occurrences?: readonly string[];
  /** of a text: values to pick from */
  readonly suggested?: readonly string[];
  /** the problem of its value; '' when there is none */
  readonly problem: string;
}

/** The order of the template. The display name comes last, since it follows from the others. */
const shown: readonly BuiltInAttribute[] = [
  ...builtInAttributes.filter((key) => key !== 'displayName'),
  'displayName',
];
/** Characters that an own attribute's input accepts; its value is validated when it is sent. */
const longestOwnInput = 1_000;
const longestShownProblem = 60;

/**
 * The fields of a form, with their values and problems.
 *
 * @param longest bytes of a value, as JSON: a longer one is left out
 */
export function formFields(input: PersonFormCardInput, longest: number): FormField[] {
  const own = input.attributes.filter(({ removedAt }) => removedAt === undefined);
  const fields = [
    ...shown.map((key) => fieldOf(input, { ...builtInField(input.text, key), id: key }, longest)),
    ...own.map((attribute) =>
      fieldOf(input, { ...ownField(input.text, attribute), id: attribute.key }, longest),
    ),
  ];
  return fields.filter(({ id }) => input.own === undefined || input.own.includes(id));
}

type Blank = Pick<FormField, 'kind' | 'id' | 'label' | 'isRequired' | 'placeholder'> &
  Pick<FormField, 'style' | 'maxLength' | 'suggested' | 'timeZone'>;

function builtInField(text: Text, key: BuiltInAttribute): Omit<Blank, 'id'> {
  return {
    kind: 'text',
    label: text.attribute(key),
    isRequired: key === 'phone',
    placeholder: key === 'phone' ? text.form.phoneHint : '',
    style: key === 'phone' ? 'tel' : key === 'email' ? 'email' : 'text',
    maxLength: builtIn[key].maxLength,
  };
}

function ownField(text: Text, attribute: AttributeDefinition): Omit<Blank, 'id'> {
  return {
    kind: attribute.type,
    label: shorten(attribute.name, 60),
    isRequired: attribute.required,
    placeholder: attribute.type === 'number' ? text.form.numberHint : '',
    style: 'text',
    maxLength: longestOwnInput,
    ...defined({ suggested: attribute.suggested, timeZone: attribute.timeZone }),
  };
}

function fieldOf(input: PersonFormCardInput, blank: Blank, longest: number): FormField {
  const { text, mode, problems } = input;
  const { id, label } = blank;
  // A required value that was missing before doesn't block the correction of another one.
  const isRequired =
    blank.isRequired && !(mode === 'edit' && (input.person?.fields[id] ?? '') === '');
  const stored = input.values[id] ?? '';
  const value = blank.kind === 'date-time' ? formText(stored, blank.timeZone) : stored;
  const found = problems.find(({ field }) => field === id);
  const field: FormField = {
    ...blank,
    isRequired,
    label: found === undefined ? label : text.form.needsCorrection(label),
    missing: isRequired ? text.form.missing(label) : '',
    value: fitsInput(blank.kind, value) ? value : '',
    problem: found === undefined ? '' : problemOf(text, found),
    ...(blank.kind === 'date-time' && timesOf(value, blank.timeZone, found?.reason)),
  };
  if (Buffer.byteLength(JSON.stringify(value)) <= longest) return field;
  // The form's values are saved, so a value too long for the card must not be sent and come back cut.
  return mode === 'edit' && found === undefined && stored === input.person?.fields[id]
    ? { ...field, kind: 'kept', value: '', problem: text.form.tooLongToEdit(label) }
    : {
        ...field,
        value: '',
        problem: `${field.problem} ${text.form.notShownAgain(label)}`.trim(),
      };
}

function problemOf(text: Text, found: PersonFormCardInput['problems'][number]): string {
  const { reason, value } = found;
  if (reason === 'time-twice') return text.form.timeTwice;
  // The two fields of a time are one value.
  const shown = reason === 'time-skipped' ? value?.replace('T', ' ').replace(/@\d$/u, '') : value;
  return text.rowReason({
    reason,
    ...(shown === undefined ? {} : { value: shorten(shown, longestShownProblem) }),
  });
}

/** The halves of a date with a time, as far as they were typed. */
function timesOf(value: string, timeZone: string | undefined, problem: string | undefined) {
  const [date = '', time = ''] = value.split(/[T@]/u);
  return {
    value: fitsInput('date', date) ? date : '',
    time: /^\d{2}:\d{2}$/u.test(time) ? time : '',
    ...(problem === 'time-twice' && { occurrences: occurrencesOf(value, timeZone) }),
  };
}

/** Clients don't draw an input whose value isn't of its type; the message below shows the typed value. */
function fitsInput(kind: AttributeType | 'kept', value: string): boolean {
  if (kind === 'date') return /^\d{4}-\d{2}-\d{2}$/u.test(value);
  return kind !== 'yes-no' || value === 'yes' || value === 'no';
}
