import { createHash } from 'node:crypto';
import type { ColumnMeaning } from '../../domain/operations/import-question.ts';
import { headerKey } from '../../lib/spreadsheets/header-key.ts';

/** An admin's choices for files with the same headers. */
export interface RememberedColumns {
  /** 32 hex digits, of the set of headers */
  readonly id: string;
  /** the first of them, as sent, to show them */
  readonly headers: readonly string[];
  /** by the key of a header, numbered if several share it; headers without an entry are left out */
  readonly meanings: Readonly<Record<string, ColumnMeaning>>;
  /** ISO 8601, UTC */
  readonly at: string;
}

/** Port: stores organizations' choices of columns. */
export interface ColumnMemory {
  find(tenant: string, id: string): Promise<RememberedColumns | undefined>;
  /** Replaces earlier choices for the same headers. */
  put(tenant: string, columns: RememberedColumns): Promise<void>;
  /** Newest first. */
  list(tenant: string): Promise<readonly RememberedColumns[]>;
  /** Does nothing if there is none. */
  forget(tenant: string, id: string): Promise<void>;
}

/** Files with the same set of headers share one memory, whatever the order of their columns. */
export function headersId(headers: readonly string[]): string {
  const keys = headers.map(headerKey).filter((key) => key !== '');
  return createHash('sha256').update(keys.toSorted().join('\n')).digest('hex').slice(0, 32);
}

const headersKept = 8;
const maxHeaderLength = 40;

/** @param chosen by position */
export function rememberedAs(
  headers: readonly string[],
  chosen: Readonly<Record<string, ColumnMeaning>>,
  at: string,
): RememberedColumns {
  const meanings = Object.fromEntries(
    keysOf(headers).flatMap((key, column) => {
      const meaning = chosen[String(column)];
      return key === '' || meaning === undefined ? [] : [[key, meaning] as const];
    }),
  );
  const named = headers.filter((header) => header !== '').slice(0, headersKept);
  return {
    id: headersId(headers),
    headers: named.map((header) => header.slice(0, maxHeaderLength).toWellFormed()),
    meanings,
    at,
  };
}

/** By position, for a file with these headers. */
export function chosenFrom(
  { meanings }: RememberedColumns,
  headers: readonly string[],
): Readonly<Record<string, ColumnMeaning>> {
  return Object.fromEntries(
    keysOf(headers).flatMap((key, column) => {
      const meaning = meanings[key];
      return meaning === undefined ? [] : [[String(column), meaning] as const];
    }),
  );
}

/** Keys of headers; a second header of the same name has another key. */
function keysOf(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((header) => {
    const key = headerKey(header);
    if (key === '') return '';
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before === 0 ? key : `${key} ${before + 1}`;
  });
}
