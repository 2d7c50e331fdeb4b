/** Texts made to take long, and every pattern of the product that may meet one. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const source = path.join(import.meta.dirname, '../../src');

export interface Pattern {
  /** `src/log.ts:30` */
  readonly at: string;
  readonly regExp: RegExp;
}

/** Every pattern that is written down in the product. Those put together from parts are tried with what uses them. */
export function everyPattern(): readonly Pattern[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(path.join(source, file), 'utf8');
      const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
      const found: Pattern[] = [];
      const look = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
          const end = node.text.lastIndexOf('/');
          const regExp = new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
          found.push({ at: `src/${file}:${String(line + 1)}`, regExp });
        }
        ts.forEachChild(node, look);
      };
      look(tree);
      return found;
    });
}

/** The repeated parts: the signs and words that patterns look for, and some that no pattern has. */
const pieces = [
  ...Array.from(' .…"\'!?,;:@_-=+*~#&<{([/\\|%0aAé١م１'),
  '\n',
  '\t',
  '\0',
  '\u200B',
  '\u0301',
  '😀',
  '\uD83D',
  'a ',
  '. ',
  '.a',
  '- ',
  '1 ',
  '1,',
  "' ",
  '""',
  '()',
  'http://',
  'www.',
  'Index/',
  'ext',
  'a@b.',
  ',=',
  '\u2068',
];

/** @param length in UTF-16 code units */
export function hostileTexts(length: number): readonly { piece: string; text: string }[] {
  return pieces.map((piece) => {
    const repeated = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    // No match at the start or at the end: a pattern that hopes for one reads all of it.
    return { piece, text: `a${repeated}x>` };
  });
}
