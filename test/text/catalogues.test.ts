import { afterAll, describe, expect, it } from '@jest/globals';
import { faultsOf } from '../../scripts/messages/check-catalogue.ts';
import { messageTypes } from '../../scripts/messages/message-types.ts';
import { addPseudoLocale } from '../../emulators/pseudo-locale.ts';
import { catalogueOf, languages, messagesOf } from '../../src/text/catalogues.ts';
import { createFormat } from '../../src/text/format.ts';
import { phrase } from '../../src/text/message.ts';
import { textFor } from '../../src/text/text.ts';

const english = catalogueOf('en');

describe('a language', () => {
  it.each([...languages()])('has every sentence, with all that it is about: %s', (language) => {
    expect(faultsOf(language, catalogueOf(language), english)).toEqual([]);
  });

  const original = {
    title: 'Import',
    moved: '{people, plural, one {# person} other {# people}} moved.',
    greeting: 'Hello{name, select, none {} other { {name}}}!',
    of: { network: '{network, select, Employee {Employee} Others {Others} other {}} network' },
    kept: 'Kept until {until, date}.',
    nobody: '{count, plural, =0 {nobody} other {somebody}}',
  };
  const german = {
    title: 'Import',
    moved: '{people, plural, one {# Person} other {# Personen}} verschoben.',
    greeting: 'Hallo{name, select, none {} other { {name}}}!',
    of: { network: 'Netzwerk {network, select, Employee {eins} Others {zwei} other {}}' },
    kept: 'Bis {until, date}.',
    nobody: '{count, plural, =0 {niemand} other {jemand}}',
  };

  it('that has all of it has no fault', () => {
    expect(faultsOf('de', german, original)).toEqual([]);
  });

  it.each([
    ['a key is missing', { title: undefined }, 'title: is missing'],
    ['a key is nobody’s', { tilte: 'Import' }, 'tilte: is no key of the English catalogue'],
    ['a sentence is a group', { title: { a: 'b' } }, 'title: is a message in one language'],
    ['a sentence is empty', { title: '' }, 'title: is empty'],
    ['a brace is left open', { kept: 'Bis {until, date' }, 'kept: is not ICU MessageFormat'],
    ['a value is missing', { kept: 'Bis bald.' }, 'kept: does without {until}'],
    ['a value is misspelled', { kept: 'Bis {untill, date}.' }, 'kept: takes {untill}, which'],
    ['a date is text', { kept: 'Bis {until}.' }, 'kept: takes {until} as a date in one language'],
    [
      'a style isn’t there',
      { kept: 'Bis {until, date, huge}.' },
      'kept: writes {until} in a style',
    ],
    [
      'a choice is missing',
      { of: { network: 'Netz {network, select, Employee {eins} other {zwei}}' } },
      'of.network: decides by {network}',
    ],
    ['a name is always put in', { greeting: 'Hallo {name}!' }, 'greeting: decides by {name}'],
    [
      'a plural form is missing',
      { moved: '{people, plural, other {# Personen}} verschoben.' },
      'moved: lacks a form of {people}: one',
    ],
    [
      'a plural form is another language’s',
      { moved: '{people, plural, one {#} few {#} other {#}} Personen verschoben.' },
      'moved: has a form of {people} that the language hasn’t: few',
    ],
    [
      'a number is put in unformatted',
      { moved: '{people} verschoben.' },
      'moved: puts {people} in',
    ],
    ['an apostrophe would quote', { title: "Import's" }, 'title: has a straight apostrophe'],
    [
      'a # counts nothing',
      { moved: '{people, plural, one {#} other {#}} #' },
      'moved: has a # where it stands for no number',
    ],
  ])('is refused when %s', (_what, changes, fault) => {
    const broken = JSON.parse(JSON.stringify({ ...german, ...changes })) as typeof german;
    expect(faultsOf('de', broken, original).join('\n')).toContain(fault);
  });

  it('is refused when it lacks a form that only it has: Arabic has six', () => {
    const arabic = { people: '{people, plural, one {#} two {#} few {#} other {#}}' };
    const inEnglish = { people: '{people, plural, one {#} other {#}}' };
    expect(faultsOf('ar', arabic, inEnglish)).toEqual([
      'people: lacks a form of {people}: zero',
      'people: lacks a form of {people}: many',
    ]);
  });
});

describe('what a sentence takes', () => {
  it('is known to the compiler', () => {
    const types = messageTypes(
      {
        title: 'Import',
        people: '{people, plural, one {# person} other {# people}}',
        line: {
          of: '{done, number} of {total, number}',
          by: '{at, date, withTime}{by, select, none {} other { by {by}}}',
          network: '{network, select, none {Import} Employee {a} Others {b} other {}}',
          again: '{again, select, true {Redo import} other {Undo}}',
        },
      },
      ['import', 'people'],
    );
    expect(types.replaceAll(/\s+/gu, ' ')).toContain(
      'export interface Messages { readonly "title": string; ' +
        'readonly "people": (people: number) => string; readonly "line": { ' +
        'readonly "of": (values: { readonly done: number; readonly total: number; }) => string; ' +
        'readonly "by": (values: { readonly at: string; readonly by?: Inserted | undefined; }) => string; ' +
        "readonly \"network\": (network?: 'Employee' | 'Others') => string; " +
        'readonly "again": (again: boolean) => string; }; }',
    );
  });
});

describe('what is put into a sentence', () => {
  const said = (language: string, source: string, given: unknown) =>
    (
      messagesOf({ sentence: source }, createFormat(language, 'UTC', language)) as unknown as {
        sentence: (given: unknown) => string;
      }
    ).sentence(given);
  const hello = 'Hello{name, select, none {} other { {name}}}!';

  it('may be missing, and nobody’s name means that', () => {
    expect(
      [undefined, '', '  ', 'Ada', ' none ', 'none', 'other'].map((name) =>
        said('en', hello, name),
      ),
    ).toEqual([
      'Hello!',
      'Hello!',
      'Hello!',
      'Hello Ada!',
      'Hello none!',
      'Hello none!',
      'Hello other!',
    ]);
  });

  it('is text, whatever it looks like', () => {
    expect(said('en', 'Open {file}.', "{file} <b>#</b> '{0}")).toBe("Open {file} <b>#</b> '{0}.");
  });

  it('keeps its own direction in a sentence from right to left; words of the language go with it', () => {
    expect(said('ar', 'رقم {phone}.', ' +44 7700 900123 ')).toBe(
      'رقم \u2068+44 7700 900123\u2069.',
    );
    expect(said('ar', 'رقم {phone}.', phrase('واحد'))).toBe('رقم واحد.');
    expect(said('en', 'Number {phone}.', '+44 7700 900123')).toBe('Number +44 7700 900123.');
  });
});

// Other test files in this process count the languages.
let takeOut: (() => void) | undefined;
afterAll(() => takeOut?.());

it('the language for those who develop can be read, is longer, and leaves what is said to the bot as it is', () => {
  expect(textFor('en-XA').language).toBe('en');
  takeOut = addPseudoLocale();
  const text = textFor('en-xa', 'UTC');
  expect(text.language).toBe('en-XA');
  expect(text.count.people(3)).toBe('[3 þéôþļé ~ ~]');
  expect(text.personData.ask).toContain('“data”');
  expect(faultsOf('en', catalogueOf('en-XA'), english)).toEqual([]);
});
