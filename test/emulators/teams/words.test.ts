import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { languages } from '../../../src/text/text.ts';

const folder = new URL('../../../emulators/teams/page/words/', import.meta.url);
const files = readdirSync(folder);

type Catalogue = Readonly<Record<string, string>>;
const catalogueOf = async (file: string): Promise<Catalogue> =>
  ((await import(new URL(file, folder).href)) as { readonly default: Catalogue }).default;
const placesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe('the words of the local page', () => {
  it('are there in every language of the product', () => {
    const spoken = languages().map((tag) => `${tag.split('-')[0] ?? ''}.js`);
    expect(files.toSorted()).toEqual(spoken.toSorted());
  });

  it.each(files)(
    'have every sentence, with its values, and a language of their own: %s',
    async (file) => {
      const [english, own] = [await catalogueOf('en.js'), await catalogueOf(file)];
      expect(Object.keys(own)).toEqual(Object.keys(english));
      for (const [key, sentence] of Object.entries(own)) {
        expect([key, placesIn(sentence)]).toEqual([key, placesIn(english[key] ?? '')]);
        const isSentence = /\s\S+\s\S+\s/.test(sentence);
        if (file !== 'en.js' && isSentence)
          expect([key, sentence]).not.toEqual([key, english[key]]);
      }
    },
  );
});
