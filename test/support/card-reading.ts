/** Reads a card as a person does: its text, its buttons, its fields. */
import { isJsonObject } from '../../emulators/teams/protocol.ts';
import type { JsonObject } from '../../emulators/teams/protocol.ts';

export interface CardAction {
  readonly type: string;
  readonly title: string;
  readonly id?: string;
  readonly verb?: string;
  readonly data?: unknown;
  /** of an Action.OpenUrl */
  readonly url?: string;
  /** the action in the card */
  readonly json: JsonObject;
  /** ids of the inputs that are sent with it: those of its own card and of the cards around it */
  readonly inputIds: readonly string[];
}

export interface CardInput {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly value: string;
  readonly required: boolean;
  readonly choices: readonly { title: string; value: string }[];
  /** the dataset of a search-as-you-type field */
  readonly dataset?: string;
}

/** All visible text, one line each, without buttons; includes hidden elements and cards that a button opens. */
export function textOf(card: JsonObject): string {
  const lines: string[] = [];
  for (const element of walk(card)) {
    if (isAction(element)) continue;
    const isInput = stringOf(element.type).startsWith('Input.');
    const { title, value } = element;
    const isFact = !isInput && typeof title === 'string' && typeof value === 'string';
    const words = isFact
      ? [`${title}: ${value}`]
      : [title, element.text, element.label, element.placeholder, element.altText];
    lines.push(...words.map(stringOf).filter((each) => each !== ''));
  }
  return lines.join('\n');
}

/** Every button, including those of nested cards, in reading order. */
export function actionsOf(card: JsonObject): CardAction[] {
  return collect(card, []);
}

/** @param wanted the button's exact title or its verb, ignoring case */
export function findAction(card: JsonObject, wanted: string): CardAction | undefined {
  const same = (text: string | undefined) => text?.toLowerCase() === wanted.toLowerCase();
  return actionsOf(card).find((action) => same(action.title) || same(action.verb));
}

/** Titles of the buttons. A row that opens is named by its own words and has none. */
export function titlesOf(card: JsonObject): string[] {
  return actionsOf(card).flatMap(({ title }) => (title === '' ? [] : [title]));
}

/** The fields by id. */
export function inputsOf(card: JsonObject): Map<string, CardInput> {
  const inputs = [...walk(card)].filter((element) => stringOf(element.type).startsWith('Input.'));
  return new Map(inputs.map((input) => [stringOf(input.id), asInput(input)]));
}

/**
 * The values that the official client sends for an action's inputs: those filled in, or else those of the card.
 * @throws Error when the client would not allow the button (a required field is empty) or a field doesn't exist
 */
export function inputValues(
  card: JsonObject,
  action: CardAction,
  filled: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const inputs = inputsOf(card);
  for (const id of Object.keys(filled)) {
    if (!inputs.has(id))
      throw new Error(`The card has no field "${id}": ${[...inputs.keys()].join(', ')}`);
  }
  const values = new Map<string, string>();
  for (const id of action.inputIds) {
    const input = inputs.get(id);
    const value = filled[id] ?? input?.value ?? '';
    if (input?.required === true && value === '') throw new Error(`The field "${id}" is required.`);
    const isEmptyChoice = input?.type === 'Input.ChoiceSet' && value === '';
    if (!isEmptyChoice) values.set(id, value);
  }
  return Object.fromEntries(values);
}

function collect(part: unknown, around: readonly string[]): CardAction[] {
  if (Array.isArray(part)) return part.flatMap((each) => collect(each, around));
  if (!isJsonObject(part)) return [];
  if (part.type === 'Action.ShowCard') {
    return [asAction(part, around), ...collect(part.card, around)];
  }
  if (isAction(part)) return [asAction(part, around)];
  // A card's inputs are sent with its own actions and with those of the cards it opens.
  const inputIds = part.type === 'AdaptiveCard' ? [...around, ...ownInputIds(part)] : around;
  return Object.entries(part)
    .filter(([name]) => name !== 'refresh')
    .flatMap(([, each]) => collect(each, inputIds));
}

function ownInputIds(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(ownInputIds);
  if (!isJsonObject(part)) return [];
  if (stringOf(part.type).startsWith('Input.')) return [stringOf(part.id)];
  if (part.type === 'Action.ShowCard') return [];
  return Object.values(part).flatMap(ownInputIds);
}

function asAction(json: JsonObject, inputIds: readonly string[]): CardAction {
  const { id, verb, url } = json;
  const none = json.associatedInputs === 'none' || json.associatedInputs === 'None';
  return {
    type: stringOf(json.type),
    title: stringOf(json.title),
    ...(typeof id === 'string' && { id }),
    ...(typeof verb === 'string' && { verb }),
    ...(json.data !== undefined && { data: json.data }),
    ...(typeof url === 'string' && { url }),
    json,
    inputIds: none ? [] : inputIds,
  };
}

function asInput(json: JsonObject): CardInput {
  const listed: unknown[] = Array.isArray(json.choices) ? json.choices : [];
  const query = json['choices.data'];
  const fallback = json.type === 'Input.Toggle' ? 'false' : '';
  return {
    id: stringOf(json.id),
    type: stringOf(json.type),
    label: stringOf(json.label) || stringOf(json.title),
    value: typeof json.value === 'string' ? json.value : fallback,
    required: json.isRequired === true,
    choices: listed.filter(isJsonObject).map(({ title, value }) => {
      return { title: stringOf(title), value: stringOf(value) };
    }),
    ...(isJsonObject(query) && { dataset: stringOf(query.dataset) }),
  };
}

function isAction(element: JsonObject): boolean {
  return stringOf(element.type).startsWith('Action.');
}

/** Every element, fact, choice and action of the card, in order. */
function* walk(part: unknown): Generator<JsonObject> {
  if (Array.isArray(part)) {
    for (const each of part) yield* walk(each);
    return;
  }
  if (!isJsonObject(part)) return;
  yield part;
  for (const [name, each] of Object.entries(part)) {
    if (['data', 'refresh', 'fallback', 'msteams'].includes(name)) continue;
    if (name === 'choices' && Array.isArray(each)) {
      // A choice's value isn't visible.
      yield* each.filter(isJsonObject).map(({ title }) => ({ title }));
      continue;
    }
    yield* walk(each);
  }
}

/** A person sees no difference between a space and the no-break spaces inside a phone number. */
function withPlainSpaces(text: string): string {
  return text.replaceAll(/(?<=\d)\u00A0(?=\d)/gu, ' ');
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? withPlainSpaces(value) : '';
}
