import type { Card } from '../../src/cards/card.ts';
import { textFor } from '../../src/text/text.ts';

export interface NamedCard extends Card {
  readonly name: string;
}

/** Names, file names and cells for cards: plain samples, or the worst that can come. */
export interface Words {
  readonly person: string;
  readonly file: string;
  readonly value: string;
  readonly link: string;
}

export const english = textFor('en-GB', 'Europe/Berlin');

export const plainWords: Words = {
  person: 'Tara Sample',
  file: 'people.csv',
  value: 'Facilities',
  link: 'https://files.example/original',
};

/** 200 characters that all need escaping, three bytes each or more where they can; links as long as a SAS gets. */
export const worstWords: Words = {
  person: '[名]*'.repeat(50),
  file: `${'_名_ '.repeat(49)}.csv`,
  value: '\\`<at>名'.repeat(30),
  link: `https://account.blob.core.windows.example/files/${'s'.repeat(552)}`,
};

/** In plain words people have names of their own; otherwise all have the words that are tried. */
export const isPlain = (words: Words) => words.person === plainWords.person;
