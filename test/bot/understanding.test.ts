import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/bot/commands/index.ts';
import { heard } from '../../src/bot/understanding/heard.ts';
import { networkNamed } from '../../src/bot/understanding/network-named.ts';
import { nearestCommands } from '../../src/bot/understanding/nearest.ts';
import { rulesOf } from '../../src/bot/understanding/rule.ts';
import { understand as understandBy } from '../../src/bot/understanding/understand.ts';
import { languages, textFor } from '../../src/text/text.ts';
import { asked } from './asked.ts';
import { computing } from '../support/cpu-time.ts';

const rules = rulesOf(commands);
const understand = (said: string, language: string, spelling: 'exact' | 'corrected') =>
  understandBy(said, language, spelling, rules);

/** The result of a message, in the order in which the bot tries. */
function meaningOf(said: string, language: string) {
  const found = heard(said, language, 'exact') ?? heard(said, language, 'corrected');
  if (found?.type !== 'command') return found;
  const { name } = found.command;
  const object = found.said[1];
  if (name === 'find' && object !== undefined) return { type: 'person', verb: 'find', object };
  const isOthers = name === 'import' && object?.startsWith('other') === true;
  return { type: 'command', words: isOthers ? 'import others' : name };
}

const cases = Object.entries(asked).flatMap(([language, { frames, phrases }]) =>
  Object.entries(phrases).flatMap(([command, ways]) =>
    ways
      .split('|')
      .map((way) => way.trim())
      .filter((way) => way !== '')
      .flatMap((way) =>
        frames.map((frame) => [language, frame.replace('…', way), command] as const),
      ),
  ),
);

