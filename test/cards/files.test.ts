import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const folder = new URL('../../cards/', import.meta.url);
const sources = readdirSync(new URL('../../src/cards/', import.meta.url)).map((file) =>
  readFileSync(new URL(`../../src/cards/${file}`, import.meta.url), 'utf8'),
);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.json'),
);

describe('the files in cards/', () => {
  it.each(files)('each has its builder, and no sentence of its own: %s', (file) => {
    const name = file.replace('parts/', '').replace('.json', '');
    expect(
      sources.filter((source) => new RegExp(`expand(Card|Part)\\('${name}'`).test(source)),
    ).not.toEqual([]);
    const template = readFileSync(new URL(file, folder), 'utf8');
    // Everything that a person reads comes out of src/text/.
    for (const [, shown] of template.matchAll(/"(?:text|title|label|errorMessage)": "([^"]*)"/g)) {
      expect(shown).toMatch(/^\$\{[^}]+\}$/);
    }
  });

  it.each(files)(
    'show text in TextBlocks only, where it is escaped and breaks on a narrow screen: %s',
    (file) => {
      const template = readFileSync(new URL(file, folder), 'utf8');
      expect(template).not.toMatch(/"(FactSet|RichTextBlock|Table|Media)"/);
      // An image without an address breaks the whole card on a phone.
      if (template.includes('"Image"')) expect(template).toMatch(/"\$when": "\$\{picture != ''\}"/);
    },
  );
});
