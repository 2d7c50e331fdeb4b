import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { copied, isFolder, isIgnored, isThere, last, reachedFrom, read, stages } from './image.ts';

const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const start = JSON.parse(last('CMD') ?? '[]') as string[];
const inImage = copied(stages().at(-1) ?? []).map((file) => file.replace(/^\.\//, ''));
const isInImage = (file: string) =>
  !isIgnored(file) &&
  inImage.some((from) => from === file || (isFolder(from) && file.startsWith(`${from}/`)));

describe('the image', () => {
  it('copies nothing that isn’t there or that .dockerignore keeps away', () => {
    for (const file of stages().flatMap(copied)) {
      expect([file, isThere(file), isIgnored(file)]).toEqual([file, true, false]);
    }
  });

  it('has every file and package that the start and the doctor need, so that it starts at all', () => {
    const { files, packages } = reachedFrom(...start, 'scripts/doctor.ts', 'scripts/restore.ts');
    expect(files.size).toBeGreaterThan(200);
    // Local mode is asked for by an option that the image never gives.
    const needed = [...files].filter((file) => !file.startsWith('emulators/'));
    expect(needed.filter((file) => !isInImage(file))).toEqual([]);
    for (const file of [
      'cards/import.json',
      'locales/en.json',
      'docs/pages/privacy.html',
      'package.json',
    ]) {
      expect([file, isInImage(file)]).toEqual([file, true]);
    }
    const { packages: ofLocalMode } = reachedFrom('emulators/local-mode.ts');
    const missing = [...packages].filter((name) => !(name in manifest.dependencies));
    expect(missing.filter((name) => !ofLocalMode.has(name))).toEqual([]);
  });

  it('has nothing in it that only development needs, and no settings of anybody’s own', () => {
    const unwanted = [
      'test/text/text.test.ts',
      'scripts/fuzz.ts',
      'bench/run.ts',
      '.env',
      '.git/config',
      'samples/people.csv',
      'emulators/local-mode.ts',
      'docs/stores.md',
      'node_modules/azurite/package.json',
      '.data/azurite',
    ];
    expect(unwanted.filter((file) => isInImage(file) || !isIgnored(file))).toEqual([]);
    expect(read('Dockerfile')).toContain('npm ci --omit=dev');
  });

  it('has what the start loads compiled, for the user who runs it and the place where it runs', () => {
    const compiling = stages()[0]?.find(({ rest }) => rest.startsWith('NODE_COMPILE_CACHE='))?.rest;
    const [, folder = ''] = /^NODE_COMPILE_CACHE=(\S+)/.exec(compiling ?? '') ?? [];
    const runs = stages().at(-1);
    const environment = `NODE_ENV=production NODE_COMPILE_CACHE=${folder}`;
    expect(runs).toContainEqual({ name: 'ENV', rest: environment });
    expect(runs).toContainEqual(
      expect.objectContaining({ rest: `--from=packages ${folder} ./compiled` }),
    );
    expect(`${last('WORKDIR')}/compiled`).toBe(folder);
    // Its number is part of the name by which Node looks for it.
    expect(stages()[0]).toContainEqual({ name: 'USER', rest: '65532' });
    const list = /\[(.*)\]/.exec(compiling ?? '')?.[1] ?? '';
    const loaded = list.split(', ').map((file) => `src/${file.slice(1, -1)}.ts`);
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded.filter((file) => !reachedFrom(...start).files.has(file))).toEqual([]);
  });

  it('runs the Node that the tests run', () => {
    const [from] = stages()[0] ?? [];
    const node = manifest.dependencies.node ?? '';
    // Microsoft's images are named by the minor version.
    const minor = node.split('.').slice(0, 2).join('.');
    const microsofts = 'mcr.microsoft.com/azurelinux';
    expect(from?.rest).toBe(`${microsofts}/base/nodejs:${minor} AS packages`);
    expect(last('FROM')).toBe(`${microsofts}/distroless/nodejs:${minor}-nonroot`);
    expect(read('.node-version').trim()).toBe(node);
    expect(read('.github/workflows/ci.yml')).toContain(`image: node:${node}-`);
  });

  it('starts Node itself, so that SIGTERM hands jobs back, as a user without rights', () => {
    expect(JSON.parse(last('ENTRYPOINT') ?? '[]')).toEqual(['node']);
    const environment = 'MALLOC_ARENA_MAX=1';
    expect(read('Dockerfile')).toContain(`ENV ${environment}\n`);
    expect(read('package.json')).toContain(
      `"start:production": "${environment} exec node ${start.join(' ')}"`,
    );
    expect(last('FROM')).toMatch(/-nonroot$/);
    // A user who owns no file can change none.
    expect(read('Dockerfile')).not.toMatch(/--chown|^USER root/m);
  });
});

/** Runs the image's health check as Docker would. @returns its exit code */
function healthCheck(environment: Readonly<Record<string, string>>): Promise<number> {
  const command = /CMD (\[.*\])$/.exec(last('HEALTHCHECK') ?? '')?.[1] ?? '[]';
  const [program, ...given] = JSON.parse(command) as string[];
  expect(program).toBe('node');
  return new Promise((resolve) => {
    execFile(process.execPath, given, { env: environment }, (error) =>
      resolve(error === null ? 0 : Number(error.code)),
    );
  });
}

describe('the image’s health check', () => {
  it('tells a process that answers from one that doesn’t, and lets workers without a port be', async () => {
    let status = 200;
    const asked: (string | undefined)[] = [];
    const server = createServer((incoming, outgoing) => {
      asked.push(incoming.url);
      outgoing.statusCode = status;
      outgoing.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const PORT = String((server.address() as AddressInfo).port);
    expect(await healthCheck({ ROLE: 'web', PORT })).toBe(0);
    expect(await healthCheck({ ROLE: 'worker', HEALTH_PORT: PORT })).toBe(0);
    status = 500;
    expect(await healthCheck({ PORT })).toBe(1);
    expect(asked).toEqual(['/healthz', '/healthz', '/healthz']);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await healthCheck({ ROLE: 'web', PORT })).toBe(1);
    expect(await healthCheck({ ROLE: 'worker', PORT })).toBe(0);
  });
});
