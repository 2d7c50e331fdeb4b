import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly license?: string;
  readonly integrity?: string;
}

const root = path.join(import.meta.dirname, '../..');
const json = async (file: string) =>
  JSON.parse(await readFile(path.join(root, file), 'utf8')) as unknown;

/** They let anybody use and pass on the software; what they ask for is that their text goes with it. */
const permissive =
  /^\(?(?:MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|Unlicense|Python-2\.0)\)?$/;

/** Their package.json names no licence: read in the file that comes with them. */
const readInTheirFile: Readonly<Record<string, string>> = {
  'node_modules/cldrjs': 'LICENSE-MIT',
  'node_modules/jspath': 'LICENSE',
  'node_modules/escape-regexp-component': 'Readme.md',
};

describe('what production loads', () => {
  it('may be used and passed on, and is what was locked', async () => {
    const { packages } = (await json('package-lock.json')) as {
      packages: Record<string, LockedPackage>;
    };
    const loaded = Object.entries(packages).filter(
      ([name, { dev, devOptional }]) => name !== '' && dev !== true && devOptional !== true,
    );
    expect(loaded.length).toBeGreaterThan(200);
    const doubtful: string[] = [];
    for (const [name, { license, integrity }] of loaded) {
      if (integrity === undefined) doubtful.push(`${name} has no hash`);
      if (license?.split(' OR ').some((one) => permissive.test(one)) === true) continue;
      const file = readInTheirFile[name];
      const text = file === undefined ? '' : await readFile(path.join(root, name, file), 'utf8');
      if (!/Permission is hereby granted, free of charge|\bMIT\b/.test(text))
        doubtful.push(`${name} is under ${license ?? 'no licence'}`);
    }
    expect(doubtful).toEqual([]);
  });

  it('is of one version, not of whatever is newest', async () => {
    const { dependencies } = (await json('package.json')) as {
      dependencies: Record<string, string>;
    };
    const loose = Object.entries(dependencies).filter(([, version]) => !/^\d/.test(version));
    expect(loose).toEqual([]);
  });

  it('is not what is removed after an install: a test tool that two packages bring by mistake', async () => {
    const { scripts } = (await json('package.json')) as { scripts: Record<string, string> };
    const dockerfile = await readFile(path.join(root, 'Dockerfile'), 'utf8');
    for (const removing of [scripts.postinstall, dockerfile])
      expect(removing).toContain('node_modules/*/vendors/chai');
    const bringing = ['botbuilder', 'botframework-streaming'];
    const files = bringing.flatMap((name) =>
      globSync(`node_modules/${name}/lib/**/*.js`, { cwd: root }),
    );
    expect(files.length).toBeGreaterThan(50);
    const texts = await Promise.all(files.map((file) => readFile(path.join(root, file), 'utf8')));
    expect(files.filter((_, place) => texts[place]?.includes('vendors/chai'))).toEqual([]);
  });
});
