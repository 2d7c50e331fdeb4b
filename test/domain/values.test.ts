import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtIn } from '../../src/domain/attributes.ts';
import { cleanText, parseValue } from '../../src/domain/values.ts';
import { anyCharacter } from '../support/any-character.ts';

describe('values of a person', () => {
  it('come without what nobody can see at their ends', () => {
    for (const text of [
      'Anna',
      ' Anna\t',
      '\u00A0Anna\u3000',
      '\uFEFF\u200BAnna\u200E',
      '\u2067Anna\u2069\r\n',
    ]) {
      expect(parseValue('firstName', text)).toEqual({ value: 'Anna' });
    }
  });

  it('keep what stands inside, and the joiner that shapes the last letter of a Malayalam name', () => {
    expect(parseValue('firstName', 'Anna  Maria')).toEqual({ value: 'Anna  Maria' });
    expect(parseValue('location', 'Floor 2\nRoom 5')).toEqual({ value: 'Floor 2\nRoom 5' });
    const name = 'രാജന\u0D4D\u200D';
    expect(cleanText(`\u200D ${name} `)).toBe(name);
    expect(cleanText('Anna\u200D')).toBe('Anna');
  });

  it('compare equal whichever way an accent was typed', () => {
    expect(parseValue('lastName', 'Mu\u0308ller')).toEqual({ value: 'Müller' });
  });

  it('are empty when only white space was sent', () => {
    expect(parseValue('email', ' \u00A0')).toEqual({ value: '' });
  });

  it('are refused with control characters, of both sets', () => {
    for (const control of ['\0', '\x07', '\x0B', '\x1B', '\x7F', '\x85', '\x9D']) {
      expect(parseValue('lastName', `A${control}b`)).toEqual({ problem: 'control-characters' });
    }
  });

  it('are refused rather than cut when they are too long', () => {
    const longest = 'x'.repeat(builtIn.firstName.maxLength);
    expect(parseValue('firstName', `  ${longest}  `)).toEqual({ value: longest });
    expect(parseValue('firstName', `${longest}x`)).toEqual({ problem: 'too-long' });
  });

  it('take addresses that can get mail', () => {
    for (const email of [
      'anna@example.com',
      "o'brien+news@mail.example.co.uk",
      'zoë@münchen.example',
      'मोहन@उदाहरण.example',
      'a.b_c-d@xn--mnchen-3ya.example',
    ]) {
      expect(parseValue('email', email)).toEqual({ value: email });
    }
    expect(parseValue('email', 'mailto:anna@example.com')).toEqual({ value: 'anna@example.com' });
    expect(parseValue('email', 'anna\u200B@exam\u00ADple.com')).toEqual({
      value: 'anna@example.com',
    });
  });

  it('refuse addresses that cannot', () => {
    for (const email of [
      ...[
        'anna',
        'anna@',
        '@example.com',
        'anna@example',
        'anna@@example.com',
        'a b@example.com',
        'anna@example..com',
      ],
      ...[
        '.anna@example.com',
        'an..na@example.com',
        'Anna <anna@example.com>',
        'a@example.com; b@example.com',
      ],
      ...[
        'anna@-example.com',
        'anna@example.com.',
        'anna@example,com',
        `${'a'.repeat(65)}@example.com`,
        // а and х of Cyrillic
        '\u0430nna@example.com',
        'anna@e\u0445ample.com',
      ],
    ]) {
      expect(parseValue('email', email)).toEqual({ problem: 'email-not-valid' });
    }
  });

  it('are the same when read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('are read at once even when they are made to take long', () => {
    for (const filler of [' ', 'a.', 'a@', '.', '-'])
      parseValue('email', `a${filler.repeat(30_000)}b`);
    cleanText(`a${' '.repeat(60_000)}b`);
  });
});
