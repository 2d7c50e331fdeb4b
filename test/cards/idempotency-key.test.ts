import { expect, it } from '@jest/globals';
import { cardActions, type Verb } from '../../src/cards/card-actions.ts';
import type { AdaptiveCardJson } from '../../src/cards/card.ts';
import { idempotencyKeyOf, withIdempotencyKey } from '../../src/cards/idempotency-key.ts';

const verbs = Object.keys(cardActions) as Verb[];
const ofKind = (once: unknown): Verb => {
  const found = verbs.find((verb) => (cardActions[verb] as { once?: unknown }).once === once);
  if (found === undefined) throw new Error(`no verb is ${String(once)}`);
  return found;
};
const once = { verb: ofKind(true) };
const confirmed = { verb: ofKind('once-confirmed'), confirmed: true };

/** The card's buttons, one of them nested, as they are sent. */
function marked(...data: readonly unknown[]): unknown[] {
  const buttons = data.map((one) => ({ type: 'Action.Execute', data: one }));
  const body = [{ type: 'Container', items: [{ type: 'ActionSet', actions: buttons }] }, null, 7];
  const card = { type: 'AdaptiveCard', body } as unknown as AdaptiveCardJson;
  const sent = withIdempotencyKey(card, 'mark-1');
  expect(JSON.stringify(sent)).toHaveLength(
    JSON.stringify(card).length +
      (JSON.stringify(sent).match(/mark-1/gu) ?? []).length * ',"press":"mark-1"'.length,
  );
  const [container] = sent.body as unknown as { items: { actions: { data: unknown }[] }[] }[];
  return (container?.items[0]?.actions ?? []).map((button) => button.data);
}

it('what must take effect once has a mark by which it is known again, and nothing else has', () => {
  expect(marked(once, { ...once, people: ['a'] }, confirmed)).toEqual([
    { ...once, press: 'mark-1' },
    { ...once, people: ['a'], press: 'mark-1' },
    { ...confirmed, press: 'mark-1' },
  ]);
  const others = [
    { verb: ofKind(undefined), confirmed: true },
    { ...confirmed, confirmed: false },
    { verb: confirmed.verb },
    { verb: 'nothing' },
    { verb: 7 },
    'text',
    null,
  ];
  expect(marked(...others)).toEqual(others);
});

it('a mark is taken from the data of a card only if it is one', () => {
  expect(idempotencyKeyOf({ press: 'mark-1_A' })).toBe('mark-1_A');
  expect(idempotencyKeyOf({ press: 'x'.repeat(32) })).toBe('x'.repeat(32));
  for (const press of ['', 'x'.repeat(33), 'a|b', 'a\n', 7, undefined]) {
    expect(idempotencyKeyOf({ press })).toBeUndefined();
  }
  for (const data of [undefined, null, 'press', 7]) expect(idempotencyKeyOf(data)).toBeUndefined();
});