describe('whoever asks in their own words, in any language,', () => {
  it.each(['Dan', 'Uma', 'Les', 'Will', 'Den', 'Si', 'Mal', 'Sample'])(
    'finds %s, whose name is a word of a command or joins words in another language',
    (name) => {
      const object = name.toLowerCase();
      expect(meaningOf(`find ${name}`, 'en')).toEqual({ type: 'person', verb: 'find', object });
    },
  );

  it('may say a command about a person in English in any language', () => {
    for (const language of languages()) {
      expect([language, meaningOf('move Zoe to Others', language)]).toEqual([
        language,
        { type: 'person', verb: 'move', object: 'Zoe', network: 'Others' },
      ]);
    }
  });

  it('has a hundred ways in each', () => {
    expect(Object.keys(asked).toSorted()).toEqual(languages().toSorted());
    for (const language of languages()) {
      const ways = cases.filter(([one]) => one === language);
      expect([language, ways.length >= 100]).toEqual([language, true]);
    }
  });

  it.each(Object.keys(asked))('gets what they mean: %s', (language) => {
    const wrong = cases
      .filter(([one]) => one === language)
      .map(([, said, command]) => [said, command, meaningOf(said, language)] as const)
      .filter(([, command, meant]) => meant?.type !== 'command' || meant.words !== command);
    expect(wrong).toEqual([]);
  });

  it.each(Object.keys(asked))('gets it in Teams of another language too: %s', (language) => {
    const reader = language === 'en' ? 'de' : 'en';
    const wrong = cases
      .filter(([one, said]) => one === language && said.length > 12)
      .filter(([, said, command]) => {
        const meant = meaningOf(said, reader);
        return meant !== undefined && (meant.type !== 'command' || meant.words !== command);
      });
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(asked))('may make small mistakes: %s', (language, { misspelt }) => {
    for (const [said, command] of Object.entries(misspelt)) {
      const meant = understand(said, language, 'exact') ?? understand(said, language, 'corrected');
      const expected = command === '' ? undefined : { type: 'command', words: command };
      expect([said, meant]).toEqual([said, expected]);
    }
  });

  it.each(Object.entries(asked))('may name a person: %s', (language, { people }) => {
    for (const [verb, said, network] of people) {
      const meant = meaningOf(said, language);
      const wanted = { type: 'person', verb, ...(network !== undefined && { network }) };
      expect([said, meant]).toEqual([said, expect.objectContaining(wanted)]);
      const object = meant?.type === 'person' && 'object' in meant ? meant.object : '';
      expect([said, object.toLowerCase()]).toEqual([said, 'zoe']);
    }
  });

  it.each(languages())('finds each button’s title: %s', (language) => {
    const titles = Object.entries(textFor(language).commands);
    const wrong = titles
      .map(([command, title]) => [title, command, meaningOf(title, language)] as const)
      .filter(([, command, meant]) => meant?.type !== 'command' || meant.words !== command);
    expect(wrong).toEqual([]);
  });
});

describe('what somebody says of a person', () => {
  it.each([
    ['edit +1 202 555 0102', 'edit', '+1 202 555 0102'],
    ['Delete Amélie O’Brien-Example!', 'delete', 'Amélie O’Brien-Example'],
    ['delete “ada@sample.example”', 'delete', 'ada@sample.example'],
    ['edit S-0001', 'edit', 'S-0001'],
    ['remove May Field', 'delete', 'May Field'],
  ])('keeps its form: %s', (said, verb, object) => {
    expect(understand(said, 'en', 'exact')).toEqual({ type: 'person', verb, object });
  });

  it.each([
    'Amelia Example',
    'Zoe',
    'what a lovely day',
    '',
    '🙂',
    'Finn',
    'Heli',
    '12345',
    'Anna Schmidt',
    'Eleanor Anderson',
    'Carla',
    'Paterson',
    'August Swift',
    'delete all',
  ])('isn’t taken for a command when it is none: “%s”', (said) => {
    expect(understand(said, 'en', 'exact')).toBeUndefined();
    expect(understand(said, 'en', 'corrected')).toBeUndefined();
  });

  it('is never cancelled by a slip of the pen', () => {
    for (const said of ['cancle', 'cancell', 'abrechen', 'cancelr']) {
      expect([said, understand(said, 'de', 'corrected')]).toEqual([said, undefined]);
      expect(nearestCommands(said, 'de', commands, 3)).toContain('cancel');
    }
  });

  it.each([
    ['how do I cancel?', 'en'],
    ['can I cancel?', 'en'],
    ['Could we cancel the import', 'en'],
    ['kann ich abbrechen?', 'de'],
    ['¿puedo cancelar?', 'es'],
    ['puis-je annuler ?', 'fr'],
    ['posso cancelar?', 'pt-BR'],
    ['apakah saya bisa batal?', 'id'],
    ['रद्द कर सकता हूँ', 'hi'],
    ['هل يمكنني إلغاء؟', 'ar'],
    ['what does cancel do', 'en'],
    ['cancel the export', 'en'],
    ['stop exporting people', 'en'],
    ['do not cancel', 'en'],
    ['wie kann ich abbrechen?', 'de'],
    ['¿cómo cancelar?', 'es'],
    ['bagaimana cara batal', 'id'],
    ['كيف الغ', 'ar'],
  ])('cancels nothing that isn’t meant: “%s”', (said, language) => {
    expect(heard(said, language, 'exact')).toBeUndefined();
    expect(heard(said, language, 'corrected')).toBeUndefined();
  });

  it.each([
    ['employee', 'en', 'Employee'],
    ['Others', 'en', 'Others'],
    ['the Employee network, please', 'en', 'Employee'],
    ['Mitarbeitende', 'de', 'Employee'],
    ['Andere', 'de', 'Others'],
    ['أخرى', 'ar', 'Others'],
  ])('answers an import’s question when it is a network alone: “%s”', (said, language, network) => {
    expect(networkNamed(said, language)).toBe(network);
    expect(heard(said, language, 'exact')).toBeUndefined();
  });

  it('names no network when it says more, or both', () => {
    for (const said of ['employee Ada', 'Ada', 'employees or others', '', 'show others']) {
      expect([said, networkNamed(said, 'en')]).toEqual([said, undefined]);
    }
  });

  it('leads to what comes nearest when it fits nothing', () => {
    expect(nearestCommands('import the zebras', 'en', commands, 3)[0]).toBe('import');
    expect(nearestCommands('wo sind die Spalten der Giraffe', 'de', commands, 3)).toEqual([
      'attributes',
    ]);
    expect(nearestCommands('Zoe Schmidt', 'en', commands, 3)).toEqual([]);
    const others = commands.filter(({ name }) => ['help', 'me'].includes(name));
    expect(nearestCommands('import the zebras', 'en', others, 3)).toEqual([]);
  });

  it('costs no more for 100 KB than for a line', () => {
    for (const said of [
      'a '.repeat(50_000),
      'x'.repeat(100_000),
      'import '.repeat(15_000),
      '’'.repeat(100_000),
    ]) {
      const ms = computing(() => {
        understand(said, 'en', 'corrected');
        nearestCommands(said, 'en', commands, 3);
      });
      expect(ms).toBeLessThan(250);
    }
  });
});
