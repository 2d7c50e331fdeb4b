import { describe, expect, it } from '@jest/globals';
import { languages, textFor } from '../../src/text/text.ts';
import { most } from './directory-samples.ts';
import { everyCard } from './every-card.ts';
import { actionsOf, nodes, texts } from './read-card.ts';
import { plainWords, worstWords } from './words.ts';

/** The longest that a message may be, in bytes. A letter of Hindi has three of them. */
const longestCard = 25_000;
const rightToLeft: readonly string[] = ['ar'];
const locales: Readonly<Record<string, string>> = { ar: 'ar-EG', hi: 'hi-IN', de: 'de-DE' };

describe.each([...languages()])('the cards in %s', (language) => {
  const text = textFor(locales[language] ?? language, 'Europe/Berlin');
  const cards = [plainWords, worstWords].map((words) =>
    everyCard(words, words === plainWords ? undefined : most, text),
  );

  it('fit into a message, however much stands in them', () => {
    const tooLarge = cards
      .flat()
      .map(({ name, card }) => [name, Buffer.byteLength(JSON.stringify(card))] as const)
      .filter(([, bytes]) => bytes >= longestCard);
    expect(tooLarge).toEqual([]);
  });

  it('say their language, and read from the side that it is read from, folded-away parts too', () => {
    const rtl = rightToLeft.includes(language) ? true : undefined;
    const others = cards.flat().filter(({ card }) => {
      const parts = [card, ...actionsOf(card, 'AdaptiveCard')];
      return card.lang !== language || parts.some((part) => part.rtl !== rtl);
    });
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it('say nothing unfinished, and leave no line and no button empty', () => {
    const wrong: (readonly [card: string, line: string])[] = [];
    for (const { name, card, summary } of cards.flat()) {
      for (const line of [...texts(card), summary]) {
        const isUnfinished = /undefined|NaN|\[object|null/u.test(line);
        const isEmpty = !/[^\s\u2068\u2069]/u.test(line);
        if (isUnfinished || isEmpty) wrong.push([name, line]);
      }
      for (const node of nodes(card)) {
        if (node.type?.startsWith('Action.') !== true) continue;
        // A row that opens is named by its own words; what it does is its tooltip.
        const words = [node.title, node.tooltip].filter(Boolean).join('');
        if (!/\S/u.test(words)) wrong.push([name, `${node.type} without words`]);
      }
    }
    expect(wrong).toEqual([]);
  });

  if (rightToLeft.includes(language)) {
    it('have the parts of each line in the order of the language', () => {
      const shown = cards
        .flat()
        .flatMap(({ card }) => [
          ...texts(card),
          ...[...nodes(card)].map(({ title = '' }) => String(title)),
        ]);
      // An isolate with nothing but isolates in it has no direction, and is read from left to right.
      const turned =
        /\u2068[^\u2068\u2069\p{L}\p{N}]*(?:\u2068[^\u2068\u2069]*\u2069[^\u2068\u2069\p{L}\p{N}]*){2,}\u2069/u;
      expect(shown.filter((line) => turned.test(line))).toEqual([]);
    });

    it('show a phone number, a file’s name and an address as they are written, alone and beside Arabic', () => {
      const lines = cards.flat().flatMap(({ card }) => texts(card));
      const bare = lines.filter((line) =>
        // In a line of this direction a plus in front would jump to the end, and groups of digits change places.
        /(?:\+|\b00)\d/u.test(line.replaceAll(/\u2068[^\u2069]*\u2069/gu, '')),
      );
      expect(bare).toEqual([]);
      // Fields for phone numbers are written from left to right, and would turn the hint in them round.
      const hints = cards.flat().flatMap(({ card }) => actionsOf(card, 'Input.Text'));
      const phones = hints.filter(({ style, placeholder }) => style === 'tel' && placeholder);
      expect(phones.length).toBeGreaterThan(0);
      for (const { placeholder } of phones) {
        expect(placeholder).toEqual(expect.stringMatching(/^\u2068.*\u2069$/u));
      }
      expect(lines.some((line) => line.includes('\u2068+44'))).toBe(true);
    });
  }
});
