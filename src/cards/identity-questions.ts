import type { MatchKey } from '../domain/match-keys.ts';
import {
  identityAnswers,
  identityQuestions,
  maxAnsweredEach,
  unanswered,
  type AskedRow,
  type BigChange,
  type Decided,
  type IdentityAnswer,
  type IdentityQuestion,
  type Questions,
} from '../domain/operations/identity-questions.ts';
import type { OwnAttribute } from '../text/organization-sentences.ts';
import type { Text } from '../text/text.ts';
import { blankChoice } from './card-inputs.ts';
import type { CardNode } from './card.ts';
import { shorten } from './escape.ts';
import type { PreviewDetail } from './preview-parts.ts';
import { changeTexts } from './preview-parts.ts';
import { expandPart } from './template.ts';

export interface AskedInput {
  readonly text: Text;
  readonly questions: Questions;
  /** the organization's own attributes */
  readonly own: readonly OwnAttribute[];
  /** the answers given so far, while some are missing */
  readonly decided: Decided;
  /** the import deletes people, whatever is answered */
  readonly isDeleting?: boolean;
  /** for viewers who may see it, but not answer */
  readonly readOnly: boolean;
  readonly detail: PreviewDetail;
}

/** The questions to answer before an import: about the identity of people, and about an unusually large change. */
export function questionParts(input: AskedInput): CardNode[] {
  const parts = identityQuestions.flatMap((question) => identityPart(input, question));
  return [...parts, ...bigChangePart(input)];
}

/** The missing answers, in one sentence. */
export function missingAnswers(text: Text, questions: Questions, decided: Decided): string {
  const missing = unanswered(questions, decided);
  if (missing.length === 0) return '';
  const { identity } = text.preview;
  return identity.missing(missing.map((question) => identity[question].title));
}

/** The elements with the questions' further rows, which the preview opens together with its details. */
export function foldsOf(questions: Questions | undefined): readonly string[] {
  return identityQuestions
    .filter((question) => (questions?.[question]?.rows ?? 0) > maxInSight)
    .map(foldOf);
}

/** Rows of a question that are in sight; of more than these, only one. */
const maxInSight = 3;

function foldOf(question: IdentityQuestion): string {
  return `rows-${question}`;
}

function identityPart(input: AskedInput, question: IdentityQuestion): CardNode[] {
  const { text, questions, decided, readOnly, detail } = input;
  const asked = questions[question];
  if (asked === undefined || asked.rows === 0) return [];
  const words = text.preview.identity;
  const shown = asked.first.slice(0, detail.asked);
  const isEach = asked.rows <= maxAnsweredEach && shown.length === asked.rows && asked.rows > 1;
  const row = (one: AskedRow) => ({
    ...rowTexts(input, one),
    answer: isEach && !readOnly ? [ownAnswer(input, question, one)] : [],
  });
  // Of many, one stays as an example without its changes, so that the answer and Import are in sight.
  const open = asked.rows <= maxInSight ? shown.length : 1;
  const isFolded = asked.rows > maxInSight;
  const rows = shown.map(row);
  const more = asked.rows - Math.min(open, shown.length);
  return [
    expandPart('identity-question', {
      title: words[question].title,
      intro: words[question].intro(asked.rows),
      rows: rows.slice(0, open).map((one) => (isFolded ? { ...one, changes: [] } : one)),
      foldId: foldOf(question),
      folded: isFolded ? [...changesOf(rows[0]), ...rows.slice(open)] : [],
      more: more === 0 ? '' : isEach && !readOnly ? words.moreEach(more) : words.more(more),
      answer: readOnly
        ? []
        : [
            expandPart('identity-answer', {
              id: question,
              label: words.forAll,
              style: 'expanded',
              value: decided[question] ?? '',
              choices: choicesOf(text, question),
            }),
          ],
    }),
  ];
}

/** The changes of the row that is in sight, which come first when the others are opened. */
function changesOf(row: { readonly changes: readonly unknown[] } | undefined) {
  return row === undefined || row.changes.length === 0
    ? []
    : [{ row: '', who: '', changes: row.changes, answer: [] }];
}

function rowTexts({ text, own, detail: { characters } }: AskedInput, row: AskedRow) {
  const { identity } = text.preview;
  const {
    line,
    name,
    phone,
    who,
    also,
    otherLine = 0,
    otherLines = [otherLine],
    key,
    changes,
    moreChanges = 0,
  } = row;
  const nameOr = (shown: string) => (shown.trim() === '' ? '–' : shorten(shown, characters));
  // A person without a name is labelled with the phone number, which then isn't repeated.
  const other = (shown: string, of: string) => (shown === of ? undefined : shown);
  const same = (by: MatchKey, person: { readonly name: string; readonly phone: string }) =>
    identity.who({
      key: text.matchKey(by),
      name: nameOr(person.name),
      phone: other(person.phone, person.name),
    });
  const twin = () => identity.twin({ key: text.matchKey(key), lines: otherLines });
  const whose = [
    who === undefined ? twin() : same(key, who),
    ...(also ? [same(also.key, also)] : []),
  ];
  return {
    row: identity.row({ line, name: nameOr(name), phone: other(phone, name) }),
    who: whose.join(' · '),
    changes: changeTexts(text, changes, { own, characters }, moreChanges),
  };
}

function ownAnswer(
  { text, decided }: AskedInput,
  question: IdentityQuestion,
  { n, line }: AskedRow,
): CardNode {
  const { identity } = text.preview;
  return expandPart('identity-answer', {
    id: `${question}${n}`,
    label: identity.forOne(line),
    style: 'compact',
    value: decided.each?.[n] ?? blankChoice,
    choices: [{ title: identity.asForAll, value: blankChoice }, ...choicesOf(text, question)],
  });
}

function choicesOf(text: Text, question: IdentityQuestion) {
  return identityAnswers[question].map((value) => ({
    value,
    title: answerTitle(text, question, value),
  }));
}

/** An answer, as it can be chosen. */
export function answerTitle(
  text: Text,
  question: IdentityQuestion,
  answer: IdentityAnswer,
): string {
  const { likely, reused } = text.preview.identity;
  return question === 'reused' && answer !== 'add'
    ? reused.choices[answer]
    : likely.choices[answer];
}

function bigChangePart(input: AskedInput): CardNode[] {
  const { text, questions, decided, readOnly } = input;
  const bigChange = questions.bigChange ?? questions.missing?.bigChange;
  if (bigChange === undefined) return [];
  const { sure } = text.preview.identity;
  const toggle = expandPart('big-change-answer', {
    title: sure.toggle,
    value: decided.sure === true ? 'true' : 'false',
  });
  return [
    expandPart('big-change', {
      title: sure.title,
      intro: bigChangeIntro(input, bigChange),
      answer: readOnly ? [] : [toggle],
    }),
  ];
}

function bigChangeIntro({ text, questions, isDeleting }: AskedInput, change: BigChange): string {
  const { sure } = text.preview.identity;
  if (isDeleting === true) return sure.deleting(change);
  return questions.bigChange === undefined ? sure.ifDeleting(change) : sure.intro(change);
}
