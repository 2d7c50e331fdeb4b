/**
 * The content of a blank record, as the inside of a pattern's brackets: white space, delimiters, zeros (left by
 * an interrupted copy) and U+001A (which ends text files of DOS).
 */
export const nothing = String.raw`\s,;|^~，؛\u0000\u001A\u200B\uFEFF`;

/** The same without line ends. */
export const nothingInLine = String.raw`\t\v\f \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000,;|^~，؛\u0000\u001A\u200B\uFEFF`;
