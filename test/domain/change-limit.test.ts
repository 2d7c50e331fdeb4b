import { describe, expect, it } from '@jest/globals';
import { isBigChange, parseChangeLimit } from '../../src/domain/change-limit.ts';

describe('a large change is asked about first', () => {
  it.each([
    { changed: 19, people: 20, limit: 1, isBig: false, why: 'fewer than twenty never are' },
    { changed: 20, people: 20, limit: 20, isBig: true, why: 'twenty may be' },
    { changed: 20, people: 100, limit: 20, isBig: false, why: 'exactly the limit is within it' },
    { changed: 21, people: 100, limit: 20, isBig: true, why: 'one more is beyond it' },
    { changed: 50, people: 0, limit: 20, isBig: true, why: 'an empty directory has no share' },
    { changed: 5_000, people: 5_000, limit: 100, isBig: false, why: 'a limit of all allows all' },
  ])('$changed of $people by $limit %: $why', ({ changed, people, limit, isBig }) => {
    expect(isBigChange(changed, people, limit)).toBe(isBig);
  });

  it.each([
    ['1', 1],
    ['100', 100],
    ['0', 20],
    ['101', 20],
    ['7.5', 20],
    ['many', 20],
    [undefined, 20],
  ])('a limit of %s counts as %i', (text, limit) => {
    expect(parseChangeLimit(text)).toBe(limit);
  });
});
