import { parseNetwork } from '../../directory/network.ts';
import { cleanText } from '../../directory/values.ts';
import { unguardCell } from '../../spreadsheets/cell-guard.ts';
import { headerKey } from '../../spreadsheets/header-key.ts';
import { changeColumn, marks, networkColumn } from '../../spreadsheets/our-columns.ts';
import { twoColumnsForOne } from './two-columns.ts';

/*
 * Which columns of a file are ours. "Network" and "Change" are words of others too: a list of telephones has the operator under
 * the one, and would be rejected row by row if it were taken for ours. So the first rows have to bear it out. Half of what
 * stands there is enough, and of nothing nothing: that one in a hundred is misspelt doesn't make it somebody else's column.
 */

type Rows = readonly (readonly string[])[];

/** @param headers those that mean nothing else; the others empty. @throws AppError two-columns-for-one */
export function findNetworkColumn(headers: readonly string[], firstRows: Rows): number | undefined {
  const isNetwork = (text: string) => parseNetwork(text) !== undefined;
  return (
    onlyOne(headers, called(headers, networkColumn.otherName)) ??
    onlyOne(
      headers,
      called(headers, networkColumn.name).filter((column) =>
        mostAre(valuesOf(firstRows, column), isNetwork),
      ),
    )
  );
}

/** @param headers those that mean nothing else; the others empty. @throws AppError two-columns-for-one */
export function findChangeColumn(headers: readonly string[], firstRows: Rows): number | undefined {
  return (
    onlyOne(
      headers,
      called(headers, changeColumn.otherName).filter((column) =>
        mostAre(valuesOf(firstRows, column), isMark),
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

function valuesOf(rows: Rows, column: number): string[] {
  return rows
    .map((cells) => cleanText(unguardCell(cells[column] ?? '')))
    .filter((text) => text !== '');
}

function mostAre(values: readonly string[], fits: (text: string) => boolean): boolean {
  return values.filter(fits).length * 2 >= values.length;
}

function onlyOne(headers: readonly string[], columns: readonly number[]): number | undefined {
  const [first, second] = columns;
  if (first !== undefined && second !== undefined) {
    throw twoColumnsForOne(headers[first], headers[second]);
  }
  return first;
}
