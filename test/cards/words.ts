import type { Card } from '../../src/cards/card.ts';

export interface NamedCard extends Card {
  readonly name: string;
}

/** What stands in for names, file names and cells: plain samples, or the worst that can come. */
export interface Words {
  readonly person: string;
  readonly file: string;
  readonly value: string;
  readonly link: string;
}

export const plainWords: Words = {
  person: 'Tara Sample',
  file: 'people.csv',
  value: 'Facilities',
  link: 'https://files.example/original',
};

/** In plain words people have names of their own; otherwise all have the words that are tried. */
export const isPlain = (words: Words) => words.person === plainWords.person;
