import { keysOf, type AttributeKey } from './attributes.ts';
import type { Network } from './network.ts';
import type { FieldChange, PersonFields } from './person.ts';

/**
 * The changes that a row makes to a person. An empty cell changes nothing: a file that lacks a value must not
 * erase it (clearing a value is an edit, not an import). A different kind of line break changes nothing either,
 * since spreadsheets use their own.
 */
export function changesOf(
  before: { readonly network: Network; readonly fields: PersonFields },
  row: {
    readonly network: Network;
    readonly fields: PersonFields;
    readonly cleared?: readonly AttributeKey[] | undefined;
    /** read from a file, where letter case of addresses means nothing */
    readonly isOfFile?: boolean;
  },
): FieldChange[] {
  const changes: FieldChange[] = [];
  if (before.network !== row.network) {
    changes.push({ field: 'network', before: before.network, after: row.network });
  }
  for (const field of keysOf(row.fields)) {
    const after = row.fields[field];
    if (after === undefined || after === '') continue;
    const was = before.fields[field] ?? '';
    if (
      !isSame(was, after) &&
      !(row.isOfFile === true && field === 'email' && isSameAddress(was, after))
    )
      changes.push({ field, before: was, after });
  }
  for (const field of row.cleared ?? []) {
    const was = before.fields[field] ?? '';
    if (was !== '') changes.push({ field, before: was, after: '' });
  }
  return changes;
}

/** The person's values after the row: the row's value where it has one, else the previous one. */
export function merged(
  before: PersonFields,
  row: PersonFields,
  cleared: readonly AttributeKey[] = [],
): PersonFields {
  const result: Partial<Record<AttributeKey, string>> = { ...before };
  for (const field of keysOf(row)) {
    const value = row[field];
    if (value === undefined || value === '' || isSame(before[field] ?? '', value)) continue;
    if (field === 'email' && isSameAddress(before.email ?? '', value)) continue;
    result[field] = value;
  }
  if (cleared.length === 0) return result;
  return Object.fromEntries(
    keysOf(result).flatMap((key) => (cleared.includes(key) ? [] : [[key, result[key]]])),
  );
}

/** Addresses in files are read in lower case. An existing one keeps its letter case. */
function isSameAddress(before: string, after: string): boolean {
  return before.length === after.length && before.toLowerCase() === after.toLowerCase();
}

const lineBreak = /\r\n|\n\r|\r|\n/g;

function isSame(before: string, after: string): boolean {
  if (before === after) return true;
  // Most values that differ have one line and need no further check.
  if (!before.includes('\n') && !before.includes('\r')) return false;
  return before.replace(lineBreak, '\n') === after.replace(lineBreak, '\n');
}
