import type { AttributeDefinition } from '../../../domain/attributes.ts';
import type { Delimiter } from './file-facts.ts';
import { delimiters } from './file-facts.ts';
import { countUnderstood } from './headers.ts';
import { firstCells } from './records.ts';

const separatorLine = /^\uFEFF?\s*"?sep=([,;\t|])"?\s*$/iu;

/**
 * Finds the delimiter of a file: what Excel's first line `sep=;` says, else one with which every header is understood
 * (the name of an organization's own attribute may be "City, office, email", and then a wrong one finds more), else the
 * one with which the most are, else the one that makes the most columns; a comma in doubt.
 *
 * @param head the beginning of the file, at least its header
 * @param own the organization's own attributes
 */
export function findDelimiter(head: string, own: readonly AttributeDefinition[] = []): Delimiter {
  const said = separatorLine.exec(head.trimStart().split(/[\r\n]/, 1)[0] ?? '')?.[1];
  const fromLine = delimiters.find((delimiter) => delimiter === said);
  if (fromLine !== undefined) return fromLine;
  let best: Delimiter = ',';
  let bestScore = -1;
  for (const delimiter of delimiters) {
    const header = firstCells(head, delimiter);
    const columns = header.filter((cell) => cell.trim() !== '').length;
    const { count, all } = countUnderstood(header, own);
    const score = (all ? 1e12 : 0) + count * 1e6 + columns;
    if (score <= bestScore) continue;
    best = delimiter;
    bestScore = score;
  }
  return best;
}
