import type { AttributeDefinition } from '../../../../domain/attributes.ts';
import { maxAskedSheets } from '../../../../domain/operations/import-question.ts';
import { countUnderstood } from '../headers.ts';
import { NeedsAnswer } from '../needs-answer.ts';

/** Rows examined of each sheet: titles and blank lines are above a table, seldom more. */
export const rowsLookedAt = 30;

const digits = /(?:\d[\s().\-/]{0,3}){7,}/u;

/**
 * How likely a sheet has people: recognised columns count most, then cells with a phone number's digits, then
 * any content. 0 for an empty sheet.
 */
export function likenessToPeople(
  rows: readonly (readonly string[])[],
  own: readonly AttributeDefinition[],
): number {
  if (rows.length === 0) return 0;
  const understood = Math.max(...rows.map((cells) => countUnderstood(cells, own).count));
  const withDigits = rows.filter((cells) => cells.some((cell) => digits.test(cell))).length;
  return 1 + understood * 1000 + (understood > 0 && rows.length > 1 ? 500 : 0) + withDigits;
}

/** A sheet, and the first rows of it. */
interface LookedAtSheet {
  readonly name: string;
  readonly first: readonly (readonly string[])[];
}

/**
 * Asks for the sheet if more than one has a table of people: recognized columns, with at least one person.
 * @throws NeedsAnswer
 */
export function askForSheet(
  sheets: readonly LookedAtSheet[],
  own: readonly AttributeDefinition[],
): void {
  const withPeople = sheets.filter(({ first }) => hasPeople(first, own));
  if (withPeople.length < 2) return;
  throw new NeedsAnswer({
    kind: 'sheet',
    sheets: withPeople.slice(0, maxAskedSheets).map(({ name, first }) => ({
      name: name.slice(0, longestName),
      sample: sampleOf(first),
    })),
  });
}

const longestName = 100;
const longestSample = 80;
const fewestColumns = 2;

function hasPeople(rows: LookedAtSheet['first'], own: readonly AttributeDefinition[]): boolean {
  const header = rows.findIndex((cells) => countUnderstood(cells, own).count >= fewestColumns);
  return header !== -1 && rows.slice(header + 1).some(hasPerson);
}

function hasPerson(cells: readonly string[]): boolean {
  return cells.some((cell) => digits.test(cell) || address.test(cell));
}

const address = /^[^\s@]{1,64}@[^\s@]{1,190}$/u;

/** The first person's cells. */
function sampleOf(rows: LookedAtSheet['first']): string {
  const cells = rows.find(hasPerson) ?? [];
  const text = cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(', ');
  return text.length <= longestSample
    ? text
    : `${text.slice(0, longestSample - 1).toWellFormed()}…`;
}

/** The index of the highest number; the first of several. */
export function placeOfHighest(numbers: readonly number[]): number {
  return numbers.indexOf(Math.max(...numbers));
}
