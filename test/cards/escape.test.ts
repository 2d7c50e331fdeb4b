import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { escapeMarkdown, plainText, shorten } from '../../src/cards/escape.ts';
import { anyCharacter } from '../support/any-character.ts';

// `linkify` makes links of bare addresses, as some Teams clients do.
const renderers = [new MarkdownIt({ html: false }), new MarkdownIt({ html: true, linkify: true })];

/** The visible text: the rendered HTML without its one paragraph and with entities decoded. */
function shown(markdown: string, renderer: InstanceType<typeof MarkdownIt>): string {
  const html = renderer.render(markdown);
  if (html === '') return '';
  const inner = /^<p>([\s\S]*)<\/p>\n$/.exec(html)?.[1];
  if (inner === undefined) return `not one paragraph: ${html}`;
  // A mail address may become a link: it shows as it is.
  return inner
    .replace(/<a href="mailto:[^"]*">([^<]*)<\/a>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

const hostile = [
  '*bold* _it_ __b__ ~~gone~~ `code`',
  '[click](https://evil.example) ![x](https://evil.example/x.png)',
  '<at>Everyone</at> <b>x</b> <script>alert(1)</script>',
  'https://evil.example www.evil.example <https://evil.example>',
  '//evil.example ///evil.example a//evil.example',
  '# heading',
  '> quote',
  '- item',
  '+ item',
  '1. item',
  '2) item',
  '---',
  '===',
  '***',
  '    code',
  '```',
  '~~~',
  '[a]: https://evil.example',
  '&lt;b&gt; &#42; &amp; R&D &copy',
  '{{DATE(2026-01-01T00:00:00Z)}} ${name} $(x)',
  '\\* back\\slash \\',
  '| a | b |',
  '_x people_2026_final.csv x_',
  'a_ _b',
];

describe('text from outside, shown in a card', () => {
  it.each(hostile)('reads exactly as it was written: %s', (text) => {
    for (const renderer of renderers) expect(shown(escapeMarkdown(text), renderer)).toBe(text);
  });

  it('reads exactly as it was written, whatever it is', () => {
    const marks = fc.string({
      unit: fc.constantFrom(
        ...Array.from('*_~`[]()<>#+-=.!|{}\\&;:/$"\' \u00a01axé中👩😀\u200d'),
        'www.',
        'https://',
        '&lt;',
        '<at>',
      ),
    });
    fc.assert(
      fc.property(
        fc.oneof(marks, fc.string({ unit: anyCharacter }), fc.string({ unit: 'grapheme' })),
        (text) => {
          for (const renderer of renderers) {
            expect(shown(escapeMarkdown(text), renderer)).toBe(plainText(text));
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('leaves ordinary names, files and phones as they are, for whoever reads the raw card', () => {
    for (const text of [
      'people_2026-01.csv',
      '+44 7700 900123',
      'Zoë O’Brien-Smith (UK)',
      'R&D',
      'a@b.example',
      'søren & co',
    ]) {
      expect(escapeMarkdown(text)).toBe(text);
    }
  });

  it('is no address without a scheme, which some clients make a link of', () => {
    expect(escapeMarkdown('see www.evil.example')).toBe('see www\\.evil.example');
  });

  it('cannot mention anyone or be taken for a date function', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<at>', '</at>', '{', '{{', 'DATE(', ')', '}}', 'x') }),
        (text) => {
          expect(escapeMarkdown(text)).not.toMatch(/<\/?at>|\{\{/);
        },
      ),
    );
  });

  it('cannot turn the reading direction of what follows, hide characters or break the line', () => {
    expect(plainText('a\u202Egpj.exe\u2066b\u200Fc\uFEFFd\u0000e\u0007f\r\ng\u2028h\ti')).toBe(
      'agpj.exebcdef g h i',
    );
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(plainText(text)).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
        expect(plainText(text).isWellFormed()).toBe(true);
        expect(plainText(plainText(text))).toBe(plainText(text));
      }),
    );
  });

  it('is shortened in the middle, so that a file keeps its ending', () => {
    expect(shorten('short.csv', 20)).toBe('short.csv');
    expect(shorten(`${'long'.repeat(20)}-people.csv`, 30)).toMatch(/^long.*….*\.csv$/);
    expect(Array.from(shorten('😀'.repeat(50), 10))).toHaveLength(10);
    expect(shorten('exactly', 7)).toBe('exactly');
    expect(shorten('too long', 2)).toBe('t…');
  });
});
