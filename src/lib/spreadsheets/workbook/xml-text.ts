/**
 * Escapes sequences that look like the format's own character escapes, and characters that XML can't hold or
 * would change (a carriage return).
 */
// eslint-disable-next-line no-control-regex -- they are what is written otherwise
const toEscape = /_(?=x[0-9A-Fa-f]{4}_)|[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/gu;
const markup = /[&<>"]/gu;
const anyOfThem = /[_&<>"\u0000-\u001F\uFFFE\uFFFF]|[\uD800-\uDFFF]/u; // eslint-disable-line no-control-regex -- the same

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Escapes a text for a workbook's XML, also for attributes. */
export function xmlText(text: string): string {
  if (!anyOfThem.test(text)) return text;
  return text
    .toWellFormed()
    .replace(toEscape, (found) => {
      const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      return `_x${code}_`;
    })
    .replace(markup, (sign) => entities[sign] ?? sign);
}
