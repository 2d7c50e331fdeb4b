import type { ChangeSample, ProblemSample } from '../domain/operations/operation.ts';
import type { OwnAttribute } from '../text/organization-sentences.ts';
import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';

/** Level of detail: rows of each sample, and characters of a value. */
export interface PreviewDetail {
  readonly rows: number;
  readonly characters: number;
  /** rows of each question */
  readonly asked: number;
}

export const previewDetails: readonly [PreviewDetail, ...PreviewDetail[]] = [
  { rows: 5, characters: 80, asked: 10 },
  { rows: 5, characters: 40, asked: 10 },
  { rows: 3, characters: 30, asked: 3 },
  { rows: 0, characters: 20, asked: 0 },
];
const maxChanges = 4;

/** A person who would be changed, with the changes. */
export function changeRow(
  text: Text,
  sample: ChangeSample,
  own: readonly OwnAttribute[],
  { characters }: PreviewDetail,
) {
  return {
    name: shorten(nameOf(sample), characters),
    phone: sample.name.trim() === '' ? '' : sample.phone,
    changes: changeTexts(text, sample.changes, { own, characters }),
  };
}

/** A person's first changes, and the number of further ones. @param own the organization's attributes */
export function changeTexts(
  text: Text,
  changes: ChangeSample['changes'],
  { own, characters }: { readonly own: readonly OwnAttribute[]; readonly characters: number },
  besides = 0,
): { readonly text: string }[] {
  const shown = changes.slice(0, maxChanges).map((change) => ({
    text: text.preview.change({
      field: shorten(text.attribute(change.field, own), characters),
      before: shorten(change.before, characters),
      after: shorten(change.after, characters),
    }),
  }));
  const more = changes.length - shown.length + besides;
  return more > 0 ? [...shown, { text: text.preview.moreChanges(more) }] : shown;
}

/** A person who would be added or removed. */
export function personRow(sample: ChangeSample, { characters }: PreviewDetail) {
  const name = sample.name.trim() === '' ? '–' : sample.name;
  return { name: shorten(name, characters), phone: sample.phone };
}

function nameOf(sample: ChangeSample): string {
  return sample.name.trim() === '' ? sample.phone : sample.name;
}

/** A row that was rejected, or counts without some of its values: where it is, and every reason. */
export function problemRow(text: Text, problem: ProblemSample, { characters }: PreviewDetail) {
  return {
    line: text.preview.line(problem.line),
    reason: text.rowReason({
      ...problem,
      column: problem.column === undefined ? undefined : shorten(problem.column, characters),
      value: problem.value === undefined ? undefined : shorten(problem.value, characters),
      more: problem.more?.map((further) => ({
        reason: further.reason,
        column: further.column === undefined ? undefined : shorten(further.column, characters),
        value: further.value === undefined ? undefined : shorten(further.value, characters),
      })),
    }),
  };
}
