import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/bot/commands/index.ts';
import { heard } from '../../src/bot/understanding/heard.ts';
import { languages } from '../../src/text/text.ts';
import { askedOnPhones } from './asked-on-phones.ts';

/** As the bot tries: exact words first, then with slips. */
function answerTo(said: string, language: string): string {
  const found = heard(said, language, 'exact') ?? heard(said, language, 'corrected');
  if (found === undefined) return 'nothing';
  if (found.type === 'person') {
    const { verb, object, network } = found;
    return [verb, object, ...(network === undefined ? [] : ['>', network])].join(' ').toLowerCase();
  }
  const { name } = found.command;
  const searched = name === 'find' ? found.said[1] : undefined;
  return searched === undefined ? name : `find ${searched}`.toLowerCase();
}

const lines = Object.entries(askedOnPhones).flatMap(([language, all]) =>
  all
    .trim()
    .split('\n')
    .map((line) => {
      const [said = '', right = ''] = line.split('|').map((part) => part.trim());
      return { language, said, right: right.toLowerCase() };
    }),
);

describe('an admin who types on a phone', () => {
  it.each(Object.keys(askedOnPhones))('gets what they ask for: %s', (language) => {
    const wrong = lines
      .filter((line) => line.language === language)
      .map(({ said, right }) => ({ said, right, got: answerTo(said, language) }))
      .filter(({ right, got }) => got !== right);
    expect(wrong).toEqual([]);
  });

  it('has many ways in each language, and names commands that there are', () => {
    const verbs = ['find', 'edit', 'delete', 'move', 'data', 'nothing'];
    for (const { right } of lines) {
      const isKnown =
        commands.some(({ name }) => name === right) || verbs.includes(right.split(' ')[0] ?? '');
      expect([right, isKnown]).toEqual([right, true]);
    }
    for (const language of languages()) {
      const count = lines.filter((line) => line.language === language).length;
      expect([language, count >= 35]).toEqual([language, true]);
    }
  });

  it('never opens a deletion, a move or an edit by what they didn’t say, whatever the language of their Teams', () => {
    const changes = /^(?:delete|move|edit) /;
    const wrong = lines.flatMap(({ said, right }) =>
      languages()
        .map((reader) => ({ said, reader, right, got: answerTo(said, reader) }))
        .filter(({ got }) => changes.test(got) && got.split(' ')[0] !== right.split(' ')[0]),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['Nova Hasanah', 'id'],
    ['Armin Reichel', 'de'],
    ['Hélio Pereira', 'pt-BR'],
    ['Kenan Döbel', 'de'],
    ['Samiah Suwarno', 'id'],
    ['Corvin Da', 'en'],
  ])('doesn’t ask for anything by a name alone: %s', (name, language) => {
    expect(answerTo(name, language)).toBe('nothing');
  });

  it.each([
    ['what is Amelia Sample’s number', 'find amelia sample'],
    ['María de los Ángeles Ozuna Casas renunció', 'delete maría de los ángeles ozuna casas'],
    ['the email of S-0001', 'find s-0001'],
    ['James number', 'find jame'],
  ])('names the whole person, and nothing else: %s', (said, right) => {
    expect(answerTo(said, said.includes('renunció') ? 'es' : 'en')).toBe(right);
  });
});
