import { describe, expect, it } from '@jest/globals';
import { assertHeld, createFence, withFence, withoutFence } from '../../src/lib/fence.ts';
import { standStill } from '../support/stand-still.ts';

const fenceOf = (heldMs: number) =>
  createFence({ heldMs, since: performance.now(), reason: () => new Error('not yours') });
const long = 60_000;

describe('a right that lasts for a time', () => {
  it('is over for who stood still for longer, before any timer has run', () => {
    const fence = fenceOf(100);
    standStill(150);
    expect(() => withFence(fence, assertHeld)).toThrow('not yours');
    expect(fence.lost.aborted).toBe(true);
  });

  it('is told to be over to who only listens', async () => {
    const fence = fenceOf(20);
    await new Promise((resolve) => fence.lost.addEventListener('abort', resolve));
    expect(fence.lost.reason).toEqual(new Error('not yours'));
  });

  it('lasts longer once it was renewed, from when that was asked for', () => {
    const fence = fenceOf(100);
    fence.renewed(performance.now() + long);
    standStill(150);
    withFence(fence, assertHeld);
    fence.end();
  });

  it('doesn’t come back once it was lost', () => {
    const fence = fenceOf(long);
    fence.lose();
    fence.renewed(performance.now());
    expect(() => withFence(fence, assertHeld)).toThrow('not yours');
  });

  it('holds for what is begun under it, and for what stands in another one', async () => {
    const [outer, inner] = [fenceOf(long), fenceOf(long)];
    const later = withFence(outer, () =>
      withFence(inner, async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        assertHeld();
      }),
    );
    outer.lose();
    await expect(later).rejects.toThrow('not yours');
    withFence(inner, assertHeld);
    withFence(outer, () => withoutFence(assertHeld));
    inner.end();
  });

  it('can’t be lost any more once nobody needs it', () => {
    const fence = fenceOf(100);
    fence.end();
    standStill(150);
    withFence(fence, assertHeld);
    fence.lose();
    withFence(fence, assertHeld);
    expect(fence.lost.aborted).toBe(false);
  });
});
