import type { Delimiter } from './file-facts.ts';
import { delimiters } from './file-facts.ts';
import { countUnderstood } from './headers.ts';
import { firstCells } from './records.ts';

const separatorLine = /^\uFEFF?\s*"?sep=([,;\t|])"?\s*$/iu;

/**
 * Finds the delimiter of a file: what Excel's first line `sep=;` says, else the one with which the most headers are
 * understood, else the one that makes the most columns; a comma in doubt.
 *
 * @param head the beginning of the file, at least its header
 */
export function findDelimiter(head: string): Delimiter {
  const said = separatorLine.exec(head.trimStart().split(/[\r\n]/, 1)[0] ?? '')?.[1];
  const fromLine = delimiters.find((delimiter) => delimiter === said);
  if (fromLine !== undefined) return fromLine;
  let best: Delimiter = ',';
  let bestScore = -1;
  for (const delimiter of delimiters) {
    const header = firstCells(head, delimiter);
    const columns = header.filter((cell) => cell.trim() !== '').length;
    const score = countUnderstood(header) * 1_000_000 + columns;
    if (score <= bestScore) continue;
    best = delimiter;
    bestScore = score;
  }
  return best;
}
