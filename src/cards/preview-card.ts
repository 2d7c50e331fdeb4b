import { isNameAttribute, type AttributeKey } from '../domain/attributes.ts';
import type { Operation, Preview } from '../domain/operations/operation.ts';
import { phrase } from '../text/message.ts';
import type { Text } from '../text/text.ts';
import { openUrl, packAction, secondary, toggle } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { factPart } from './fact.ts';
import { leavingParts } from './leaving-people.ts';
import { foldsOf, missingAnswers, questionParts } from './identity-questions.ts';
import { importCounts } from './import-words.ts';
import type { OperationCardInput } from './operation-parts.ts';
import { commonData, importName, maxShownNameLength } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { changeRow, personRow, previewDetails, problemRow } from './preview-parts.ts';
import type { PreviewDetail } from './preview-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

const maxColumns = 10;
const nothingFound: Preview = {
  delimiter: ',',
  encoding: 'utf-8',
  notUnderstood: [],
  problems: [],
  addedSample: [],
  updatedSample: [],
  moved: 0,
};

/** Facts beyond the counts that an admin should know before selecting Import. */
function notes(text: Text, operation: Operation, preview: Preview): string {
  const { broughtBack = 0, source, leavers } = preview;
  return [
    modeNote(text, operation),
    source === undefined ? '' : text.preview.source(source),
    ...movedNotes(text, preview),
    broughtBack > 0 ? text.preview.broughtBack(broughtBack) : '',
    leavers === undefined || operation.mode === 'delete'
      ? ''
      : text.preview.leaversNotRead(leavers),
    isWithoutNames(operation, preview) ? text.preview.noNames : '',
  ]
    .filter((note) => note !== '')
    .join(' ');
}

function modeNote(text: Text, { mode, madeFrom }: Pick<Operation, 'mode' | 'madeFrom'>): string {
  if (mode === undefined || mode === 'update') return '';
  return madeFrom === 'list' ? text.operation.list.deleting : text.import.modeChosen[mode];
}

/** Whether new people come without names though a column that wasn't understood may have them. */
function isWithoutNames(
  { counts, madeFrom }: Operation,
  { columns, moreColumns = 0, notUnderstood }: Preview,
): boolean {
  // Older previews don't say it, and long ones not of every column.
  if (columns === undefined || moreColumns > 0) return false;
  const hasNames = columns.some(({ guess }) => isNameAttribute(guess));
  return madeFrom === undefined && counts.added > 0 && notUnderstood.length > 0 && !hasNames;
}

/** People move in one direction or, where rows name their own network, in both. */
function movedNotes(text: Text, { moved, movedToOthers }: Preview): string[] {
  if (movedToOthers === undefined) return [moved > 0 ? text.preview.moved(moved) : ''];
  const { Employee, Others } = {
    Employee: text.network('Employee'),
    Others: text.network('Others'),
  };
  const toEmployee = moved - movedToOthers;
  return [
    toEmployee > 0 ? text.preview.movedTo({ people: toEmployee, from: Others, to: Employee }) : '',
    movedToOthers > 0
      ? text.preview.movedTo({ people: movedToOthers, from: Employee, to: Others })
      : '',
  ];
}

/** The preview of an import. Nothing has been written yet; the admin confirms or cancels. */
export const previewCard = fitted<OperationCardInput, PreviewDetail>(build, previewDetails);

