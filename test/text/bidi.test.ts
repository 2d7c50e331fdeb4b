import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeMarkdown } from '../../src/cards/escape.ts';
import { textFor } from '../../src/text/text.ts';
import { isolate, onlyWholeIsolates, sideBySide } from '../../src/text/bidi.ts';

const [fsi, pdi, rlo] = ['\u2068', '\u2069', '\u202E'];

describe('a value in a line of another direction', () => {
  it('can’t turn round what stands beside it, whatever was written into it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ب', fsi, pdi, rlo, '\u2067') }),
        (name) => {
          const line = Array.from(`${isolate(name)} stays`);
          let depth = 0;
          for (const [place, character] of line.entries()) {
            if (character === fsi) depth += 1;
            if (character === pdi) depth -= 1;
            // It ends exactly where the value does.
            expect(depth > 0).toBe(place < line.length - ' stays'.length - 1);
          }
          expect(line).not.toContain(rlo);
          expect(line).not.toContain('\u2067');
        },
      ),
    );
  });

  it('keeps the order of a list: a phone number has its plus in front, after a name in Arabic too', () => {
    expect(sideBySide(['نور العينة', '+44 7700 900123', ''])).toBe(
      `${isolate('نور العينة')} · ${isolate('+44 7700 900123')}`,
    );
    expect(sideBySide(['Ada Sample', '+44 7700 900123', ' '])).toBe('Ada Sample · +44 7700 900123');
  });
});

it('names in an Arabic list stand in its order, also where each is written from left to right', () => {
  const text = textFor('ar');
  const list = text.format.list(['Tara Sample', 'Ada Example']);
  expect(list).toBe(`${isolate('Tara Sample')} و${isolate('Ada Example')}`);
  expect(text.home.tenantAdmins(list)).toContain(isolate(list));
  expect(textFor('en-GB').format.list(['Tara Sample', 'Ada Example'])).toBe(
    'Tara Sample and Ada Example',
  );
});

describe('the isolates of a sentence', () => {
  it('come through to the card, and nothing else that changes directions does', () => {
    const sentence = `استيراد ${isolate('people.csv')} انتهى`;
    expect(escapeMarkdown(sentence)).toBe(sentence);
    expect(escapeMarkdown(`${rlo}a${pdi}b${fsi}c\u2066d`)).toBe('abcd');
    expect(onlyWholeIsolates(`${pdi}${fsi}a${fsi}b${pdi}`)).toBe(`a${fsi}b${pdi}`);
  });
});
