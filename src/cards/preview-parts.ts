import type { ChangeSample } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';

/** Level of detail: rows of each sample, and characters of a value. */
export interface PreviewDetail {
  readonly rows: number;
  readonly characters: number;
}

export const previewDetails: readonly [PreviewDetail, ...PreviewDetail[]] = [
  { rows: 5, characters: 80 },
  { rows: 5, characters: 40 },
  { rows: 3, characters: 30 },
  { rows: 0, characters: 20 },
];
const maxChanges = 4;

/** A person who would be changed, with the changes. */
export function changeRow(text: Text, sample: ChangeSample, { characters }: PreviewDetail) {
  const shown = sample.changes.slice(0, maxChanges).map((change) => ({
    text: text.preview.change({
      field: text.attribute(change.field),
      before: shorten(change.before, characters),
      after: shorten(change.after, characters),
    }),
  }));
  const more = sample.changes.length - shown.length;
  return {
    name: shorten(nameOf(sample), characters),
    phone: sample.name.trim() === '' ? '' : sample.phone,
    changes: more > 0 ? [...shown, { text: text.preview.moreChanges(more) }] : shown,
  };
}

/** A person who would be added or removed. */
export function personRow(sample: ChangeSample, { characters }: PreviewDetail) {
  return { name: shorten(nameOf(sample), characters), phone: sample.phone };
}

function nameOf(sample: ChangeSample): string {
  return sample.name.trim() === '' ? sample.phone : sample.name;
}
