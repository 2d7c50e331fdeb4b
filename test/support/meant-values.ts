import { readCellValue } from '../../src/domain/cell-values.ts';
import { cleanText } from '../../src/domain/values.ts';

const full = { hasPlaceholders: true };
/** of texts that look like values and aren't */
const notMeant = new Set<string>([
  ...['formula-error', 'damaged-characters', 'placeholder', 'refers-to-above'],
  ...['turned-into-date', 'digits-lost', 'email-misplaced', 'phone-misplaced'],
]);

/** Whether a text is a value and nothing else: no placeholder, no error of a formula, no letters that look spoilt. */
export function isMeant(text: string): boolean {
  return (['jobTitle', 'displayName'] as const).every((attribute) => {
    const read = readCellValue(attribute, text, full);
    if ('problem' in read) return !notMeant.has(read.problem);
    return read.value === cleanText(text);
  });
}
