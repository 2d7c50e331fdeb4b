/** Signs of an unfinished sentence, in any language. */

const broken = /undefined|NaN|\[object|\bnull\b|\$\{|function /u;
/** Left over where a value is missing: two spaces, empty quotation marks or brackets, a space before a full stop (French has one that doesn't break). */
const gaps = /[ ]{2}|“”|„“|«\s?»|\(\)|[ ][.,;:।،](?!env)|\.\.(?!\.)|\u2068\s*\u2069/u;

const pairs: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '«': '»',
  '„': '“',
  '‚': '‘',
  '“': '”',
  '‹': '›',
  '\u2066': '\u2069',
  '\u2067': '\u2069',
  '\u2068': '\u2069',
};
const closing = new Set(Object.values(pairs).filter((mark) => mark !== '“' && mark !== '‘'));

export const isBroken = (sentence: string): boolean => broken.test(sentence);
export const hasGaps = (sentence: string): boolean => gaps.test(sentence);

/** Quotation marks, brackets and isolates open and close in order. An apostrophe is none of them. */
export function isBalanced(sentence: string): boolean {
  const open: string[] = [];
  for (const mark of sentence) {
    // German closes with the mark that English opens with.
    if (open.at(-1) === mark) open.pop();
    else if (pairs[mark] !== undefined) open.push(pairs[mark]);
    else if (closing.has(mark)) return false;
  }
  return open.length === 0;
}

type End = 'full stop' | 'question' | 'exclamation' | 'colon' | 'ellipsis' | 'open';

/** How it ends, whichever script: closing marks don't count. */
export function endOf(sentence: string): End {
  const last = sentence.replace(/[”“»’‘›)\u2069\u200F\u200E\s]+$/u, '').at(-1) ?? '';
  if ('.।۔'.includes(last) && last !== '') return 'full stop';
  if ('?؟'.includes(last) && last !== '') return 'question';
  if (last === '!') return 'exclamation';
  if (last === ':') return 'colon';
  return last === '…' ? 'ellipsis' : 'open';
}

/** Words in quotation marks of any kind. */
export function quoted(sentence: string): string[] {
  const marks = /[“„«‹"]\s?([^“”„«»‹›"]+?)\s?[”“»›"]/gu;
  return [...sentence.matchAll(marks)].map(([, words = '']) =>
    words.replace(/[\u2066-\u2069]/gu, '').trim(),
  );
}
