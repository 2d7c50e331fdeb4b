// eslint-disable-next-line no-control-regex -- all of ASCII
const ascii = /^[\u0000-\u007F]*$/;

/** A text as spreadsheets compare it: lower case, without accents, full-width forms as ASCII. */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ς', 'σ');
}
