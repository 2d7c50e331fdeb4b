import { expect, it } from '@jest/globals';
import { labelOf } from '../../src/lib/label.ts';

it('a name from outside has nothing hidden, and an end', () => {
  expect(labelOf(' \u202Ename\u0000\u2028.csv\ud800 ', 20)).toBe('name.csv');
  expect(labelOf(undefined, 20)).toBe('');
  expect(labelOf('\u200F\n', 20)).toBe('');
  expect(labelOf('12345', 5)).toBe('12345');
  expect(labelOf('123456', 5)).toBe('12345');
  expect(labelOf('👍'.repeat(6), 5)).toBe('👍'.repeat(5));
});
