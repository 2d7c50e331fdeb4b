import { textOfColumns } from './long-text.ts';

/** The JSON that `textColumns` wrote; undefined when there is none, or none that can be read. To be checked by the reader. */
export function jsonOfColumns(row: Readonly<Record<string, unknown>>, name: string): unknown {
  const text = textOfColumns(row, name);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
