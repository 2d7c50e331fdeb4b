import {
  columnsOnCard,
  leaveOut,
  recognisedBy,
  type ColumnMeaning,
  type ColumnsQuestion,
  type DateOrder,
  type ImportQuestion,
} from '../../domain/operations/import-question.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { NumberHabit } from '../../domain/phone.ts';

/**
 * The chosen meanings of columns, by position; `none` leaves one out. Columns that the card didn't show are
 * missing.
 */
export type ChosenColumns = Readonly<Record<string, ColumnMeaning | typeof leaveOut>>;

export type ImportAnswer =
  | { readonly kind: 'columns'; readonly columns: ChosenColumns }
  | { readonly kind: 'encoding'; readonly encoding: string }
  /** `sheet`: the position of the chosen one */
  | { readonly kind: 'sheet'; readonly sheet: string }
  | { readonly kind: 'dates'; readonly dates: Readonly<Record<string, DateOrder>> };

/**
 * The operation after its admin's answer: planned again, or still asking if the answer isn't complete.
 * @returns undefined if the operation doesn't ask this
 */
export function answered(operation: Operation, answer: ImportAnswer): Operation | undefined {
  const { question, answers = {} } = operation;
  if (operation.state !== 'asking' || question === undefined) return undefined;
  if (question.kind === 'columns' && answer.kind === 'columns') {
    const chosen = withChosen(question, answer.columns);
    const columns = Object.fromEntries(
      chosen.columns.flatMap(({ column, guess }) =>
        guess === undefined ? [] : [[String(column), guess] as const],
      ),
    );
    if (!Object.values(columns).some((meaning) => recognisedBy.includes(meaning)))
      return { ...operation, question: { ...chosen, incomplete: true } };
    const header = question.why === 'no-header' ? { header: false } : {};
    return planAgain(operation, { ...answers, ...header, columns });
  }
  if (question.kind === 'encoding' && answer.kind === 'encoding') {
    const { encoding } = answer;
    const isOffered = question.candidates.some((candidate) => candidate.encoding === encoding);
    return isOffered ? planAgain(operation, { ...answers, encoding }) : undefined;
  }
  if (question.kind === 'sheet' && answer.kind === 'sheet') {
    const chosen = question.sheets[answer.sheet === '' ? -1 : Number(answer.sheet)];
    return chosen === undefined
      ? undefined
      : planAgain(operation, { ...answers, sheet: chosen.name });
  }
  if (question.kind === 'dates' && answer.kind === 'dates') {
    const dates = { ...answers.dates, ...answer.dates };
    const isWhole = question.columns.every(({ column }) => dates[String(column)] !== undefined);
    return isWhole ? planAgain(operation, { ...answers, dates }) : undefined;
  }
  return undefined;
}

/**
 * A preview whose phone numbers that can be read in two ways are to be read in this one.
 * @returns undefined if there are none, or they are read so already
 */
export function readNumbersAs(operation: Operation, as: NumberHabit): Operation | undefined {
  const { state, preview, answers } = operation;
  if (state !== 'preview' || preview?.numbers === undefined) return undefined;
  if (answers?.numbers === as) return undefined;
  return planAgain(operation, { ...answers, numbers: as });
}

function planAgain(operation: Operation, answers: Operation['answers']): Operation {
  const { question: _answered, preview: _before, planned: _planned, ...rest } = operation;
  return { ...rest, state: 'planning', answers: answers ?? {}, rowsDone: 0, tries: 0 };
}

/** The question with another page of columns. */
export function turnedColumns(
  question: ColumnsQuestion,
  chosen: ChosenColumns,
  turn: 'next' | 'previous',
): ImportQuestion {
  const { from = 0, columns } = question;
  const to = turn === 'next' ? from + columnsOnCard : from - columnsOnCard;
  const isThere = to >= 0 && to < columns.length;
  return { ...withChosen(question, chosen), from: isThere ? to : from };
}

function withChosen(question: ColumnsQuestion, chosen: ChosenColumns): ColumnsQuestion {
  const { incomplete: _before, ...rest } = question;
  return {
    ...rest,
    columns: question.columns.map((asked) => {
      const meaning = chosen[String(asked.column)];
      if (meaning === undefined) return asked;
      const { guess: _guess, ...column } = asked;
      return meaning === leaveOut ? column : { ...column, guess: meaning };
    }),
  };
}

/** A preview whose admin wants to choose the columns. */
export function askedForColumns(operation: Operation): Operation | undefined {
  if (operation.state !== 'preview' || operation.undo !== undefined) return undefined;
  const { preview } = operation;
  if (preview?.columns === undefined) return planAgain(operation, operation.answers);
  const { columns, moreColumns, ownAttributes } = preview;
  const question: ColumnsQuestion = {
    kind: 'columns',
    why: operation.answers?.header === false ? 'no-header' : 'asked',
    columns,
    ...(moreColumns !== undefined && { more: moreColumns }),
    ...(ownAttributes !== undefined && { own: ownAttributes }),
  };
  return { ...operation, state: 'asking', question };
}
