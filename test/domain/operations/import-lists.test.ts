import { expect, it } from '@jest/globals';
import { peopleLists } from '../../../src/domain/operations/import-lists.ts';

const listsOf = (added: number, updated: number, broughtBack?: number) => {
  const none = { delimiter: ',', encoding: 'UTF-8', notUnderstood: [], problems: [], moved: 0 };
  const samples = { addedSample: [], updatedSample: [] };
  return peopleLists({
    counts: { added, updated, unchanged: 0, rejected: 0 },
    ...(broughtBack !== undefined && { preview: { ...none, ...samples, broughtBack } }),
  });
};

it('an import offers no list in which nobody is', () => {
  expect(listsOf(2, 0, 0)).toEqual(['added']);
  expect(listsOf(0, 2, 0)).toEqual(['updated']);
  expect(listsOf(2, 1, 0)).toEqual(['added', 'updated']);
  expect(listsOf(0, 0, 0)).toEqual([]);
});

it('an import lists the people whom it restored, who are counted as added, with what it changed', () => {
  expect(listsOf(2, 0, 2)).toEqual(['updated']);
  expect(listsOf(3, 0, 2)).toEqual(['added', 'updated']);
  // Older versions didn't say how many they are.
  expect(listsOf(2, 0)).toEqual(['added', 'updated']);
});
