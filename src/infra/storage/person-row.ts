import { isOwnKey, keysOf } from '../../domain/attributes.ts';
import { builtInAttributes, type AttributeKey } from '../../domain/attributes.ts';
import { contentHash } from '../../domain/person-id.ts';
import { maxHistoryLength } from '../../domain/person.ts';
import type { AlsoKnownBy, HistoryEntry, MergeNote, Person, Source } from '../../domain/person.ts';
import { parseNetwork } from '../../domain/network.ts';
import type {
  ContentsWanted,
  DamagedPerson,
  PersonContents,
  StoredPerson,
} from '../../domain/people-store.ts';
import { asciiJsonBytes } from './ascii.ts';
import { keyPart } from './keys.ts';
import type { Columns } from './batches.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import { textOf } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';

/**
 * Azure takes 4 MiB in a transaction: a hundred people, each with the longest attributes (some 12 KB) and this
 * much history, fit in any language. With long values of own attributes, it takes several (batches.ts).
 */
const longestHistoryBytes = 28_000;
/** table columns that a note of a merge may fill: both records' longest attributes, in any language */
const longestNote = 4;

/** A person as a row of an organization's partition. */
export function personRow(partitionKey: string, person: Person): RowToWrite {
  return { partitionKey, rowKey: keyPart(person.id), ...personColumns(person) };
}

/**
 * A person as the columns of a row. An import creates hundreds of thousands, so this allocates only an object
 * and its texts. Empty attributes have no column.
 */
export function personColumns(person: Person): Columns {
  const row: Record<string, string | boolean> = {
    network: person.network,
    source: person.source,
    linked: person.linked,
    addedAt: person.addedAt,
    changedAt: person.changedAt,
    changedById: encodeText(person.changedBy.id),
    changedByName: encodeText(person.changedBy.name),
    // No row of a file has the hash of a deleted person.
    hash: person.deletedAt === undefined ? contentHash(person.network, person.fields) : 'deleted',
  };
  for (const attribute of keysOf(person.fields)) {
    const value = person.fields[attribute];
    if (value !== undefined && value !== '') row[attribute] = encodeText(value);
  }
  if (person.deletedAt !== undefined) row.deletedAt = person.deletedAt;
  if (person.addedIn !== undefined) row.addedIn = person.addedIn;
  if (person.addedBy !== undefined) {
    row.addedById = encodeText(person.addedBy.id);
    row.addedByName = encodeText(person.addedBy.name);
  }
  if (person.changedIn !== undefined) row.changedIn = person.changedIn;
  if (person.entraId !== undefined) row.entraId = keyPart(person.entraId);
  if (person.signedIn === true) row.signedIn = true;
  if (person.locked !== undefined) row.locked = person.locked.join(' ');
  if (person.absorbed !== undefined) row.absorbed = person.absorbed.join(' ');
  if (person.mergedInto !== undefined) row.mergedInto = person.mergedInto;
  if (person.alsoKnownBy !== undefined) {
    row.alsoKnownBy = encodeText(JSON.stringify(person.alsoKnownBy));
  }
  if (person.mergeNote !== undefined) {
    Object.assign(row, textColumns('mergeNote', JSON.stringify(person.mergeNote), longestNote));
  }
  if (person.history.length > 0) row.history = historyText(person.history);
  return row;
}

