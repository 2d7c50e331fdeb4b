import { expect, it } from '@jest/globals';
import { createLongWork } from '../../src/bot/long-work.ts';
import type { Turn } from '../../src/bot/turn.ts';
import { usualTurnLimits } from '../../src/edge/turn-limits.ts';
import { createLog } from '../../src/log.ts';

/** A chat that takes no typing sign, and what was to be shown in it. */
function chat() {
  const shown: string[] = [];
  let onSecond: () => void = () => undefined;
  const second = new Promise<void>((resolve) => (onSecond = resolve));
  const party = { id: 'someone', name: '' };
  const activity = { id: 'a', channelId: 'msteams', from: party, recipient: party };
  const context = {
    activity: { ...activity, conversation: { id: 'a-chat' }, serviceUrl: 'https://teams.example' },
    sendActivity({ type }: { readonly type: string }) {
      shown.push(type);
      if (shown.length === 2) onSecond();
      return Promise.reject(new Error('Teams is busy'));
    },
  };
  return { turn: { context } as unknown as Turn, shown, second };
}

const longWork = (typingMs: number) =>
  createLongWork({
    resume: () => Promise.resolve(),
    limits: { ...usualTurnLimits, typingMs },
    log: createLog('silent'),
  });

it('an admin whose file takes long sees that Rollcall is typing, until it is there', async () => {
  const { turn, shown, second } = chat();
  await longWork(5).run(turn, 'It takes longer.', () => second);
  expect(shown).toEqual(['typing', 'typing']);
});

it('a file that is there at once needs no sign', async () => {
  const { turn, shown } = chat();
  await longWork(60_000).run(turn, 'It takes longer.', () => Promise.resolve());
  expect(shown).toEqual([]);
});