function build(
  { text, operation, links, readOnly, given }: OperationCardInput,
  detail: PreviewDetail,
): Card {
  const { counts, network } = operation;
  const isOfFile = operation.madeFrom === undefined;
  const { preview = nothingFound } = operation;
  const subtitle = text.preview.subtitle({
    fileName: shorten(importName(operation), maxShownNameLength),
    network,
  });
  const line = text.countLine(counts);
  const summary = line === '' ? subtitle : `${subtitle}: ${line}`;
  const problems = preview.problems.slice(0, detail.rows);
  const leftOut = (preview.leftOutSample ?? []).slice(0, detail.rows);
  const updated = preview.updatedSample.slice(0, detail.rows);
  const added = preview.addedSample.slice(0, detail.rows);
  const { questions } = preview;
  const decided = given ?? {};
  const data = {
    ...commonData(text, summary, [
      ...(readOnly === true ? [] : actionsFor(text, operation)),
      // Its part opens above the buttons, so that Import and Cancel stay together.
      toggle(text.buttons.details, 'details', undefined, foldsOf(questions)),
      ...(readOnly === true || operation.madeFrom === 'list'
        ? []
        : [changeColumns(text, operation.id)]),
    ]),
    links: [
      ...(links.people === undefined ? [] : [openUrl(text.buttons.downloadPeople, links.people)]),
      ...(links.asked === undefined ? [] : [openUrl(text.buttons.downloadQuestions, links.asked)]),
      ...(links.errorLog === undefined
        ? []
        : [secondary(openUrl(text.buttons.downloadErrorLog, links.errorLog))]),
    ],
    missing:
      given === undefined || questions === undefined ? '' : missingAnswers(text, questions, given),
    questions:
      questions === undefined
        ? []
        : questionParts({
            text,
            questions,
            own: preview.ownAttributes ?? [],
            decided,
            isDeleting: operation.mode === 'delete',
            readOnly: readOnly === true,
            detail,
          }),
    numbers: numbersParts(text, operation, readOnly === true),
    leaving: leavingParts({ text, operation, decided, readOnly: readOnly === true, detail }),
    title: text.preview.title,
    subtitle,
    counts: importCounts(text, operation, counts),
    nothingWritten: text.preview.nothingWritten,
    note: note(text, operation),
    moved: notes(text, operation, preview),
    problemsTitle: isOfFile
      ? text.preview.problemsTitle(problems.length, counts.rejected)
      : text.operation.list.notChanged,
    problems: problems.map((problem) => problemRow(text, problem, detail, isOfFile)),
    leftOutTitle: text.preview.leftOutTitle(leftOut.length, counts.leftOut ?? 0),
    leftOut: leftOut.map((problem) => problemRow(text, problem, detail)),
    updatedTitle: text.preview.updatedTitle(updated.length, counts.updated),
    updated: updated.map((sample) => changeRow(text, sample, preview.ownAttributes ?? [], detail)),
    addedTitle: text.preview.addedTitle(added.length, counts.added),
    added: added.map((sample) => personRow(sample, detail)),
    readAsTitle: text.preview.readAs.title,
    readAs: isOfFile ? readAs(text, preview, detail) : [],
    columnsTitle: text.preview.notUnderstoodTitle,
    columns: isOfFile ? columnNames(text, preview, detail) : '',
    columnsHint: text.preview.notUnderstoodHint,
  };
  return { card: withLinks(expandCard('preview', data), data.links), summary };
}

/** Phone numbers that can be read in two ways: how they were read, and the button for the other way. */
function numbersParts(text: Text, { id, preview }: Operation, readOnly: boolean): CardNode[] {
  const { national, international } = preview?.numbers ?? {};
  const words = text.preview.numbers;
  const [most] = numberLines(text, preview);
  if (most === undefined) return [];
  const areMostlyNational = (national?.rows ?? 0) > (international?.rows ?? 0);
  const as = areMostlyNational ? 'international' : 'national';
  const other = packAction(
    text.buttons.readOtherWay,
    { verb: 'read-numbers', operation: id, as },
    { withoutInputs: true },
  );
  return [
    boxPart({
      style: 'emphasis',
      title: words.title,
      lines: [{ text: most }],
      actions: readOnly ? [] : [other],
    }),
  ];
}

/** The reading of numbers that can be read in two ways, that of most numbers first. */
function numberLines(text: Text, preview: Preview | undefined): string[] {
  const { national, international } = preview?.numbers ?? {};
  const words = text.preview.numbers;
  const lines = [
    { rows: international?.rows ?? 0, line: international && words.international(international) },
    { rows: national?.rows ?? 0, line: national && words.national(national) },
  ];
  return lines
    .toSorted((one, other) => other.rows - one.rows)
    .flatMap(({ line }) => (line === undefined ? [] : [line]));
}

/** Import, Cancel and Details come first, then the lists that questions name. The rest is in the overflow menu. */
function withLinks(card: Card['card'], links: readonly CardNode[]): Card['card'] {
  return { ...card, actions: [...(card.actions ?? []), ...links] };
}

