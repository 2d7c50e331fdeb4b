import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.join(import.meta.dirname, '..', '..');
const contributing = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');

interface Rule {
  readonly name: string;
  readonly from: { readonly path?: string };
}
const { forbidden } = createRequire(import.meta.url)(
  path.join(root, '.dependency-cruiser.cjs'),
) as { readonly forbidden: readonly Rule[] };

/** First cells of the table under "Layout". */
const folders = Array.from(contributing.matchAll(/^\| `([^`]+)`/gm), ([, folder]) => folder ?? '');

describe('the table of folders in CONTRIBUTING.md', () => {
  it('names every folder under src, and none that is not there', () => {
    const there = readdirSync(path.join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/${name}/`);
    const named = folders.filter((folder) => /^src\/\w+\/$/.test(folder));
    expect(named.toSorted()).toEqual(there.toSorted());
    expect(folders).toEqual(expect.arrayContaining(['src/main.ts', 'emulators/']));
  });

  it('names every feature', () => {
    const row = contributing.split('\n').find((line) => line.startsWith('| `src/features/`')) ?? '';
    for (const feature of readdirSync(path.join(root, 'src', 'features')))
      expect(row).toContain(`\`${feature}/\``);
  });

  it('is held by a rule for every folder under src', () => {
    const held = forbidden.map(({ from }) => from.path ?? '').join(' ');
    for (const folder of folders.filter((name) => /^src\/\w+\/$/.test(name))) {
      const name = folder.slice('src/'.length, -1);
      expect(`${held} ${forbidden.map((rule) => rule.name).join(' ')}`).toMatch(
        new RegExp(`\\b${name}\\b`),
      );
    }
  });
});
