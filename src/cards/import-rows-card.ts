import type { AttributeDefinition } from '../domain/attributes.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { FieldChange } from '../domain/person.ts';
import { maxLoggedRows, type LoggedRow } from '../features/imports/read-error-log.ts';
import type { Text } from '../text/text.ts';
import { openUrl, packAction } from './action-data.ts';
import type { CardAction } from './card-actions.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { operationName } from './operation-words.ts';
import type { PersonEntry } from './person-entry.ts';
import { changeLine } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

type ShowRows = Extract<CardAction, { verb: 'show-rows' }>;
export type RowList = ShowRows['what'];

/** People of a list, or rows of the file. */
export type ImportRows =
  | {
      readonly what: 'added' | 'updated';
      readonly people: readonly ChangedEntry[];
      readonly total: number;
      /** position of the first entry among them, from 1 */
      readonly first: number;
      readonly updating: boolean;
    }
  | { readonly what: 'problems'; readonly rows: readonly LoggedRow[]; readonly first: number };

interface ChangedEntry {
  readonly entry: Pick<PersonEntry, 'id' | 'name' | 'phone'>;
  /** what this import changed; empty where it added them, or their history doesn't reach back */
  readonly changes: readonly FieldChange[];
}

export interface ImportRowsCardInput {
  readonly text: Text;
  readonly operation: Operation;
  readonly attributes: readonly AttributeDefinition[];
  /** the lists of this import */
  readonly lists: readonly RowList[];
  readonly shown: ImportRows;
  /** the log can be downloaded */
  readonly errorLog?: string;
  readonly previous?: ShowRows;
  readonly next?: ShowRows;
}

/** Level of detail: characters of a value, and changes or cells of a row. */
interface Detail {
  readonly longest: number;
  readonly values: number;
}

/** The people whom an import added or updated, and the rows that it rejected or from which it left values out. */
export const importRowsCard = fitted<ImportRowsCardInput, Detail>(build, [
  { longest: 80, values: 6 },
  { longest: 40, values: 4 },
  { longest: 25, values: 3 },
  { longest: 12, values: 1 },
]);

function build(input: ImportRowsCardInput, detail: Detail): Card {
  const { text, operation, lists, shown } = input;
  const words = text.importRows;
  const title = words.titles[shown.what];
  const data = {
    ...commonData(text, title, actionsFor(input)),
    title,
    subtitle: operationName(text, operation, detail.longest),
    note: noteOf(input),
    lists: lists
      .filter((what) => what !== shown.what)
      .map((what) =>
        packAction(
          words.titles[what],
          { verb: 'show-rows', operation: operation.id, what },
          { id: `show-rows-${what}` },
        ),
      ),
    rows: rowsOf(input, detail),
  };
  return { card: expandCard('import-rows', data), summary: title };
}

function noteOf({ text, shown, operation: { counts } }: ImportRowsCardInput): string {
  const words = text.importRows;
  if (shown.what === 'problems') {
    const hasMore = counts.rejected + (counts.leftOut ?? 0) > maxLoggedRows;
    return shown.rows.length === 0 ? words.noRows : words.problemsHow(hasMore);
  }
  const { people, first, total, updating } = shown;
  if (updating) return text.directory.updating;
  if (people.length === 0) return words.nobody;
  return text.directory.page(first, first + people.length - 1, total);
}

function rowsOf({ text, attributes, shown }: ImportRowsCardInput, detail: Detail): CardNode[] {
  const { longest, values } = detail;
  if (shown.what === 'problems') {
    return shown.rows.map(({ line, reason, cells }, index) =>
      expandPart('person-row', {
        name: [
          line === '' ? '' : text.preview.line(Number(line)),
          ...cells.slice(0, values).map(({ value }) => shorten(value, longest)),
        ]
          .filter((part) => part !== '')
          .join(' · '),
        line: shorten(reason, longest * 4),
        separator: index > 0,
        actions: [],
      }),
    );
  }
  return shown.people.map(({ entry, changes }, index) => {
    const said = changes
      .slice(0, values)
      .map((change) => changeLine(text, attributes, change, longest));
    const name = shorten(entry.name, longest);
    return expandPart('person-row', {
      name: name.trim() === '' ? text.admins.noName : name,
      line: said.length > 0 ? said.join(' · ') : shorten(entry.phone, 64),
      separator: index > 0,
      actions: [
        packAction(
          text.buttons.view,
          { verb: 'show-person', person: entry.id },
          { id: `show-person-${String(index)}` },
        ),
      ],
    });
  });
}

function actionsFor(input: ImportRowsCardInput): CardNode[] {
  const { text, operation, shown, errorLog, previous, next } = input;
  const { id, kind, network = 'Employee' } = operation;
  const inDirectory = packAction(
    text.buttons.viewDirectory,
    {
      verb: 'show-directory',
      network,
      operation: id,
    },
    { id: 'show-directory-import' },
  );
  const hasPeople = shown.what !== 'problems' && shown.people.length > 0;
  return [
    ...(previous === undefined
      ? []
      : [packAction(text.buttons.previous, previous, { id: 'show-rows-previous' })]),
    ...(next === undefined ? [] : [packAction(text.buttons.next, next, { id: 'show-rows-next' })]),
    ...(hasPeople ? [inDirectory] : []),
    ...(errorLog === undefined || shown.what !== 'problems'
      ? []
      : [openUrl(text.buttons.downloadErrorLog, errorLog)]),
    packAction(
      text.buttons.showImport,
      { verb: 'refresh-operation', operation: id, kind },
      { id: 'show-import' },
    ),
  ];
}