/** Reads a row written by `personRow`. */
export function personFrom(row: StoredRow): StoredPerson {
  const fields: Partial<Record<AttributeKey, string>> = {};
  for (const attribute of [...builtInAttributes, ...Object.keys(row).filter(isOwnKey)]) {
    const value = textOf(row, attribute);
    if (value !== undefined) fields[attribute] = decodeText(value);
  }
  const addedIn = textOf(row, 'addedIn');
  const addedById = textOf(row, 'addedById');
  const changedIn = textOf(row, 'changedIn');
  const deletedAt = textOf(row, 'deletedAt');
  const history = textOf(row, 'history');
  const entraId = textOf(row, 'entraId');
  const locked = wordsOf(row, 'locked');
  const absorbed = wordsOf(row, 'absorbed');
  const mergedInto = textOf(row, 'mergedInto');
  const alsoKnownBy = alsoKnownByOf(row);
  const mergeNote = mergeNoteOf(row);
  return {
    id: row.rowKey,
    network: parseNetwork(row.network) ?? 'Others',
    fields,
    source: (textOf(row, 'source') ?? 'admin') as Source,
    linked: row.linked === true,
    addedAt: textOf(row, 'addedAt') ?? '',
    ...(addedIn !== undefined && { addedIn }),
    ...(addedById !== undefined && {
      addedBy: {
        id: decodeText(addedById),
        name: decodeText(textOf(row, 'addedByName') ?? ''),
      },
    }),
    changedAt: textOf(row, 'changedAt') ?? '',
    changedBy: {
      id: decodeText(textOf(row, 'changedById') ?? ''),
      name: decodeText(textOf(row, 'changedByName') ?? ''),
    },
    ...(changedIn !== undefined && { changedIn }),
    ...(deletedAt !== undefined && { deletedAt }),
    ...(entraId !== undefined && { entraId }),
    ...(row.signedIn === true && { signedIn: true as const }),
    ...(locked !== undefined && { locked: locked as AttributeKey[] }),
    ...(absorbed !== undefined && { absorbed }),
    ...(mergedInto !== undefined && { mergedInto }),
    ...(alsoKnownBy !== undefined && { alsoKnownBy }),
    ...(mergeNote !== undefined && { mergeNote }),
    history: history === undefined ? [] : (JSON.parse(decodeText(history)) as HistoryEntry[]),
    etag: row.etag,
  };
}

function alsoKnownByOf(row: StoredRow): AlsoKnownBy | undefined {
  const text = textOf(row, 'alsoKnownBy');
  return text === undefined ? undefined : (JSON.parse(decodeText(text)) as AlsoKnownBy);
}

function mergeNoteOf(row: StoredRow): MergeNote | undefined {
  const text = textOfColumns(row, 'mergeNote');
  return text === undefined ? undefined : (JSON.parse(text) as MergeNote);
}

function wordsOf(row: StoredRow, column: string): string[] | undefined {
  const text = textOf(row, column);
  return text === undefined || text === '' ? undefined : text.split(' ');
}

/** The columns that `contentsFrom` reads, and no others: history is most of a row that was changed often. */
export function contentsColumns({ attributes, history }: ContentsWanted): string[] {
  const facts = [
    'RowKey',
    'network',
    'hash',
    'addedAt',
    'changedAt',
    'deletedAt',
    'alias',
    'alsoKnownBy',
  ];
  return [...facts, ...attributes, ...(history ? ['history'] : [])];
}

/** Unlike `personFrom` it validates everything: one damaged row must not stop the export of all the others. */
export function contentsFrom(
  row: StoredRow,
  wanted: ContentsWanted,
): PersonContents | DamagedPerson {
  const damaged: DamagedPerson = { id: row.rowKey, damaged: true };
  const network = parseNetwork(row.network);
  const hash = textOf(row, 'hash');
  if (network === undefined || hash === undefined) return damaged;
  const fields: Partial<Record<AttributeKey, string>> = {};
  for (const attribute of wanted.attributes) {
    const value = row[attribute];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return damaged;
    fields[attribute] = decodeText(value);
  }
  const history = wanted.history ? historyFrom(row) : [];
  if (history === undefined) return damaged;
  const deletedAt = textOf(row, 'deletedAt');
  const alsoKnownBy = alsoKnownByOf(row);
  return {
    id: row.rowKey,
    network,
    fields,
    hash,
    addedAt: textOf(row, 'addedAt') ?? '',
    changedAt: textOf(row, 'changedAt') ?? '',
    ...(deletedAt !== undefined && { deletedAt }),
    ...(alsoKnownBy !== undefined && { alsoKnownBy }),
    history,
  };
}

/** Like `personFrom`, for a reader whom one damaged row must not stop. */
export function wholeFrom(row: StoredRow): StoredPerson | DamagedPerson {
  if (parseNetwork(row.network) === undefined) return { id: row.rowKey, damaged: true };
  try {
    return personFrom(row);
  } catch {
    return { id: row.rowKey, damaged: true };
  }
}

function historyFrom(row: StoredRow): HistoryEntry[] | undefined {
  const text = textOf(row, 'history');
  if (text === undefined) return [];
  try {
    return JSON.parse(decodeText(text)) as HistoryEntry[];
  } catch {
    return undefined;
  }
}

/** Newest first, so the oldest entries are dropped when it gets too long. */
function historyText(history: readonly HistoryEntry[]): string {
  for (let kept = Math.min(history.length, maxHistoryLength); ; kept -= 1) {
    const text = encodeText(JSON.stringify(history.slice(0, kept)));
    if (asciiJsonBytes(text) <= longestHistoryBytes || kept === 0) return text;
  }
}
