import { builtInAttributes } from '../domain/attributes.ts';
import {
  columnsOnCard,
  leaveOut,
  type AskedColumn,
  type ColumnsQuestion,
} from '../domain/operations/import-question.ts';
import { phrase } from '../text/message.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import type { OperationCardInput } from './operation-parts.ts';
import { commonData, maxShownNameLength } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

/** Level of detail: characters of a header, of a value and of an attribute's name. */
interface Detail {
  readonly header: number;
  readonly sample: number;
  readonly name: number;
}

interface ColumnsCardInput extends OperationCardInput {
  readonly question: ColumnsQuestion;
}

/** The meaning of each column of a file, as it was guessed, to be confirmed or changed. */
export const columnsCard = fitted<ColumnsCardInput, Detail>(build, [
  { header: 60, sample: 40, name: 40 },
  { header: 40, sample: 20, name: 20 },
  { header: 20, sample: 12, name: 10 },
]);

function build(input: ColumnsCardInput, detail: Detail): Card {
  const { text, operation, readOnly, question } = input;
  const { columns: words } = text.questions;
  const { from = 0, columns, more = 0 } = question;
  const shown = columns.slice(from, from + columnsOnCard);
  const fileName = shorten(operation.fileName, maxShownNameLength);
  const summary = `${fileName}: ${words.title}`;
  const choices = choicesFor(text, question, detail);
  const { incomplete } = question;
  const problem =
    incomplete === true ? [boxPart({ title: words.missing, style: 'attention' })] : [];
  const data = {
    ...commonData(text, summary, readOnly === true ? [] : actionsFor(input, question)),
    title: words.title,
    subtitle: text.preview.subtitle({ fileName, network: operation.network }),
    problem,
    intro: words.intro[question.why],
    page:
      shown.length === columns.length
        ? ''
        : words.page({ from: from + 1, to: from + shown.length, all: columns.length }),
    columns: shown.map((column) => ({
      id: `c${column.column}`,
      mayAnswer: readOnly !== true,
      label: labelOf(text, column, detail),
      value: column.guess ?? leaveOut,
      choices,
      samples: samplesOf(text, column, detail),
    })),
    hint: more > 0 ? `${words.more(more)} ${words.remembered}` : words.remembered,
  };
  return { card: expandCard('columns', data), summary };
}

function labelOf(text: Text, { column, header }: AskedColumn, detail: Detail): string {
  const words = text.questions.columns;
  return header === '' ? words.unnamed(column + 1) : shorten(header, detail.header);
}

function samplesOf(text: Text, { samples }: AskedColumn, { sample }: Detail): string {
  if (samples.length === 0) return '';
  const shown = samples.map((value) => text.format.inside(shorten(value, sample)));
  return text.questions.columns.samples(phrase(shown.join(' · ')));
}

function choicesFor(text: Text, { own = [] }: ColumnsQuestion, { name: longest }: Detail) {
  const { columns: words } = text.questions;
  return [
    { value: leaveOut, title: words.leaveOut },
    ...builtInAttributes.map((value) => ({ value, title: text.attribute(value) })),
    ...own.map(({ key, name }) => ({ value: key, title: shorten(name, longest) })),
    { value: 'network', title: words.network },
  ];
}

function actionsFor(
  { text, operation }: OperationCardInput,
  question: ColumnsQuestion,
): CardNode[] {
  const { from = 0, columns } = question;
  const { id, kind } = operation;
  const to = (button: 'next' | 'previous') =>
    packAction(
      text.buttons[button],
      { verb: 'answer-columns', operation: id, columns: {}, turn: button },
      { id: `answer-columns-${button}` },
    );
  return [
    packAction(
      text.buttons.continue,
      { verb: 'answer-columns', operation: id, columns: {} },
      { isPrimary: true },
    ),
    ...(from + columnsOnCard < columns.length ? [to('next')] : []),
    ...(from > 0 ? [to('previous')] : []),
    packAction(
      text.buttons.cancel,
      { verb: 'cancel-operation', operation: id, kind },
      { withoutInputs: true },
    ),
  ];
}
