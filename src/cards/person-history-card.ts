import type { AttributeDefinition } from '../domain/attributes.ts';
import type { StoredPerson } from '../domain/people-store.ts';
import { nameOf } from '../domain/person.ts';
import type { HistoryEntry } from '../domain/person.ts';
import { isOperationId } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { changeLine } from './person-parts.ts';
import { fitCard } from './size.ts';
import { expandCard } from './template.ts';

export interface PersonHistoryCardInput {
  readonly text: Text;
  readonly person: StoredPerson;
  readonly attributes: readonly AttributeDefinition[];
  /** from 0 */
  readonly page: number;
  readonly pages: number;
  /** ids of merged records whose merge can still be undone */
  readonly undoable?: ReadonlySet<string>;
  /** newest first; with the file's name where the operation still exists */
  readonly entries: readonly { readonly entry: HistoryEntry; readonly operationFile?: string }[];
}

/** Level of detail: changes of an entry, and characters of a value. */
interface Detail {
  readonly changes: number;
  readonly longest: number;
}

const details: readonly [Detail, ...Detail[]] = [
  { changes: 40, longest: 300 },
  { changes: 40, longest: 80 },
  { changes: 12, longest: 60 },
  { changes: 6, longest: 30 },
  { changes: 2, longest: 15 },
];

/** The changes of a person: field, before, after, who, when, and by which import. */
export function personHistoryCard(input: PersonHistoryCardInput): Card {
  return fitCard((detail) => build(input, detail), details);
}

function build(input: PersonHistoryCardInput, detail: Detail): Card {
  const { text, person, entries, page, pages } = input;
  const words = text.personHistory;
  const title = words.title(shorten(nameOf(person.fields), detail.longest));
  const data = {
    ...commonData(text, title, pageActions(input)),
    title,
    page: pages > 1 ? words.page({ page: page + 1, pages }) : '',
    empty: entries.length === 0 ? words.empty : '',
    entries: entries.map((entry, index) => entryOf(input, entry, { ...detail, index })),
  };
  return { card: expandCard('person-history', data), summary: title };
}

function entryOf(
  { text, attributes, person, undoable }: PersonHistoryCardInput,
  { entry, operationFile }: PersonHistoryCardInput['entries'][number],
  { changes, longest, index }: Detail & { readonly index: number },
) {
  const words = text.personHistory;
  const { at, by, operation } = entry;
  const shown = entry.changes.slice(0, changes).map((change) => ({
    text: changeLine(text, attributes, change, longest),
  }));
  const more = entry.changes.length - shown.length;
  const file = operationFile === undefined ? undefined : shorten(operationFile, longest);
  return {
    byAt: isThemselves(person, entry)
      ? words.byThemselves(at)
      : words.byAt({ at, by: shorten(by.name, longest) }),
    byImport: operation === undefined ? '' : byOperation(text, entry, file),
    changes: more > 0 ? [...shown, { text: words.more(more) }] : shown,
    actions:
      isOperationId(operation) && operationFile !== undefined
        ? [showImport(text, operation, index)]
        : undoActions(text, person, entry, undoable),
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

function byOperation(text: Text, { undoes }: HistoryEntry, file: string | undefined): string {
  return undoes === undefined ? text.personHistory.byImport(file) : text.undo.byUndo(file);
}

function showImport(text: Text, operation: string, index: number): CardNode {
  return packAction(
    text.buttons.showImport,
    { verb: 'refresh-operation', operation, kind: 'import' },
    { id: `refresh-operation-${String(index)}` },
  );
}

function pageActions({ text, person, page, pages }: PersonHistoryCardInput): CardNode[] {
  const to = (button: 'previous' | 'next', wanted: number) =>
    packAction(
      text.buttons[button],
      { verb: 'person-history', person: person.id, page: wanted },
      { id: `person-history-${button}` },
    );
  return [
    packAction(text.buttons.back, { verb: 'show-person', person: person.id }),
    ...(page > 0 ? [to('previous', page - 1)] : []),
    ...(page + 1 < pages ? [to('next', page + 1)] : []),
  ];
}
