import { describe, expect, it } from '@jest/globals';
import { beforeDeadline, withDeadline } from '../../src/lib/deadline.ts';
import { standStill } from '../support/stand-still.ts';

describe('a turn’s time', () => {
  it('is over for a process that stood still for longer, before any timer has run', async () => {
    let begun = 0;
    const turn = withDeadline(100, () => {
      standStill(150);
      return beforeDeadline(() => Promise.resolve((begun += 1)));
    });
    await expect(turn).rejects.toMatchObject({ code: 'too-slow' });
    expect(begun).toBe(0);
  });
});
