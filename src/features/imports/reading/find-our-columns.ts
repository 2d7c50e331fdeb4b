import { parseNetwork } from '../../../domain/network.ts';
import { cleanText } from '../../../domain/values.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import { headerKey } from '../../../lib/spreadsheets/header-key.ts';
import { changeColumn, marks, networkColumn } from '../../../lib/spreadsheets/our-columns.ts';
import { twoColumnsForOne } from './two-columns.ts';

/*
 * Finds Rollcall's own columns in a file. Other programs use "Network" and "Change" too: a telephone list has
 * the phone company under it, and every row would be rejected if the column counted as Rollcall's. So the first
 * rows must confirm it. Half of the filled cells is enough, and an empty column isn't: one misspelt value in a
 * hundred doesn't make the column another program's.
 */

type Rows = readonly (readonly string[])[];

/*
 * Rollcall's error logs use unmistakable names, since their rows, the wrong ones only, would confirm something
 * else than the whole file did. There (`undefined` for the rows) the other names mean nothing.
 */

/** @param headers those without another meaning; the others empty. @throws AppError two-columns-for-one */
export function findNetworkColumn(
  headers: readonly string[],
  firstRows: Rows | undefined,
): number | undefined {
  const isNetwork = (text: string) => parseNetwork(text) !== undefined;
  return (
    onlyOne(headers, called(headers, networkColumn.otherName)) ??
    onlyOne(
      headers,
      called(headers, networkColumn.name).filter((column) =>
        isBorneOut(firstRows, column, isNetwork),
      ),
    )
  );
}

/** @param headers those without another meaning; the others empty. @throws AppError two-columns-for-one */
export function findChangeColumn(
  headers: readonly string[],
  firstRows: Rows | undefined,
): number | undefined {
  return (
    onlyOne(
      headers,
      called(headers, changeColumn.otherName).filter((column) =>
        isBorneOut(firstRows, column, isMark),
      ),
    ) ?? onlyOne(headers, called(headers, changeColumn.name))
  );
}

const markWords = new Set(Object.values(marks).map((word) => word.toLowerCase()));

function isMark(text: string): boolean {
  return markWords.has(text.toLowerCase());
}

function called(headers: readonly string[], name: string): number[] {
  const key = headerKey(name);
  return [...headers.keys()].filter((at) => headerKey(headers[at] ?? '') === key);
}

function isBorneOut(
  rows: Rows | undefined,
  column: number,
  fits: (text: string) => boolean,
): boolean {
  if (rows === undefined) return false;
  const values = rows
    .map((cells) => cleanText(unguardCell(cells[column] ?? '')))
    .filter((text) => text !== '');
  return values.filter(fits).length * 2 >= values.length;
}

function onlyOne(headers: readonly string[], columns: readonly number[]): number | undefined {
  const [first, second] = columns;
  if (first !== undefined && second !== undefined) {
    throw twoColumnsForOne(headers[first], headers[second]);
  }
  return first;
}
