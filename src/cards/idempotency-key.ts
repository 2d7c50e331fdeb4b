import type { CardAction } from './action-data.ts';
import type { AdaptiveCardJson } from './card.ts';

/**
 * Buttons that change something which may be changed back. Pressed on one card they are meant once: a press that comes
 * again, when somebody has changed it back meanwhile, would undo that. (An operation's buttons need no mark: its record
 * says what was done already. An export's and a sync's carry a key of their own.)
 */
const meantOnce: readonly CardAction['verb'][] = [
  'cancel-dialogue',
  'answer-columns',
  'change-columns',
  'save-person',
  'add-person',
  'move-people',
  'delete-people',
  'restore-person',
  'restore-people',
  'restore-operation',
  'add-admin',
  'remove-admin',
  'save-attribute',
  'remove-attribute',
  'restore-attribute',
  'save-settings',
  'add-member',
  'remove-member',
  'save-schedule',
  'pause-schedule',
  'resume-schedule',
  'remove-schedule',
  'save-sync',
  'reset-sync',
];

/** Of these, the button that asks whether one is sure changes nothing yet. */
const askingFirst: readonly unknown[] = [
  'delete-people',
  'remove-attribute',
  'remove-schedule',
  'reset-sync',
];

const pattern = /^[\w-]{1,32}$/u;

/**
 * Puts a mark into each button that is meant once, by which a second press of it is known.
 * @param mark another one for each card that goes out: letters, digits, `-` and `_`
 */
export function withIdempotencyKey(card: AdaptiveCardJson, mark: string): AdaptiveCardJson {
  return marked(card, mark) as AdaptiveCardJson;
}

/** @returns the mark in what a client sent; undefined on cards from before there were marks */
export function idempotencyKeyOf(data: unknown): string | undefined {
  if (!isObject(data)) return undefined;
  const { press } = data;
  return typeof press === 'string' && pattern.test(press) ? press : undefined;
}

function marked(part: unknown, mark: string): unknown {
  if (Array.isArray(part)) return part.map((each) => marked(each, mark));
  if (!isObject(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) =>
      name === 'data' && isMeantOnce(value)
        ? [name, { ...value, press: mark }]
        : [name, marked(value, mark)],
    ),
  );
}

function isMeantOnce(data: unknown): data is Readonly<Record<string, unknown>> {
  if (!isObject(data)) return false;
  const { verb, confirmed } = data;
  if (!(meantOnce as readonly unknown[]).includes(verb)) return false;
  return !askingFirst.includes(verb) || confirmed === true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
