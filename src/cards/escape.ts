import { onlyWholeIsolates, withoutBidiControls } from '../text/bidi.ts';

/**
 * Text in a TextBlock is Markdown to Teams. Names, file names and cells come from outside, so all text
 * of a card is taken as plain and escaped here. Only what would mean something is escaped: `people_2026.csv` and
 * `+44 7700 900123` stay as they are, readable even in a client that knows no Markdown.
 */

/** Invisible characters without meaning in a name; U+200C and U+200D are left, as scripts and emoji need them. */
const invisible = /[\u200B\u2060\uFEFF]/gu;
const lineBreaks = /\r\n|[\n\r\t\v\f\u0085\u2028\u2029]/gu;
// eslint-disable-next-line no-control-regex -- finding them is the point
const controls = /[\u0000-\u001F\u007F-\u009F]|\p{Noncharacter_Code_Point}/gu;

/**
 * One line of text that is safe to show: line breaks become spaces; control, bidi and invisible characters go;
 * half surrogates become U+FFFD.
 */
export function plainText(text: string): string {
  return withoutBidiControls(oneLine(text));
}

function oneLine(text: string): string {
  return text.toWellFormed().replace(lineBreaks, ' ').replace(controls, '').replace(invisible, '');
}

/**
 * Markdown that renders as exactly `plainText(text)`: no markup, link, mention, HTML or date function. The isolates that
 * a sentence puts around its values stay.
 */
export function escapeMarkdown(text: string): string {
  const escaped = onlyWholeIsolates(oneLine(text))
    .replace(/[\\`*[\]]|(?<=\{)\{|~(?=~)|(?<=~)~/gu, '\\$&')
    // Inside a word an underscore means nothing, and file names are full of them.
    .replace(/(?<![\p{L}\p{N}_])_+|(?<!_)_+(?![\p{L}\p{N}_])/gu, (run) => '\\_'.repeat(run.length))
    .replace(/&(?=#?[\p{L}\p{N}]+;)/gu, '&amp;')
    .replace(/</gu, '&lt;')
    // Bare addresses would become links of a sender's choosing.
    .replace(/:(?=\/\/)|(?<!:)\/(?=\/)/gu, '\\$&')
    .replace(/\bwww\./giu, (www) => `${www.slice(0, 3)}\\.`);
  return atLineStart(escaped).replace(/^\s+|(?<!\s)\s+$/gu, encodeSpaces);
}

/** Heading, quote, list, rule: these mean something at the start of a line only. */
function atLineStart(text: string): string {
  return text
    .replace(/^(\s*)([#>]|[-+](?=\s|$)|-(?=[-\s]*$)|=(?==*\s*$))/u, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/u, '$1\\$2');
}

/** Leading and trailing spaces would be cut, or make a code block. */
function encodeSpaces(spaces: string): string {
  return Array.from(spaces, (space) => `&#${String(space.codePointAt(0))};`).join('');
}

/** Shortens from the middle, so that the end of a file's name stays; `longest` counts characters. */
export function shorten(text: string, longest: number): string {
  const characters = Array.from(plainText(text));
  if (characters.length <= longest) return characters.join('');
  const tail = Math.floor((longest - 1) / 3);
  const head = longest - 1 - tail;
  return `${characters.slice(0, head).join('')}…${tail === 0 ? '' : characters.slice(-tail).join('')}`;
}
