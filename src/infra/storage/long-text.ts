import { AppError } from '../../errors.ts';
import { decodeText, encodeText } from './text-encoding.ts';

/** A table's column holds 64 KiB, which is 32,768 UTF-16 units. */
const maxColumnLength = 32_000;

/**
 * A text as columns `name`, `name1`, `name2` …, none longer than a table allows. (Cutting may split a surrogate
 * pair; hence it is cut before it is encoded.)
 * @param most maximum number of columns; a longer text is a defect: AppError `unexpected`
 */
export function textColumns(name: string, text: string, most: number): Record<string, string> {
  const columns: Record<string, string> = {};
  let from = 0;
  for (let index = 0; index === 0 || from < text.length; index += 1) {
    if (index >= most) {
      throw new AppError('unexpected', {}, { note: `${name} is too long: ${text.length} units` });
    }
    const piece = pieceThatFits(text, from);
    columns[columnName(name, index)] = encodeText(piece);
    from += piece.length;
  }
  return columns;
}

/** The longest piece that fits into a column once encoded; at least a fifth of a column. */
function pieceThatFits(text: string, from: number): string {
  for (let size = maxColumnLength; ;) {
    const piece = text.slice(from, from + size);
    const { length } = encodeText(piece);
    if (length <= maxColumnLength) return piece;
    size = Math.floor((piece.length * maxColumnLength) / length);
  }
}

/** The text written by `textColumns`; undefined when it is absent. */
export function textOfColumns(
  row: Readonly<Record<string, unknown>>,
  name: string,
): string | undefined {
  if (typeof row[name] !== 'string') return undefined;
  let text = '';
  for (let index = 0; ; index += 1) {
    const piece = row[columnName(name, index)];
    if (typeof piece !== 'string') return text;
    text += decodeText(piece);
  }
}

function columnName(name: string, index: number): string {
  return index === 0 ? name : `${name}${index}`;
}
