import { textOfColumns } from './long-text.ts';

/** The JSON written by `textColumns`; undefined when it is absent or unreadable. Unvalidated. */
export function jsonOfColumns(row: Readonly<Record<string, unknown>>, name: string): unknown {
  const text = textOfColumns(row, name);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
