/** The documents that people read, and what stands in them. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '../..');

const others = ['node_modules', '.git', '.data', 'coverage'];

/** Every one in the repository, by its path from the root. */
export const documents = globSync('**/*.md', {
  cwd: root,
  exclude: (folder) => others.includes(folder),
}).toSorted();

export const read = (document: string): string => readFileSync(path.join(root, document), 'utf8');

const fence = /^( *)```\w*\n([^]*?)^\1```/gm;

/** Without its fenced blocks. */
export const proseOf = (document: string): string => read(document).replace(fence, '');

/** Text between single backticks, and the lines of fenced blocks. */
export function codeOf(document: string): string[] {
  const fenced = Array.from(read(document).matchAll(fence), ([, , block = '']) =>
    block
      .trimEnd()
      .split('\n')
      .map((line) => line.trim()),
  );
  const spans = proseOf(document).matchAll(/`([^`\n]+)`/g);
  return [...fenced.flat(), ...Array.from(spans, ([, code = '']) => code)];
}

/** Targets of links and pictures. */
export const linksOf = (document: string): string[] =>
  Array.from(proseOf(document).matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);

/** As GitHub makes an anchor of a heading; the second of the same name gets a number. */
export function anchorsOf(document: string): string[] {
  const before = new Map<string, number>();
  return Array.from(proseOf(document).matchAll(/^#+ (.+)$/gm), ([, heading = '']) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    const times = before.get(anchor) ?? 0;
    before.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}
