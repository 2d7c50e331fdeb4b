import { isAmountInLetters } from './amounts.ts';
import { isDateWord } from './date-words.ts';
import { fold } from './fold.ts';

/**
 * Whether a spreadsheet may read a text as a number, an amount, a date, a time, a truth value or an error, and
 * so save something else: `00123`, `1.50`, `1/2`, `5 May`, `TRUE`. That depends on its language and settings,
 * so this returns true for everything that has digits and no words other than those of dates, times and
 * amounts. A false positive costs an apostrophe, a false negative a phone number.
 *
 * Patterns are linear, since cells may be long and crafted to be slow.
 */
export function isTakenForValue(text: string): boolean {
  if (shownInFull.test(text)) return false;
  if (errorValue.test(text)) return true;
  if (!digit.test(text)) return text.length <= longestTruth && isTruth(fold(text));
  if (text.length > longestLookedAt) return true;
  const folded = fold(text);
  return hasOnlyWordsOfValues(folded) || isAmountInLetters(folded);
}

/**
 * Longer than any value of a person. Checking a longer text would be slow, and slower for a crafted one, so
 * every longer text with a digit counts as a value.
 */
const longestLookedAt = 2_000;

function hasOnlyWordsOfValues(folded: string): boolean {
  let hasLetters = false;
  for (const [found] of folded.matchAll(word)) {
    if (wordsOfValues.has(found) || isDateWord(found)) continue;
    if (found.length > longestLetters) return false;
    hasLetters = true;
  }
  if (!hasLetters) return true;
  const rest = folded.replace(lettersInNumbers, ' ').matchAll(word);
  return rest.every(([found]) => wordsOfValues.has(found) || isDateWord(found));
}

/** From 12 digits on spreadsheets show, and save, 1.23457E+11. */
const shownInFull = /^(?:0|[1-9]\d{0,10})$/;

const digit = /\p{N}/u;
const word = /\p{L}[\p{L}\p{M}]*/gu;

/** #N/A, #DIV/0!, and their names in other languages (#NV) */
const errorValue = /^#[\p{Lu}\d/]+[!?]?$/u;

/** Letters that mean something only inside a number, so that S-0001 and B12 don't count. */
const lettersInNumbers = new RegExp(
  [
    // 12E4, 1.e-5
    String.raw`(?<=\d[.,]?)[ed](?=[-+]?\d)`,
    // 2026-01-31T10:00Z, 13h30
    String.raw`(?<=\d)(?:t(?=\d)|z$|h(?=\d|$))`,
    // 1 p, 1:30 a.m.
    String.raw`(?<=(?<!\d)\d{1,2}\s?)[ap](?:\.?\s?m)?\.?$`,
    // R8.1.31: a year of a Japanese era
    String.raw`^[mtshr](?=\d{1,2}[-./]\d{1,2}[-./]\d{1,2}$)`,
    // R$ 5, US$ 5
    String.raw`\p{L}{1,3}(?=\p{Sc})`,
  ].join('|'),
  'gu',
);
const longestLetters = 3;

/** words in times, in dates in Chinese, Japanese and Korean, and in amounts */
const wordsOfValues = new Set(
  fold(
    `am pm utc gmt uhr de πμ μμ ص م 年 月 日 時 时 分 秒 上午 下午 午前 午後 明治 大正 昭和 平成 令和 년 월 일 시 분 초 오전 오후
    元 圆 円 원 usd eur gbp chf jpy inr kr kč zł ft lei rs fr dm tl din kn лв руб р грн`,
  ).split(/\s+/u),
);

/** TRUE and FALSE, in the languages of spreadsheets. */
const truths = new Set(
  fold(
    `true false wahr falsch vrai faux verdadero falso vero verdadeiro waar onwaar sand falsk sann usann sant falskt tosi epätosi
    prawda fałsz pravda nepravda igaz hamis doğru yanlış adevărat fals истина ложь істина хибність αληθησ ψευδησ benar salah`,
  ).split(/\s+/u),
);
const longestTruth = 16;

function isTruth(folded: string): boolean {
  return truths.has(folded.trim());
}
