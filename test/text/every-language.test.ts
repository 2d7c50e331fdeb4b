import { describe, expect, it } from '@jest/globals';
import { commands, findCommand } from '../../src/bot/commands/index.ts';
import { errorCodes } from '../../src/errors.ts';
import { catalogueOf } from '../../src/text/catalogues.ts';
import { languages, textFor } from '../../src/text/text.ts';
import type { Text } from '../../src/text/text.ts';
import { everySentence, hostile } from './every-sentence.ts';
import type { Said } from './every-sentence.ts';
import { endOf, hasGaps, isBalanced, isBroken, quoted } from './finished.ts';
import { sameInEnglish } from './same-in-english.ts';

/** Where each language is read: Arabic with its own digits and with the Latin ones. */
const locales: Readonly<Record<string, readonly string[]>> = {
  en: ['en-GB', 'en-IN'],
  de: ['de-DE', 'de-AT'],
  hi: ['hi-IN'],
  es: ['es-ES', 'es-MX'],
  ar: ['ar-EG', 'ar-AE'],
  id: ['id-ID'],
  'pt-BR': ['pt-BR', 'pt-PT'],
  fr: ['fr-FR', 'fr-CA'],
};
const english = textFor('en-GB', 'Europe/Berlin');

const said = everySentence(english, {
  codes: {
    'error(error.code)': errorCodes,
    'rowReason(problem.reason)': [
      ...Object.keys(catalogueOf('en').rowReasons ?? {}),
      'of a later version',
    ],
    'bulk.refused(reason)': [
      'linked',
      'already-there',
      'changed-meanwhile',
      'deleted',
      'of a later version',
    ],
    'attributeForm.problem(problem)': [
      'name-missing',
      'name-too-long',
      'name-taken',
      'name-is-built-in',
      'name-not-valid',
      'too-many',
      'of a later version',
    ],
  },
});

/** Columns of files have the same names in every language, and so has what an exported file is called. */
const inFiles = /\.columns$|^exports\.fileName$/u;
const sentences = said.filter(({ path }) => !inFiles.test(path));

/** The output that shows where the fault is. */
const shown = ({ path, args }: Said, ...words: unknown[]) =>
  `${path}(${args.map((each) => JSON.stringify(each)).join(', ')}): ${words.map((word) => `“${String(word)}”`).join(' for ')}`;

/** Each call in English and in this language, where both are text. */
const both = (text: Text): [Said, string, string][] =>
  sentences.map((each) => [each, String(each.in(text)), String(each.in(english))]);

/** A name that ends with an opening mark makes an empty quotation with the mark that closes the name's own. */
const withoutHostile = (sentence: string) => sentence.replaceAll(hostile, 'x');

const isHarmless = ({ args }: Said) =>
  !JSON.stringify(args).includes(JSON.stringify(hostile).slice(1, -1));

const wordsGiven = (said: Said) => [
  ...new Set(JSON.stringify(said.args).match(/Sample-\w+/gu) ?? []),
];
const numbersGiven = (said: Said) =>
  (JSON.stringify(said.args).match(/(?<=[:[,])\d+(?=[,\]}])/gu) ?? [])
    .map(Number)
    // One and two may be words: a row, both rows.
    .filter((number) => number > 2);

it('there are English sentences enough for this to mean something', () => {
  expect(new Set(said.map(({ path }) => path)).size).toBeGreaterThan(500);
  expect(said.length).toBeGreaterThan(2_000);
});

