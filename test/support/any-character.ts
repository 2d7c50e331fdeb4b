import fc from 'fast-check';

const firstHalf = 0xd800;
const halves = 0x800;

/**
 * Any character of Unicode, as the unit of texts: `fc.string({ unit: anyCharacter })`. The library's own unit of the same name first makes
 * a table of all million of them, which takes a worker most of a second.
 */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10_ffff - halves })
  // Halves of a pair alone are no characters.
  .map((code) => String.fromCodePoint(code < firstHalf ? code : code + halves));
