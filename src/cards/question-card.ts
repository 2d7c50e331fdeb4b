import type { ImportQuestion } from '../domain/operations/import-question.ts';
import type { CardAction } from './card-actions.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { columnsCard } from './columns-card.ts';
import { shorten } from './escape.ts';
import type { OperationCardInput } from './operation-parts.ts';
import { commonData, maxShownNameLength } from './operation-parts.ts';
import { statusCard } from './status-card.ts';
import { expandCard } from './template.ts';

/** A question that an import needs answered before it can be planned. */
export function questionCard(input: OperationCardInput): Card {
  const { question } = input.operation;
  switch (question?.kind) {
    case 'columns':
      return columnsCard({ ...input, question });
    case 'encoding':
      return encodingCard(input, question);
    case 'sheet':
      return sheetCard(input, question);
    case 'dates':
      return datesCard(input, question);
    case undefined:
      return statusCard(input, input.readOnly === true ? [] : [cancelAction(input)]);
  }
}

type Question<K extends ImportQuestion['kind']> = Extract<ImportQuestion, { kind: K }>;

/** The same sample in each encoding. */
function encodingCard(input: OperationCardInput, { candidates }: Question<'encoding'>): Card {
  const { text, operation } = input;
  const words = text.questions.encoding;
  const choices = candidates.map(({ encoding, sample }) => ({
    value: encoding,
    title: words.candidate({ sample: shorten(sample, maxSampleLength), encoding }),
  }));
  return oneOfSeveral(input, words, choices, {
    input: 'encoding',
    action: { verb: 'answer-encoding', operation: operation.id },
  });
}

/** Each sheet with its first person. */
function sheetCard(input: OperationCardInput, { sheets }: Question<'sheet'>): Card {
  const { text, operation } = input;
  const words = text.questions.sheet;
  const choices = sheets.map(({ name, sample }, at) => ({
    value: String(at),
    title: words.candidate({ sheet: shorten(name, maxSampleLength), sample }),
  }));
  return oneOfSeveral(input, words, choices, {
    input: 'sheet',
    action: { verb: 'answer-sheet', operation: operation.id },
  });
}

/** None is preselected, so that nobody continues without looking. */
function oneOfSeveral(
  card: OperationCardInput,
  words: {
    readonly title: string;
    readonly intro: string;
    readonly label: string;
    readonly missing: string;
  },
  candidates: readonly { readonly value: string; readonly title: string }[],
  { input, action }: { readonly input: string; readonly action: CardAction },
): Card {
  const { text, readOnly } = card;
  const goOn = packAction(text.buttons.continue, action, { isPrimary: true });
  const summary = questionSummary(card, words.title);
  const data = {
    ...commonData(text, summary, readOnly === true ? [] : [goOn, cancelAction(card)]),
    ...headOf(card, words),
    label: words.label,
    missing: words.missing,
    mayAnswer: readOnly !== true,
    input,
    value: '',
    candidates,
  };
  return { card: expandCard('encoding', data), summary };
}

const maxSampleLength = 120;

function datesCard(input: OperationCardInput, { columns }: Question<'dates'>): Card {
  const { text, operation, readOnly } = input;
  const words = text.questions.dates;
  const goOn = packAction(
    text.buttons.continue,
    { verb: 'answer-dates', operation: operation.id, dates: {} },
    { isPrimary: true },
  );
  const summary = questionSummary(input, words.title);
  const choices = (['day-first', 'month-first'] as const).map((value) => ({
    value,
    title: words.choices[value],
  }));
  const data = {
    ...commonData(text, summary, readOnly === true ? [] : [goOn, cancelAction(input)]),
    ...headOf(input, words),
    columns: columns.map(({ column, header, samples }) => ({
      id: `d${column}`,
      label: words.column({ header, samples: samples.join(', ') }),
      missing: words.missing,
      mayAnswer: readOnly !== true,
      choices,
    })),
  };
  return { card: expandCard('dates', data), summary };
}

/** Title, file, and the reason for the question. */
function headOf(
  { text, operation }: OperationCardInput,
  words: { readonly title: string; readonly intro: string },
) {
  const fileName = shorten(operation.fileName, maxShownNameLength);
  return {
    title: words.title,
    subtitle: text.preview.subtitle({ fileName, network: operation.network }),
    intro: words.intro,
  };
}

function questionSummary({ operation }: OperationCardInput, title: string): string {
  return `${shorten(operation.fileName, maxShownNameLength)}: ${title}`;
}

function cancelAction({ text, operation }: OperationCardInput): CardNode {
  const { id, kind } = operation;
  return packAction(
    text.buttons.cancel,
    { verb: 'cancel-operation', operation: id, kind },
    { withoutInputs: true },
  );
}
