import { describe, expect, it } from '@jest/globals';
import { levelled } from './verdict.ts';

/** One value a minute, in an hour. */
const series = (name: string, valueAt: (minute: number) => number) => ({
  name,
  points: Array.from({ length: 60 }, (_, minute) => [minute, valueAt(minute)] as const),
  breaks: [],
});
/** Many files late in the day, but each tenth minute is the morning after a night. */
const days = (minute: number) => (minute % 10) * (minute > 45 ? 150 : 10);

describe('what grows in a day', () => {
  it.each(['turns', 'outbox', 'changes'])('isn’t what each night removes: %s', (rows) => {
    expect(levelled(series(`rows of ${rows}`, days))?.isLevel).toBe(true);
    const kept = series(`rows of ${rows}`, (minute) => days(minute) + 10 * minute);
    expect(levelled(kept)?.isLevel).toBe(false);
  });

  it('is what others have more of, most of the time', () => {
    expect(levelled(series('rows of chats', days))?.isLevel).toBe(false);
    expect(levelled(series('rows of chats', () => 5))?.isLevel).toBe(true);
  });
});
