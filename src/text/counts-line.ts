import type { Counts } from '../domain/operations/operation.ts';
import { phrase } from './message.ts';
import type { Messages } from './messages.ts';

const shown = ['added', 'updated', 'unchanged', 'removed', 'rejected', 'deleted'] as const;

/** The counts in one line, without those that are zero; '' if all are. */
export function countsLine({ count, lists }: Messages) {
  return (counts: Counts & { readonly removed?: number }): string => {
    const told = shown.flatMap((key) => {
      const value = counts[key] ?? 0;
      return value === 0 ? [] : [count.parts[key](value)];
    });
    const line = told.join(lists.separator);
    const values = counts.leftOut ?? 0;
    const whole =
      values === 0 || line === '' ? line : count.lineLeftOut({ line: phrase(line), values });
    // Where a language begins with the word and not with the number.
    return whole.charAt(0).toUpperCase() + whole.slice(1);
  };
}
