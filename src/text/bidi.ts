/** Text of two directions in one line: keeps each part in its own order. */

const isolateOpens = '\u2068';
const isolateCloses = '\u2069';

/** All direction controls. In a name they can make it read as something else, or reorder the text beside it. */
const controls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Letters written from right to left, and their digits. */
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

const rightToLeftLanguages: readonly string[] = ['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'ur', 'yi'];

/** @param language BCP 47, without a region */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeftLanguages.includes(language) ? 'rtl' : 'ltr';
}

export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

export function withoutBidiControls(text: string): string {
  return text.replace(controls, '');
}

/**
 * Isolates a value so that its direction doesn't affect its neighbours: a phone number in an Arabic sentence
 * keeps its plus in front.
 */
export function isolate(value: string): string {
  const whole = onlyWholeIsolates(value);
  return isOfIsolates(whole) ? whole : `${isolateOpens}${whole}${isolateCloses}`;
}

/**
 * Isolates side by side, and no letter besides: they affect nobody already, and around them another isolate would have no
 * direction of its own, so they would be read from left to right in Arabic too.
 */
function isOfIsolates(text: string): boolean {
  if (!text.startsWith(isolateOpens)) return false;
  let depth = 0;
  for (const character of text) {
    if (character === isolateOpens) depth += 1;
    else if (character === isolateCloses) depth -= 1;
    else if (depth === 0 && /\p{L}/u.test(character)) return false;
  }
  return true;
}

/** Keeps complete isolates (which are harmless) and removes all other direction controls. */
export function onlyWholeIsolates(text: string): string {
  const kept = Array.from(text.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066\u2067]/gu, ''));
  const open: number[] = [];
  kept.forEach((character, index) => {
    if (character === isolateOpens) open.push(index);
    // A closing control without an opening one is removed; others take their opening one off the stack.
    if (character === isolateCloses && open.pop() === undefined) kept[index] = '';
  });
  for (const index of open) kept[index] = '';
  return kept.join('');
}

/** Values side by side without the empty ones. Isolated where one is written from right to left, so none reorders another. */
export function sideBySide(values: readonly string[]): string {
  const shown = values.filter((value) => value.trim() !== '');
  return (shown.some(hasRightToLeft) ? shown.map(isolate) : shown).join(' · ');
}
