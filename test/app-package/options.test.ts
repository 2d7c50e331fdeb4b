import { describe, expect, it } from '@jest/globals';
import { readOptions } from '../../scripts/app-package/options.ts';

const id = '1c7e4f0a-5b7d-4c55-9f0e-2f6f3a1d9b42';
const good = ['--app-id', id, '--domain', 'rollcall.example.com'];
const problemOf = (args: readonly string[]) => {
  const read = readOptions(args);
  return 'problem' in read ? read.problem : undefined;
};

describe('a package that would be made for nobody’s bot', () => {
  it.each([
    ['no app id', ['--domain', 'rollcall.example.com'], '--app-id must be'],
    ['an app id that is none', ['--app-id', 'rollcall', ...good.slice(2)], '--app-id must be'],
    [
      'the placeholder',
      ['--app-id', '00000000-0000-0000-0000-000000000000', ...good.slice(2)],
      '--app-id must be',
    ],
    ['no domain', good.slice(0, 2), '--domain must be'],
    ...[
      'https://rollcall.example.com',
      'rollcall.example.com/api/messages',
      'rollcall.example.com:3978',
      '*.example.com',
      'localhost',
      '192.0.2.10',
      'a-.example.com',
      '',
    ].map((domain) => [
      `“${domain}” as the domain`,
      [...good, '--domain', domain],
      '--domain must be',
    ]),
    ...['1.0', 'v1.0.0', '1.0.0-beta', '01.0.0'].map((version) => [
      `“${version}” as the version`,
      [...good, '--version', version],
      '--version must be',
    ]),
    ['a name longer than Teams shows', [...good, '--name', 'R'.repeat(31)], '--name must be'],
    ['an empty name', [...good, '--name', ' '], '--name must be'],
    [
      'a page that isn’t https',
      [...good, '--privacy', 'http://example.com/p'],
      '--privacy must be',
    ],
    ['a file that is no zip', [...good, '--out', 'rollcall.json'], '--out must be'],
  ] as [string, string[], string][])('is refused with one sentence: %s', (_, args, begins) => {
    const problem = problemOf(args);
    expect(problem?.startsWith(begins)).toBe(true);
    expect(problem).toMatch(/\.$/);
    expect(problem).not.toMatch(/\n/);
  });

  it('is refused when an option is misspelt, and the option is named', () => {
    expect(problemOf([...good, '--domian', 'rollcall.example.com'])).toContain('--domian');
    expect(problemOf(['rollcall.example.com', ...good])).toContain('rollcall.example.com');
  });

  it('is refused when an option has no value, and the option is named', () => {
    for (const args of [['--domain'], ['--domain', '--name', 'People']]) {
      expect(problemOf(['--app-id', id, ...args])).toMatch(/^[^\n]*--domain[^\n]*$/);
    }
  });

  it('is made when capital letters are all that is wrong', () => {
    const read = readOptions(['--app-id', id.toUpperCase(), '--domain', 'Rollcall.Example.COM']);
    expect(read).toEqual({ options: { 'app-id': id, domain: 'rollcall.example.com' } });
  });
});
