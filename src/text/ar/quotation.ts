import { isolate } from '../bidi.ts';

/** A value in quotation marks. */
export function quoted(value: string): string {
  return `«${isolate(value.trim())}»`;
}

/** A change from one value to the next: in a line from right to left the arrow points to the left. */
export function arrow(from: string, to: string): string {
  return `${from} ← ${to}`;
}
