import { clears } from '../../../domain/cell-values.ts';
import { isPlaceholder } from '../../../domain/placeholders.ts';
import { cleanText } from '../../../domain/values.ts';
import { headerKey } from '../../../lib/spreadsheets/header-key.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';

/*
 * Last names whose parts stand in columns of their own: a prefix before it, as in Dutch files (van der), or a second
 * surname after it, as in Spanish ones (Apellido paterno, Apellido materno). A part alone would be a wrong name.
 */

const prefixes = new Set(
  `tussenvoegsel,tussenvoegsels,voorvoegsel,voorvoegsels,voorvoegsel achternaam,vorsatzwort,namensvorsatz,last name prefix,
  lastname prefix,surname prefix,family name prefix`
    .split(/,\s*/u)
    .map(headerKey),
);
const seconds = new Set(
  `apellido materno,materno,segundo apellido,2 apellido,2º apellido,2do apellido,apellido 2,second surname,second last name,
  last name 2,lastname 2,surname 2`
    .split(/,\s*/u)
    .map(headerKey),
);

/** Columns that are one last name together. */
export interface LastNameParts {
  /** in the name's order */
  readonly columns: readonly number[];
  /** the one of them that is read as the last name */
  readonly main: number;
}

/** Whether a column has what comes before a last name. */
export function isLastNamePrefix(header: string): boolean {
  return prefixes.has(headerKey(header));
}

/**
 * @param columns those of the last name, the first to be used in front
 * @returns undefined if one column has all of it
 */
export function lastNameParts(
  headers: readonly string[],
  columns: readonly number[],
): LastNameParts | undefined {
  const keyOf = (column: number) => headerKey(headers[column] ?? '');
  const before = columns.filter((column) => prefixes.has(keyOf(column)));
  const after = columns.filter((column) => seconds.has(keyOf(column)));
  const main = columns.find((column) => !before.includes(column) && !after.includes(column));
  if (main === undefined || before.length + after.length === 0) return undefined;
  return { columns: [...before, main, ...after], main };
}

/** The cells with the whole last name in the column from which it is read. */
export function withLastNameWhole(
  cells: readonly string[],
  parts: LastNameParts | undefined,
): readonly string[] {
  if (parts === undefined || clears(cells[parts.main] ?? '')) return cells;
  const texts = parts.columns.map((column) => cleanText(unguardCell(cells[column] ?? '')));
  const whole = texts.filter((text) => text !== '' && !isPlaceholder(text)).join(' ');
  return cells.map((cell, column) => (column === parts.main ? whole : cell));
}
