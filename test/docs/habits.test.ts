import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readOptions } from '../../scripts/app-package/options.ts';
import { read, root } from './documents.ts';

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const toolkit = ['m365agents.yml', 'm365agents.local.yml'];

interface Launch {
  readonly configurations: readonly { readonly name: string; readonly program?: string }[];
  readonly compounds: readonly {
    readonly configurations: readonly string[];
    readonly preLaunchTask: string;
  }[];
}
interface Tasks {
  readonly tasks: readonly { readonly label: string; readonly dependsOn?: readonly string[] }[];
}

describe('what editors, the Agents Toolkit and the CI are told to run', () => {
  it.each(['.github/workflows/ci.yml', ...toolkit])('%s names scripts that there are', (file) => {
    const named = Array.from(
      read(file).matchAll(/npm run (?:--silent )?([\w:-]+)/g),
      ([, name]) => name,
    );
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  it.each(toolkit)('%s makes a package that the script takes', (file) => {
    const [, args = ''] = /npm run package -- (.*)/.exec(read(file)) ?? [];
    const values = args
      .replaceAll(/\$\{\{\w+_ID\}\}/g, '1c7e4f0a-5b7d-4c55-9f0e-2f6f3a1d9b42')
      .replaceAll('${{BOT_DOMAIN}}', 'rollcall.example.com')
      .replaceAll('${{TEAMSFX_ENV}}', 'local');
    expect(values).not.toContain('$');
    const options = readOptions(values.split(' '));
    expect(options).toHaveProperty('options.bot-id');
    // The zip that is made is also checked and uploaded.
    const [, zip = ''] = /--out (\S+)/.exec(args) ?? [];
    expect(read(file).split(`./${zip}`).length).toBeGreaterThan(2);
  });

  it('F5 starts what there is, after tasks that there are', () => {
    const { configurations, compounds } = JSON.parse(read('.vscode/launch.json')) as Launch;
    const { tasks } = JSON.parse(read('.vscode/tasks.json')) as Tasks;
    const names = configurations.map(({ name }) => name);
    const labels = tasks.map(({ label }) => label);
    for (const { program } of configurations) {
      const file = program?.replace('${workspaceFolder}/', '') ?? '.';
      expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
    }
    for (const compound of compounds) {
      expect(names).toEqual(expect.arrayContaining([...compound.configurations]));
      expect(labels).toContain(compound.preLaunchTask);
    }
    for (const { dependsOn = [] } of tasks) {
      expect(labels).toEqual(expect.arrayContaining([...dependsOn]));
    }
  });
});

describe('comments', () => {
  it('begin with their subject, not with who or what', () => {
    const opening = /(?:\/\*\*?\s*(?:\*\s*)?|\/\/ )(?:Who|Whom|Whose|What)(?:ever)? /gu;
    const found = ['src', 'test', 'bench', 'scripts', 'emulators'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.[jt]s$/u.test(name))
        .flatMap((name) =>
          Array.from(read(`${folder}/${name}`).matchAll(opening), () => `${folder}/${name}`),
        ),
    );
    expect(found).toEqual([]);
  });
});