function actionsFor(text: Text, operation: Operation): CardNode[] {
  const { id, kind } = operation;
  // There is nothing to recommend where nothing would change.
  const isPrimary = hasChanges(operation) || operation.preview?.questions !== undefined;
  return [
    packAction(text.buttons.import, { verb: 'start-import', operation: id }, { isPrimary }),
    packAction(
      text.buttons.cancel,
      { verb: 'cancel-operation', operation: id, kind },
      { withoutInputs: true },
    ),
  ];
}

function changeColumns(text: Text, operation: string): CardNode {
  const action = { verb: 'change-columns', operation } as const;
  return secondary(packAction(text.buttons.changeColumns, action, { withoutInputs: true }));
}

function hasChanges({ counts }: Operation): boolean {
  return counts.added + counts.updated + (counts.deleted ?? 0) > 0;
}

function note(text: Text, operation: Operation): string {
  const { counts, preview, mode, madeFrom } = operation;
  const { list } = text.operation;
  if (hasChanges(operation)) return '';
  if (mode === 'delete' && counts.unchanged > 0 && counts.rejected === 0)
    return (madeFrom === 'list' ? list : text.preview).allDeleted;
  if (preview?.questions !== undefined) return text.preview.onlyQuestions;
  if (madeFrom === 'list' && (counts.unchanged === 0 || counts.rejected === 0))
    return counts.unchanged === 0 ? list.none : list.unchanged;
  if (counts.unchanged === 0) return text.preview.noneUsable;
  return counts.rejected === 0
    ? text.preview.allUnchanged
    : text.preview.unchangedOrRejected(counts.unchanged);
}

/** Of the file and of each attribute, what was read as it. */
function readAs(text: Text, preview: Preview, { characters, rows }: PreviewDetail): CardNode[] {
  const {
    columns = [],
    order = [],
    split = [],
    together,
    ownAttributes = [],
    source,
    headerLine,
    notPeople,
  } = preview;
  const sheet = source?.sheet;
  if (rows === 0) return [];
  const words = text.preview.readAs;
  const named = (header: string) =>
    text.format.inside(header === '' ? '–' : shorten(header, characters));
  const labelOf = (key: AttributeKey) => text.attribute(key, ownAttributes);
  const kind = sheet === undefined ? `${preview.encoding}, ${preview.delimiter}` : named(sheet);
  const file = preview.delimiter === '\t' && sheet === undefined ? preview.encoding : kind;
  const where = headerLine === undefined ? [] : [words.headerLine(headerLine)];
  const seen = new Set<string>();
  const facts = columns.flatMap(({ header, guess }) => {
    if (guess === undefined || guess === 'network' || guess === 'change') return [];
    if (seen.has(guess)) return [];
    seen.add(guess);
    const several = order.find(({ attribute }) => attribute === guess)?.columns ?? [];
    const [first = header, ...others] = several;
    const whole =
      others.length === 0
        ? named(first)
        : words.order({
            first: phrase(named(first)),
            others: phrase(others.map(named).join(', ')),
          });
    if (guess === 'lastName' && together !== undefined)
      return [factPart(labelOf(guess), together.map(named).join(' + '))];
    const { timeZone } = ownAttributes.find(({ key }) => key === guess) ?? {};
    if (timeZone !== undefined)
      return [factPart(labelOf(guess), words.times({ column: phrase(whole), timeZone }))];
    return [factPart(labelOf(guess), split.includes(first) ? words.split(phrase(whole)) : whole)];
  });
  const otherNumbers = numberLines(text, preview)
    .slice(1)
    .map((line) => factPart(text.preview.numbers.title, line));
  const passedOver =
    notPeople === undefined ? [] : [factPart(words.notPeopleTitle, words.notPeople(notPeople))];
  return [
    factPart(words.file, [file, ...where].join(', ')),
    ...facts,
    ...otherNumbers,
    ...passedOver,
  ];
}

function columnNames(
  text: Text,
  { notUnderstood: columns, notUnderstoodCount = columns.length }: Preview,
  { characters }: PreviewDetail,
): string {
  if (columns.length === 0) return '';
  const shown = columns.slice(0, maxColumns).map((column) => shorten(column, characters));
  return text.preview.notUnderstood(shown, notUnderstoodCount - shown.length);
}
