import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { noOptions, readArguments, textOptions, wholeNumber } from '../../scripts/command-line.ts';

const root = join(import.meta.dirname, '../..');

/** Commands of package.json that run a file of this project. The product itself reads its environment. */
const ours = Object.entries(packageJson.scripts).flatMap(([name, script]) => {
  const file = /(?:scripts|test|bench)\/\S+\.ts/u.exec(script)?.[0];
  return script.includes('node ') && file !== undefined ? [{ name, file }] : [];
});

describe('a command of this project', () => {
  it.each(ours)('$name says how it is used', ({ file }) => {
    expect(readFileSync(join(root, file), 'utf8')).toContain('fromCommandLine(');
  });

  it('are all that package.json has', () => {
    expect(ours.length).toBeGreaterThan(15);
  });

  it.each([
    ['test/mutants/run.ts', '--help', 0],
    ['test/faults/run.ts', '--sed', 2],
    ['bench/run.ts', 'export', 2],
    ['scripts/make-sample.ts', 'many', 2],
  ])('%s %s ends with its usage instead of a stack trace', (file, word, code) => {
    const run = spawnSync(process.execPath, [join(root, file), word], { encoding: 'utf8' });
    const said = code === 0 ? run.stdout : run.stderr;
    expect(said).toMatch(/^Usage: npm run /mu);
    expect(said).not.toMatch(/^\s+at /mu);
    expect(run.status).toBe(code);
  });
});

describe('its options', () => {
  const help = { usage: 'npm run sample', does: 'Writes a file.' };
  const read = (args: string[]) => textOptions(args, ['out']);

  it('are read', () => {
    expect(readArguments(help, read, ['--out', 'a.csv'])).toEqual({ options: { out: 'a.csv' } });
  });

  it.each(['--help', '-h'])('are explained by %s, also beside others', (asked) => {
    const text = 'Usage: npm run sample\nWrites a file.';
    expect(readArguments(help, read, ['--out', asked])).toEqual({ answer: { code: 0, text } });
  });

  it('that it doesn’t take are named in one sentence', () => {
    const usage = 'Usage: npm run sample';
    expect(readArguments(help, read, ['--sed', '1'])).toEqual({
      answer: { code: 2, text: `Unknown option '--sed'\n${usage}` },
    });
    const seed = (args: string[]) => wholeNumber('--seed', args[0] ?? '');
    expect(readArguments(help, seed, ['x'])).toEqual({
      answer: { code: 2, text: `--seed must be a whole number of at least 0, not “x”.\n${usage}` },
    });
    expect(readArguments(help, noOptions, ['x'])).toMatchObject({ answer: { code: 2 } });
  });
});
