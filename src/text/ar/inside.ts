import { isolate as isolateAny } from '../bidi.ts';

/** A name, a file or a number inside an Arabic sentence, in its own direction; what is empty stays so. */
export function isolate(value: string): string {
  const inside = value.trim();
  return inside === '' ? '' : isolateAny(inside);
}

/** A value in quotation marks. */
export function quoted(value: string): string {
  return `«${isolate(value)}»`;
}

/** A change from one value to the next: in a line from right to left the arrow points to the left. */
export function arrow(from: string, to: string): string {
  return `${from} ← ${to}`;
}