describe.each(
  languages().flatMap((language) =>
    (locales[language] ?? [language]).map((locale) => [locale, language] as const),
  ),
)('in %s', (locale, language) => {
  const text = textFor(locale, 'Europe/Berlin');
  const pairs = both(text);

  it('nobody is answered in another language', () => {
    expect(text.language).toBe(language);
  });

  it('nobody reads a sentence that was never written', () => {
    const wrong = said.filter((each) => {
      const [here, there] = [each.in(text), each.in(english)];
      const isMissing = String(there).trim() !== '' && String(here).trim() === '';
      return typeof here !== typeof there || isMissing;
    });
    expect(wrong.map((each) => shown(each, each.in(text), each.in(english)))).toEqual([]);
  });

  it('nobody reads what a program left behind', () => {
    const wrong = pairs.filter(
      ([each, here, there]) =>
        // A name may look so; where English has taken it in, others may.
        (isBroken(here.replaceAll('${y}', '')) && isHarmless(each)) ||
        (hasGaps(withoutHostile(here)) && !hasGaps(withoutHostile(there))),
    );
    expect(wrong.map(([each, here, there]) => shown(each, here, there))).toEqual([]);
  });

  it('nobody looks for the end of a quotation, a bracket or a change of direction', () => {
    const wrong = pairs.filter(([each, here]) => isHarmless(each) && !isBalanced(here));
    expect(wrong.map(([each, here]) => shown(each, here))).toEqual([]);
  });

  it('everybody reads the names, files and values that a sentence is about', () => {
    const wrong = pairs.filter(([each, here, there]) =>
      wordsGiven(each).some((word) => there.includes(word) && !here.includes(word)),
    );
    expect(wrong.map(([each, here, there]) => shown(each, here, there))).toEqual([]);
  });

  it('everybody reads how many', () => {
    const wrong = pairs.filter(([each, here, there]) =>
      numbersGiven(each).some(
        (number) =>
          there.includes(english.format.number(number)) &&
          !here.includes(text.format.number(number)),
      ),
    );
    expect(wrong.map(([each, here, there]) => shown(each, here, there))).toEqual([]);
  });

  it('a sentence is a sentence, a question a question and a title a title', () => {
    const dates = ['dateTime', 'date', 'clock'] as const;
    const endsInDate = (here: string) =>
      dates.some((kind) =>
        here.endsWith(
          kind === 'clock' ? text.format.clock(9) : text.format[kind]('2026-01-15T09:30:00.000Z'),
        ),
      );
    const wrong = pairs.filter(
      ([each, here, there]) =>
        isHarmless(each) &&
        endOf(here) !== endOf(there) &&
        !(endOf(there) === 'open' && endsInDate(here)),
    );
    expect(wrong.map(([each, here, there]) => shown(each, here, there))).toEqual([]);
  });

  it('what is to be said is what the bot understands', () => {
    const isCommand = (words: string) =>
      /^[a-z ]+$/u.test(words) && findCommand(words) !== undefined;
    const toSay = (sentence: string) => quoted(sentence).filter(isCommand).toSorted();
    const wrong = pairs.filter(
      ([each, here, there]) => isHarmless(each) && toSay(here).join('|') !== toSay(there).join('|'),
    );
    expect(wrong.map(([each, here, there]) => shown(each, here, there))).toEqual([]);
  });

  it('what is to be said is understood with the quotation marks that it is shown in, too', () => {
    const shownAs = [
      '“import history”',
      '„import history“',
      '«import history»',
      '« import history »',
      'import history؟',
      'import history।',
    ];
    for (const words of shownAs) {
      expect([words, findCommand(words)?.command.name]).toEqual([words, 'import history']);
    }
  });

  it('every command has its title', () => {
    const titled = commands.map(({ name }) => name).filter((name) => !text.commands[name]?.trim());
    expect(titled).toEqual([]);
  });

  if (!locale.startsWith('en')) {
    it('nobody reads English but where the words are the same', () => {
      const isWords = ([each, here]: (typeof pairs)[number]) =>
        /\p{L}/u.test(
          [hostile, ...wordsGiven(each)].reduce((rest, word) => rest.replaceAll(word, ''), here),
        );
      const wrong = pairs.filter(
        (pair) => pair[1] === pair[2] && isWords(pair) && !sameInEnglish(language).has(pair[1]),
      );
      expect([...new Set(wrong.map(([each, here]) => shown(each, here)))]).toEqual([]);
    });
  }
});
