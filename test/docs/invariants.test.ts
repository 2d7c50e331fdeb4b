import { expect, it } from '@jest/globals';
import { invariants } from '../faults/invariants.ts';
import { read } from './documents.ts';

it('an operator finds on the page what holds whatever fails, by the numbers that a failed run names', () => {
  const [, section = ''] = read('docs/when-things-go-wrong.md').split(
    '\n## What holds in spite of all that\n',
  );
  const listed = section.split('\n## ')[0]?.match(/^\d+\. .*$/gmu);
  expect(listed).toEqual(invariants.map(({ holds }, place) => `${place + 1}. ${holds}`));
});
