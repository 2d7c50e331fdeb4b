import type { CardAction } from './action-data.ts';
import type { AdaptiveCardJson } from './card.ts';

/**
 * Buttons whose change may be reversed by another one. On one card they take effect once: a repeated action,
 * after the change was reversed, would make it again. (An operation's buttons need no key, since its record
 * shows what was done. An export's and a sync's carry a key of their own.)
 */
const meantOnce: readonly CardAction['verb'][] = [
  'cancel-dialogue',
  'answer-columns',
  'change-columns',
  'read-numbers',
  'save-person',
  'add-person',
  'move-people',
  'delete-people',
  'restore-person',
  'restore-people',
  'restore-operation',
  'erase-people',
  'merge-people',
  'undo-merge',
  'not-same',
  'add-admin',
  'remove-admin',
  'save-attribute',
  'remove-attribute',
  'restore-attribute',
  'save-settings',
  'forget-columns',
  'add-member',
  'remove-member',
  'save-schedule',
  'pause-schedule',
  'resume-schedule',
  'remove-schedule',
  'save-sync',
  'reset-sync',
];

/** Of these, the button that asks for confirmation changes nothing yet. */
const askingFirst: readonly unknown[] = [
  'erase-people',
  'delete-people',
  'remove-attribute',
  'remove-schedule',
  'reset-sync',
];

const pattern = /^[\w-]{1,32}$/u;

/**
 * Adds an idempotency key to each button that must take effect only once.
 * @param mark a new one for each card that is sent: letters, digits, `-` and `_`
 */
export function withIdempotencyKey(card: AdaptiveCardJson, mark: string): AdaptiveCardJson {
  return marked(card, mark) as AdaptiveCardJson;
}

/** @returns the idempotency key in a client's data; undefined on cards from before there were keys */
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
