import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/bot/commands/index.ts';
import { read } from './documents.ts';

/*
 * Counts what an addition touches by what names one that is there: a second list of commands, or another place that
 * knows each language, is a file more. Tests aren't counted, nor what is generated; all languages count as one file.
 */

const root = path.join(import.meta.dirname, '..', '..');
const generated = ['src/text/messages.ts', 'appPackage/manifest.json'];
const files = ['src', 'cards', 'emulators', 'scripts', 'appPackage']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  )
  .filter((name) => /\.(?:ts|js|json|html)$/u.test(name) && !generated.includes(name))
  // A button that sends a command may be on any card.
  .map((name) => ({
    name,
    text: read(name).replaceAll(/commandAction\(\s*text,\s*'[\w ]+'/gu, ''),
  }));

/** The files that have one of these, sorted. */
const having = (...ones: readonly string[]) =>
  files
    .filter(({ text }) => ones.some((one) => text.includes(one)))
    .map(({ name }) => name)
    .toSorted();
const naming = (name: string) => having(`'${name}'`, `"${name}"`, `\`${name}\``, ` ${name}: {`);

/** The number of files that CONTRIBUTING.md promises. */
function promised(addition: string): number {
  const row = new RegExp(`^\\| ${addition} +\\| (\\d+) `, 'mu').exec(read('CONTRIBUTING.md'));
  return Number(row?.[1]);
}

describe('what has to be touched to add', () => {
  it.each(['group add', 'group export', 'add user'])('a command like %s', (name) => {
    const file = `${name.replace(' ', '-')}.ts`;
    const places = new Set([...naming(name), ...having(`'./${file}'`)]);
    expect([...places].toSorted()).toEqual(
      [`src/bot/commands/${file}`, 'src/bot/commands/index.ts'].toSorted(),
    );
    expect(commands.map((command) => command.name)).toContain(name);
    expect(places.size + 1).toBe(promised('command'));
  });

  it.each(['file-link', 'schedules', 'columns'])('a card like %s', (name) => {
    const builder = `${name}-card.ts`;
    const places = [`cards/${name}.json`, ...having(`expandCard('${name}'`)];
    expect(places).toEqual([`cards/${name}.json`, `src/cards/${builder}`]);
    expect(existsSync(path.join(root, `cards/${name}.json`))).toBe(true);
    const callers = having(`/${builder}'`);
    expect(callers).toHaveLength(1);
    expect(places.length + callers.length + 1).toBe(promised('card'));
  });

  it.each(['keep-deleted', 'restore-attribute', 'resume-schedule', 'forget-columns'])(
    'a card action like %s',
    (verb) => {
      const places = naming(verb);
      const kinds = places.map((name) => name.replace(/[\w-]+-(actions|card)\.ts$/u, '*-$1.ts'));
      expect(kinds.toSorted()).toEqual([
        'src/bot/actions/*-actions.ts',
        'src/bot/actions/index.ts',
        'src/cards/*-actions.ts',
        'src/cards/*-card.ts',
      ]);
      expect(places.length).toBe(promised('card action'));
    },
  );

  it.each(['follow-group', 'erase-person', 'refresh-view'])('a job like %s', (type) => {
    const job = files.filter(({ name }) => name.endsWith(`/jobs/${type}-job.ts`));
    const asking = (name: string) => name.startsWith('src/features/');
    const places = naming(type).filter((name) => !asking(name));
    expect(places).toEqual(['src/app/worker.ts', 'src/domain/operations/job-message.ts']);
    expect(job).toHaveLength(1);
    expect(places.length + job.length).toBe(promised('job'));
  });

  it('a built-in attribute like location', () => {
    const reading = 'src/features/imports/reading/';
    const places = having(' location: {', "'location'", ' location: [', ' location: maxLength');
    // Knowing a column by its cells is optional; its usual headers aren't.
    expect(places.filter((name) => !name.startsWith(reading))).toEqual([
      'src/domain/attributes.ts',
    ]);
    expect(places).toContain(`${reading}header-aliases.ts`);
    expect(places.filter((name) => !name.startsWith(reading)).length + 1).toBe(
      promised('built-in attribute'),
    );
  });

  it('a language like pt-BR', () => {
    expect(having("'pt-BR'", '"pt-BR"', "'pt'", "'ptBR'")).toEqual([]);
    expect(existsSync(path.join(root, 'locales/pt-BR.json'))).toBe(true);
    expect(promised('language')).toBe(1);
  });
});
