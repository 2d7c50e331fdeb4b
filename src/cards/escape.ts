import { onlyWholeIsolates, withoutBidiControls } from '../text/bidi.ts';

/**
 * Teams renders the text of a TextBlock as Markdown. Names, file names and cells are untrusted, so all text of
 * a card is treated as plain and escaped here. Only characters with a meaning are escaped: `people_2026.csv`
 * and `+44 7700 900123` stay as they are, readable even in a client without Markdown.
 */

/** Invisible characters without meaning in a name. U+200C and U+200D stay, since scripts and emoji need them. */
const invisible = /[\u200B\u2060\uFEFF]/gu;
const lineBreaks = /\r\n|[\n\r\t\v\f\u0085\u2028\u2029]/gu;
// eslint-disable-next-line no-control-regex -- finding them is the point
const controls = /[\u0000-\u001F\u007F-\u009F]|\p{Noncharacter_Code_Point}/gu;

/**
 * One line of text that is safe to show: line breaks become spaces; control, bidi and invisible characters are
 * removed; lone surrogates become U+FFFD.
 */
export function plainText(text: string): string {
  return withoutBidiControls(oneLine(text));
}

function oneLine(text: string): string {
  return text.toWellFormed().replace(lineBreaks, ' ').replace(controls, '').replace(invisible, '');
}

/**
 * Markdown that renders as exactly `plainText(text)`: no markup, link, mention, HTML or date function. The
 * isolates that a sentence puts around its values stay.
 */
export function escapeMarkdown(text: string): string {
  const escaped = onlyWholeIsolates(oneLine(text))
    .replace(/[\\`*[\]]|(?<=\{)\{|~(?=~)|(?<=~)~/gu, '\\$&')
    // Inside a word an underscore has no meaning, and file names are full of them.
    .replace(/(?<![\p{L}\p{N}_])_+|(?<!_)_+(?![\p{L}\p{N}_])/gu, (run) => '\\_'.repeat(run.length))
    .replace(/&(?=#?[\p{L}\p{N}]+;)/gu, '&amp;')
    .replace(/</gu, '&lt;')
    // Bare addresses would become links chosen by the sender.
    .replace(/:(?=\/\/)|(?<!:)\/(?=\/)/gu, '\\$&')
    .replace(/\bwww\./giu, (www) => `${www.slice(0, 3)}\\.`);
  return atLineStart(escaped).replace(/^\s+|(?<!\s)\s+$/gu, encodeSpaces);
}

/** Heading, quote, list, rule: these have a meaning at the start of a line only. */
function atLineStart(text: string): string {
  return text
    .replace(/^(\s*)([#>]|[-+](?=\s|$)|-(?=[-\s]*$)|=(?==*\s*$))/u, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/u, '$1\\$2');
}

/** Leading and trailing spaces would be trimmed, or start a code block. */
function encodeSpaces(spaces: string): string {
  return Array.from(spaces, (space) => `&#${String(space.codePointAt(0))};`).join('');
}

/** Shortens in the middle, to keep the extension of a file name; `longest` counts characters. */
export function shorten(text: string, longest: number): string {
  const characters = Array.from(plainText(text));
  if (characters.length <= longest) return characters.join('');
  const tail = Math.floor((longest - 1) / 3);
  const head = longest - 1 - tail;
  return `${characters.slice(0, head).join('')}…${tail === 0 ? '' : characters.slice(-tail).join('')}`;
}
