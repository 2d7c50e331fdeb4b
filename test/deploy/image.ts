/** The files that the Dockerfile puts into the image, read from it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The instructions of each stage, with continued lines put together and comments left out. */
export function stages(): Instruction[][] {
  const lines = read('Dockerfile')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const found: Instruction[][] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (name === 'FROM') found.push([]);
    found.at(-1)?.push({ name, rest });
  }
  return found;
}

export const last = (name: string): string | undefined =>
  stages()
    .at(-1)
    ?.findLast((instruction) => instruction.name === name)?.rest;

/** Paths of the repository that a stage copies. */
export function copied(stage: readonly Instruction[]): string[] {
  return stage
    .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'))
    .flatMap(({ rest }) => rest.split(' ').slice(0, -1));
}

/** Whether `.dockerignore` excludes a file, by Docker's rules: the last matching line decides. */
export function isIgnored(file: string): boolean {
  let ignored = false;
  for (const line of read('.dockerignore').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const rule = line.replace(/^!/, '');
    const pattern = rule.replace(/[.]/g, '\\.').replaceAll('*', '[^/]*');
    if (new RegExp(`^${pattern}(?:/|$)`).test(file)) ignored = !line.startsWith('!');
  }
  return ignored;
}

export interface Reached {
  /** of the repository */
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

/** Everything that a file needs at run time: what it imports, and what that imports. */
export function reachedFrom(...entries: readonly string[]): Reached {
  const files = new Set<string>();
  const packages = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const target of importsOf(file)) {
      if (target.startsWith('.')) waiting.push(path.join(path.dirname(file), target));
      else if (!target.startsWith('node:')) packages.add(packageOf(target));
    }
  }
  return { files, packages };
}

function importsOf(file: string): string[] {
  // Types are gone at run time, comments too.
  const source = read(file)
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/^import type [^;]*;/gm, '')
    .replace(/^export type \{[^;]*;/gm, '');
  const found = source.matchAll(
    /(?:^(?:import|export)\b[^;]*?from |^import |\bimport\(|\brequire\()'([^']+)'/gm,
  );
  return Array.from(found, ([, target]) => target ?? '');
}

function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

export const isThere = (file: string): boolean => existsSync(path.join(root, file));
export const isFolder = (file: string): boolean => statSync(path.join(root, file)).isDirectory();
