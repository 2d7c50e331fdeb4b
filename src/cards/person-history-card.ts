import type { AttributeDefinition } from '../domain/attributes.ts';
import type { StoredPerson } from '../domain/people-store.ts';
import { nameOf } from '../domain/person.ts';
import type { HistoryEntry } from '../domain/person.ts';
import { whatChanged } from '../domain/operations/what-changed.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { WayIn } from '../domain/way-in.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData, importName } from './operation-parts.ts';
import { pageLine, turnActions, type Page } from './pages.ts';
import { changeLine } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface PersonHistoryCardInput {
  readonly text: Text;
  readonly person: StoredPerson;
  readonly attributes: readonly AttributeDefinition[];
  /** their changes, newest first, and how they came into the directory last */
  readonly list: Page<ShownEntry | AddedEntry>;
  /** ids of merged records whose merge can still be undone */
  readonly undoable?: ReadonlySet<string>;
  /** nothing was changed since they were added */
  readonly isUnchanged: boolean;
  /** the reader may see syncs, not only imports and bulk changes */
  readonly mayOpenSyncs: boolean;
}

/** A change, with the record of the operation that made it, if one did. */
export interface ShownEntry {
  readonly entry: HistoryEntry;
  readonly operation?: Operation;
}

/** How a person came into the directory. */
interface AddedEntry extends WayIn {
  /** ISO 8601, UTC */
  readonly at: string;
  readonly operation?: Operation;
}

/** Level of detail: changes of an entry, and characters of a value. */
interface Detail {
  readonly changes: number;
  readonly longest: number;
}

/** The changes of a person: field, before, after, who, when, and by which import. */
export const personHistoryCard = fitted<PersonHistoryCardInput, Detail>(build, [
  { changes: 40, longest: 300 },
  { changes: 40, longest: 80 },
  { changes: 12, longest: 60 },
  { changes: 6, longest: 30 },
  { changes: 2, longest: 15 },
]);

function build(input: PersonHistoryCardInput, detail: Detail): Card {
  const { text, person, list } = input;
  const words = text.personHistory;
  const title = words.title(shorten(nameOf(person.fields), detail.longest));
  const data = {
    ...commonData(text, title, pageActions(input)),
    title,
    page: pageLine(text, list),
    empty: input.isUnchanged ? words.empty : '',
    entries: list.rows.map((row, index) =>
      'entry' in row
        ? entryOf(input, row, { ...detail, index })
        : addedPart(input, row, { ...detail, index }),
    ),
  };
  return { card: expandCard('person-history', data), summary: title };
}

function entryOf(
  { text, attributes, mayOpenSyncs, person, undoable }: PersonHistoryCardInput,
  { entry, operation }: ShownEntry,
  { changes, longest, index }: Detail & { readonly index: number },
) {
  const words = text.personHistory;
  const { at, by } = entry;
  const shown = entry.changes.slice(0, changes).map((change) => ({
    text: changeLine(text, attributes, change, longest),
  }));
  const more = entry.changes.length - shown.length;
  return {
    byAt: isThemselves(person, entry)
      ? words.byThemselves(at)
      : words.byAt({ at, by: shorten(by.name, longest) }),
    byImport: whereFrom(text, entry, operation, longest),
    changes: more > 0 ? [...shown, { text: words.more(more) }] : shown,
    actions:
      operation === undefined
        ? undoActions(text, person, entry, undoable)
        : showOperation(text, operation, mayOpenSyncs, index),
  };
}

/** "Added by Tara from people.csv" */
function addedPart(
  { text, mayOpenSyncs }: PersonHistoryCardInput,
  added: AddedEntry,
  { longest, index }: Detail & { readonly index: number },
) {
  const words = text.personHistory;
  const { at, way, operation } = added;
  const by = added.by === undefined ? undefined : shorten(added.by, longest);
  const file = shorten(operation === undefined ? '' : importName(operation), longest);
  const sentences = {
    admin: words.added.admin(by),
    group: words.added.group(by),
    import: words.added.import({ by, file }),
    entra: words.added.entra,
    signin: words.added.signin,
  };
  return {
    byAt: text.format.dateTime(at),
    byImport: sentences[way],
    changes: [],
    actions: showOperation(text, operation, mayOpenSyncs, index),
  };
}

/** A merge can be undone from here as well. */
function undoActions(
  text: Text,
  person: StoredPerson,
  { changes }: HistoryEntry,
  undoable: ReadonlySet<string> = new Set(),
): CardNode[] {
  const goes = changes.find(({ field, after }) => field === 'merged' && after !== '')?.before;
  if (goes === undefined || !undoable.has(goes)) return [];
  return [
    packAction(
      text.buttons.undoMerge,
      { verb: 'undo-merge', stays: person.id, goes },
      { id: `undo-merge-${goes}` },
    ),
  ];
}

/** By their own account: an edit of their profile, or values from signing in. */
function isThemselves({ entraId }: StoredPerson, { by, operation }: HistoryEntry): boolean {
  return operation === undefined && entraId !== undefined && by.id === entraId;
}

/** The source of a change: an operation, or the way in which the person joined; '' if an older entry doesn't say. */
function whereFrom(
  text: Text,
  { operation: id, undoes, via }: HistoryEntry,
  operation: Operation | undefined,
  longest: number,
): string {
  const words = text.personHistory;
  const what = operation === undefined ? undefined : whatChanged(operation);
  const file = operation === undefined ? undefined : shorten(importName(operation), longest);
  if (undoes !== undefined) {
    if (what === undefined || what === 'import') return text.undo.byUndo(file);
    return what === 'sync' ? text.undo.byUndoSync : text.undo.byUndoBulk;
  }
  if (what === 'import') return words.byImport(file);
  if (what === 'sync') return words.bySync;
  // People who were deleted together by an older version have no record of it.
  if (what !== undefined || id !== undefined) return words.byBulk;
  return via === undefined ? '' : words.via[via];
}

function showOperation(
  text: Text,
  operation: Operation | undefined,
  mayOpenSyncs: boolean,
  index: number,
): CardNode[] {
  if (operation === undefined || (operation.kind === 'sync' && !mayOpenSyncs)) return [];
  const { id, kind } = operation;
  const title = whatChanged(operation) === 'import' ? text.buttons.showImport : text.buttons.open;
  const show = { verb: 'refresh-operation', operation: id, kind } as const;
  return [packAction(title, show, { id: `refresh-operation-${String(index)}` })];
}

function pageActions({ text, person, list }: PersonHistoryCardInput): CardNode[] {
  const turns = turnActions(text, list, (wanted) => ({
    verb: 'person-history',
    person: person.id,
    page: wanted,
  }));
  return [packAction(text.buttons.back, { verb: 'show-person', person: person.id }), ...turns];
}
