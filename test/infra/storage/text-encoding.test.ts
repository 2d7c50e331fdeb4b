import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyPart } from '../../../src/infra/storage/keys.ts';
import { textColumns, textOfColumns } from '../../../src/infra/storage/long-text.ts';
import { decodeText, encodeText } from '../../../src/infra/storage/text-encoding.ts';

/** Any UTF-16, halves of pairs included, and often what has to be escaped. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        '\u2028',
        '\u2029',
        '\u241B',
        '\u241B2028',
        '\u0000',
        '\uFFFF',
        '\uD83D',
        '😀',
      ),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

describe('text at the border of a table', () => {
  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const stored = encodeText(text);
        expect(stored.isWellFormed()).toBe(true);
        for (const unit of ['\u2028', '\u2029', '\u0000', '\uFFFF'])
          expect(stored).not.toContain(unit);
        expect(decodeText(stored)).toBe(text);
      }),
    );
  });

  it('stands as it is where nothing is wrong with it', () => {
    expect(encodeText('Ærø Ünïcode 😀 "quoted"\r\n\t')).toBe('Ærø Ünïcode 😀 "quoted"\r\n\t');
  });

  it('is cut into columns that a table takes, and put together again', () => {
    const long = `${'a'.repeat(31_999)}😀${'\u2028'.repeat(40_000)}`;
    const columns = textColumns('answer', long, 20);
    for (const column of Object.values(columns)) expect(column.length).toBeLessThanOrEqual(32_000);
    expect(textOfColumns(columns, 'answer')).toBe(long);
    expect(textOfColumns(textColumns('answer', '', 1), 'answer')).toBe('');
    expect(textOfColumns({}, 'answer')).toBeUndefined();
  });

  it('is refused where it is longer than its columns, never cut off', () => {
    expect(() => textColumns('preview', 'a'.repeat(64_001), 2)).toThrow('preview');
  });
});

describe('parts of keys', () => {
  it('are safe for every service whatever id comes in', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(keyPart(text)).toMatch(/^[a-z0-9~-]{1,64}$/);
      }),
    );
  });

  it('tell two ids apart unless they differ in case only', () => {
    expect(keyPart("a' or 1 eq 1")).not.toBe(keyPart("a' or 1 eq 2"));
    expect(keyPart('\uD800')).not.toBe(keyPart('\uDBFF'));
    expect(keyPart('ABC-1')).toBe(keyPart('abc-1'));
  });
});
