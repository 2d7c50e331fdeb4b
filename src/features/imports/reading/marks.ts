import type { Dialect } from './file-facts.ts';

/** Turns text, cut anywhere, into text whose quotation marks follow the rules. */
export type MarkReader = (text: string, isLast: boolean) => string;

/** A reader for a file that writes its quotation marks in another way; undefined otherwise. */
export function markReader({ marks }: Dialect): MarkReader | undefined {
  if (marks === 'curly') return (text) => text.replace(curly, '"');
  return marks === 'backslash' ? createBackslashReader() : undefined;
}

const curly = /[“”„‟]/g;
const escaped = /\\(["\\])/g;

function createBackslashReader(): MarkReader {
  let held = '';
  return (text, isLast) => {
    const whole = held + text;
    held = '';
    const end = isLast ? whole.length : whole.length - (backslashesAtEnd(whole) % 2);
    held = whole.slice(end);
    return whole
      .slice(0, end)
      .replace(escaped, (_, character: string) => (character === '"' ? '""' : character));
  };
}

function backslashesAtEnd(text: string): number {
  let count = 0;
  while (text.charAt(text.length - 1 - count) === '\\') count += 1;
  return count;
}

/**
 * A quotation mark after a backslash inside a cell. Before the end of a cell it is left alone: there it closes
 * the cell, and the backslash ends a folder's name.
 */
const insideCell = /\\"(?=[^,;\t|\r\n"])/;

/** How a file writes its quotation marks, by its beginning. */
export function findMarks(head: string): Dialect['marks'] {
  if (insideCell.test(head) && head.includes('"')) return 'backslash';
  return !head.includes('"') && curlyCells.test(head) ? 'curly' : undefined;
}

/** Two cells in a row in curly quotation marks. */
const curlyCells = /[“”„‟][^“”„‟\r\n]{0,200}[“”„‟][,;\t|][“”„‟]/;
