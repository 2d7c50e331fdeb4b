import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/bot/commands/index.ts';
import { errorCodes } from '../../src/errors.ts';
import { textFor } from '../../src/text/text.ts';
import { codeOf, documents, read } from './documents.ts';

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const english = textFor('en');
const built = ['ci', 'exec', 'audit', 'test', 'start'];

describe('whoever types what a document says gets what it promises:', () => {
  it.each(documents)('commands of %s', (document) => {
    for (const [, script = ''] of read(document).matchAll(/npm run ([\w:-]+)/g)) {
      expect(Object.keys(scripts)).toContain(script);
    }
    for (const code of codeOf(document)) {
      const verb = /^npm (\S+)/.exec(code)?.[1];
      if (verb !== undefined && verb !== 'run') expect(built).toContain(verb);
    }
  });

  it('the README tells the commands to begin with first, and the one that tests', () => {
    const fences = Array.from(read('README.md').matchAll(/^```\w*\n([^]*?)^```/gm), (m) => m[1]);
    expect(fences[0]).toMatch(/^npm ci && npm start\b.*\nnpm ci && npm test\b/);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test', 'check']));
  });

  it('the parts of the check are those that CONTRIBUTING.md names', () => {
    const parts = Object.keys(scripts).filter((name) => name.startsWith('check:'));
    for (const part of parts) expect(codeOf('CONTRIBUTING.md')).toContain(part);
  });

  it('every command is told to admins', () => {
    const told = codeOf('docs/admin-guide.md');
    const untold = commands.filter(({ name }) => !told.some((code) => code.startsWith(name)));
    expect(untold).toEqual([]);
  });

  it('what an admin is told to say is understood', () => {
    const said = Array.from(
      read('docs/admin-guide.md').matchAll(/[Ss]end `([^`]+)`|`(import \w+)`/g),
      ([, one, other]) => one ?? other ?? '',
    );
    expect(said.length).toBeGreaterThan(3);
    for (const words of said) {
      expect([words, commands.some((command) => command.said.test(words))]).toEqual([words, true]);
    }
  });

  it('every button that does something is told to admins by its name', () => {
    const guide = read('docs/admin-guide.md');
    const turning = ['Back', 'Directory', 'Filter', 'Keep', 'Schedules'];
    const { moveTo, ...buttons } = english.buttons;
    const names = [...Object.values(buttons), ...Object.values(moveTo)];
    const untold = names.filter((name) => !guide.includes(`**${name}**`));
    expect(untold.filter((name) => !turning.includes(name))).toEqual([]);
  });

  it('what an admin looks up is what Rollcall said', () => {
    const part = read('docs/admin-guide.md').split("## If Rollcall can't do something")[1] ?? '';
    const rows = Array.from(part.matchAll(/^\| (\w[^|]*?) +\|/gm), ([, said = '']) => said).slice(
      1,
    );
    expect(rows.length).toBeGreaterThan(10);
    const details = { first: 'one', second: 'two', fileMb: '120' };
    const sentences = errorCodes
      .map((code) => english.error({ code, details }))
      .concat(english.import.personalChatOnly)
      .map((sentence) => sentence.replaceAll('’', "'"));
    for (const said of rows) {
      const has = (sentence: string) =>
        said.split(' … ').every((words) => sentence.includes(words));
      expect([said, sentences.some(has)]).toEqual([said, true]);
    }
  });
});
