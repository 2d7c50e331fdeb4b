/** Text of two directions in one line: how each part stays in its own order. */

const isolateOpens = '\u2068';
const isolateCloses = '\u2069';

/** Every control of direction. In a name they can make it read as something else, or spill over what stands beside it. */
const controls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Letters that are written from right to left, and the digits that go with them. */
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
 * A value that keeps its own direction and lends it to nothing beside it, whatever it holds: a phone number in an Arabic
 * sentence keeps its plus in front.
 */
export function isolate(value: string): string {
  return `${isolateOpens}${onlyWholeIsolates(value)}${isolateCloses}`;
}

/** Leaves isolates that are whole (they harm nobody) and takes every other control of direction out. */
export function onlyWholeIsolates(text: string): string {
  const kept = Array.from(text.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066\u2067]/gu, ''));
  const open: number[] = [];
  kept.forEach((character, index) => {
    if (character === isolateOpens) open.push(index);
    // One that closes nothing goes; one that closes takes its opening off the list.
    if (character === isolateCloses && open.pop() === undefined) kept[index] = '';
  });
  for (const index of open) kept[index] = '';
  return kept.join('');
}

/** Values side by side; empty ones are left out. Where one is written from right to left, none changes the order of another. */
export function sideBySide(values: readonly string[]): string {
  const shown = values.filter((value) => value.trim() !== '');
  return (shown.some(hasRightToLeft) ? shown.map(isolate) : shown).join(' · ');
}
