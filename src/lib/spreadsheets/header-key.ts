// eslint-disable-next-line no-control-regex -- all of ASCII
const ascii = /^[\u0000-\u007F]*$/;

/** A header for comparing: letters and digits only, without accents and case. */
export function headerKey(header: string): string {
  // Most headers are ASCII, and a file may have tens of thousands of them.
  if (ascii.test(header)) return header.toLowerCase().replace(/[^a-z0-9]/g, '');
  return header
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}
