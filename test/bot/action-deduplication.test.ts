import { describe, expect, it } from '@jest/globals';
import { createActionDeduplication } from '../../src/bot/action-deduplication.ts';
import type { BotServices } from '../../src/bot/services.ts';
import { turnKey } from '../../src/bot/turn-key.ts';
import type { Turn } from '../../src/bot/turn.ts';
import type { CardAction } from '../../src/cards/card-actions.ts';
import { createLog } from '../../src/log.ts';
import { textFor } from '../../src/text/text.ts';

/** @param erases how many people the button erases, each time it takes effect */
function rig({ erases = 1, fails = false } = {}) {
  const noted = new Map<string, string>();
  const answers: string[] = [];
  const asked: unknown[] = [];
  const warned: string[] = [];
  const erased: (readonly string[])[] = [];
  const turnOf = (facts: { chat?: string; person?: string; tenant?: string } = {}): Turn => ({
    context: { activity: { id: '1', conversation: { id: facts.chat ?? 'chat' } } } as never,
    caller: {
      ...{ tenant: facts.tenant ?? 'sample', locale: 'en', role: 'tenant-admin' },
      actor: { id: facts.person ?? 'tara', name: 'Tara' },
    },
    text: textFor('en'),
    personal: true,
    answer(card) {
      answers.push(JSON.stringify(card));
      return Promise.resolve(undefined);
    },
    say: () => Promise.resolve(),
  });
  const services = {
    log: { ...createLog('silent'), warn: () => void warned.push('') },
    erasures: {
      ask(_tenant: string, _by: unknown, people: readonly string[]) {
        erased.push(people);
        return Promise.resolve({ erased: erases, refused: people.length - erases });
      },
    },
  } as unknown as BotServices;
  const once = createActionDeduplication(
    {
      claim: () => Promise.resolve('claimed'),
      done(tenant, key, answer = '') {
        if (fails) return Promise.reject(new Error('away'));
        noted.set(`${tenant} ${key}`, answer);
        return Promise.resolve();
      },
      answerOf(tenant, key) {
        asked.push(key);
        return Promise.resolve(noted.get(`${tenant} ${key}`));
      },
      release: () => Promise.resolve(),
    },
    services,
  );
  return { noted, answers, asked, warned, erased, turnOf, once };
}

const action: CardAction = { verb: 'erase-people', people: ['a'], confirmed: true };
const received = { action, mark: 'm' };

describe('a button that is selected again', () => {
  it('shows what it has done before, and does nothing', async () => {
    const { answers, erased, once, turnOf } = rig();
    expect(await once.showAgain(turnOf(), received)).toBe(false);
    await once.run(turnOf(), received);
    await once.run(turnOf(), received);
    expect(await once.showAgain(turnOf(), received)).toBe(true);
    expect(erased).toEqual([['a']]);
    expect(answers).toHaveLength(3);
    expect(answers[1]).toContain(textFor('en').outcome.doneBefore);
  });

  it('shows the thing that it has changed, in its state of now', async () => {
    const { noted, erased, answers, once, turnOf } = rig();
    await once.run(turnOf(), received);
    const [key = ''] = noted.keys();
    noted.set(key, JSON.stringify({ ...action, people: ['shown'] }));
    await once.run(turnOf(), received);
    expect(erased).toEqual([['a'], ['shown']]);
    expect(answers).toHaveLength(2);
  });

  it('does what it did not do before', async () => {
    const { erased, once, turnOf } = rig({ erases: 0 });
    await once.run(turnOf(), received);
    await once.run(turnOf(), received);
    expect(erased).toHaveLength(2);
  });

  it('has done its work even if that can’t be noted', async () => {
    const { erased, answers, warned, once, turnOf } = rig({ fails: true });
    await once.run(turnOf(), received);
    expect([erased.length, answers.length, warned.length]).toEqual([1, 1, 1]);
  });

  it.each([
    ['of another card', {}, { mark: 'n' }],
    ['in another chat', { chat: 'other' }, {}],
    ['by another person', { person: 'omar' }, {}],
    ['in another organization', { tenant: 'other' }, {}],
    ['with other values', {}, { action: { ...action, people: ['b'] } }],
  ])('is another one %s', async (_what, where, what) => {
    const { erased, once, turnOf } = rig();
    await once.run(turnOf(), received);
    await once.run(turnOf(where), { ...received, ...what });
    expect(erased).toHaveLength(2);
  });

  it('isn’t known on a card of a version without marks', async () => {
    const { noted, asked, erased, once, turnOf } = rig();
    await once.run(turnOf(), { action });
    await once.run(turnOf(), { action });
    expect([erased.length, noted.size, asked.length]).toEqual([2, 0, 0]);
  });
});

describe('a message that comes again', () => {
  const turn = (id: string | undefined, chat: string) =>
    ({ context: { activity: { id, conversation: { id: chat } } } }) as unknown as Turn;

  it('is known by its id and chat', () => {
    expect(turnKey(turn('1', 'a'))).toMatch(/^[0-9a-f]{16}$/u);
    expect(turnKey(turn('1', 'a'))).toBe(turnKey(turn('1', 'a')));
    const others = [turn('1', 'a'), turn('2', 'a'), turn('1', 'b'), turn(undefined, 'a')];
    expect(new Set([...others, turn(undefined, 'a')].map(turnKey)).size).toBe(5);
  });
});
