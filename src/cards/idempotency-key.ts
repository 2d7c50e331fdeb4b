import { cardActions, isVerb } from './card-actions.ts';
import type { AdaptiveCardJson } from './card.ts';

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
  if (!isVerb(verb)) return false;
  const { once } = cardActions[verb];
  return once === true || (once === 'once-confirmed' && confirmed === true);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
