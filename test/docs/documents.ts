/** The documents that people read, and what stands in them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '../..');

/** Paths from the root. */
export const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'samples/README.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
];

export const read = (document: string): string => readFileSync(path.join(root, document), 'utf8');

/** What stands between single backticks, and the lines of fenced blocks. */
export function codeOf(document: string): string[] {
  const fenced: string[] = [];
  const prose = read(document).replace(/^```\w*\n([^]*?)^```/gm, (_, block: string) => {
    fenced.push(...block.trimEnd().split('\n'));
    return '';
  });
  return [...fenced, ...Array.from(prose.matchAll(/`([^`\n]+)`/g), ([, code]) => code ?? '')];
}

/** As GitHub makes an anchor of a heading. */
export function anchorsOf(document: string): string[] {
  return Array.from(read(document).matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}
