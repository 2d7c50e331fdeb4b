import { describe, expect, it } from '@jest/globals';
import { plainFaultsOf, plainFaultsOfDocument } from '../../scripts/messages/plain-words.ts';
import { catalogueOf, languages } from '../../src/text/catalogues.ts';

describe('the English sentences', () => {
  it('have no word that reads as translated and no semicolon', () => {
    expect(plainFaultsOf(catalogueOf('en')).faults).toEqual([]);
  });

  it.each([
    ['a word of the list', 'Ask whoever runs it.', 'sentence: has “whoever”; use the person who'],
    [
      'one in a choice',
      '{many, plural, one {Somebody} other {People}} moved.',
      'sentence: has “somebody”; use someone',
    ],
    [
      'two sentences in one',
      '{name, select, none {Saved; done} other {Saved}}.',
      'sentence: has a semicolon; make two sentences',
    ],
  ])('are refused for %s', (_, sentence, fault) => {
    expect(plainFaultsOf({ sentence }).faults).toEqual([fault]);
  });

  it('are named when they are long, whichever choice it is', () => {
    const long = `${'word '.repeat(30)}end`;
    const { faults, warnings } = plainFaultsOf({
      part: { sentence: `{name, select, none {${long}} other {short}}. Next.` },
    });
    expect(faults).toEqual([]);
    expect(warnings).toEqual(['part.sentence: has a sentence of 31 words; aim for 20']);
  });

  it('may have a word of the list inside a longer one', () => {
    expect(plainFaultsOf({ sentence: 'Janewood is in the team.' }).faults).toEqual([]);
  });
});

/** Buttons are selected, also by people who speak to their device or use a keyboard. */
const pressing: Readonly<Record<string, RegExp>> = {
  en: /\bpress\b/iu,
  de: /\bdrück/iu,
  es: /\bpuls[ae]\b|presione/iu,
  fr: /\bappuye/iu,
  'pt-BR': /\bpressione|\bclique/iu,
  id: /\btekan\b|\bklik\b/iu,
  ar: /اضغط|يضغط/u,
  hi: /दबाएँ|दबाने/u,
};

describe.each([...languages()])('the sentences in %s', (language) => {
  it('never tell to press a button', () => {
    const { commandWords: _words, ...sentences } = catalogueOf(language);
    const pressed = JSON.stringify(sentences, null, 1)
      .split('\n')
      .filter((line) => pressing[language]?.test(line) ?? true);
    expect(pressed).toEqual([]);
  });
});

describe('a document', () => {
  it('is told the line and the better word', () => {
    expect(plainFaultsOfDocument('# Title\n\nStart it anew.\n')).toEqual([
      '3: has “anew”; use again',
    ]);
  });
});
