import { describe, expect, it } from '@jest/globals';
import { createFormat } from '../../src/text/format.ts';
import { languageOf, languages, textFor } from '../../src/text/text.ts';

const instant = '2026-01-15T09:30:00Z';

describe('the language of a person', () => {
  it.each([...languages()])('is found by every way of writing its tag: %s', (language) => {
    const region = { en: 'IN', de: 'AT', hi: 'IN', es: 'MX', ar: 'EG' }[language] ?? 'US';
    for (const tag of [
      language,
      `${language}-${region}`,
      `${language}_${region}`,
      `${language.toUpperCase()}-${region.toLowerCase()}`,
      `${language}-${region}-u-nu-latn`,
      ` ${language}-${region} `,
      `${language}-!!`,
    ]) {
      expect([tag, languageOf(tag)]).toEqual([tag, language]);
      expect(textFor(tag).language).toBe(language);
    }
  });

  it('is English where it isn’t there, or is nonsense', () => {
    for (const tag of [
      undefined,
      '',
      'zh-Hans',
      'xx-YY',
      '__proto__',
      'constructor',
      '!!',
      'd',
      'x'.repeat(1_000),
    ]) {
      expect([tag, languageOf(tag)]).toEqual([tag, 'en']);
    }
  });
});

describe('numbers and dates', () => {
  it('are written as in the reader’s own country', () => {
    const number = (locale: string) =>
      createFormat(locale, 'UTC', locale.slice(0, 2)).number(1_234_567);
    expect(number('de-DE')).toBe('1.234.567');
    expect(number('hi-IN')).toBe('12,34,567');
    expect(number('en-IN')).toBe('12,34,567');
    expect(number('es-MX')).toBe('1,234,567');
    expect(number('ar-EG')).toBe('١٬٢٣٤٬٥٦٧');
    expect(number('ar-AE')).toBe('1,234,567');
  });

  it('follow the language where the rest of its tag is nonsense or comes with an underscore', () => {
    for (const tag of ['de_DE', 'de-!!', 'de']) {
      expect(createFormat(tag, 'UTC', 'de').number(1_234.5)).toBe('1.234,5');
      expect(createFormat(tag, 'UTC', 'de').date(instant)).toBe('15. Jan. 2026');
    }
    // Sentences in German for somebody whose client says nothing usable.
    expect(createFormat('!!', 'UTC', 'de').number(1_234.5)).toBe('1.234,5');
    expect(createFormat(undefined, 'UTC', 'en').date(instant)).toBe('15 Jan 2026');
  });

  it('name the year that stands in files, whatever calendar the reader’s country has', () => {
    for (const locale of [
      'th-TH',
      'fa-IR-u-nu-latn',
      'ar-SA-u-nu-latn',
      'ja-JP-u-ca-japanese',
      'he-IL',
    ]) {
      const format = createFormat(locale, 'UTC');
      for (const said of [
        format.date(instant),
        format.dateTime(instant),
        format.day('2026-01-15'),
      ]) {
        expect([locale, said]).toEqual([locale, expect.stringContaining('2026')]);
      }
    }
  });

  it('have the plural of the sentence, not of the reader', () => {
    const arabic = createFormat('ar-EG', 'UTC', 'ar');
    expect([0, 1, 2, 3, 11, 100].map((count) => arabic.pluralCategory(count))).toEqual([
      'zero',
      'one',
      'two',
      'few',
      'many',
      'other',
    ]);
    const hindi = createFormat('hi-IN', 'UTC', 'hi');
    expect([0, 1, 2].map((count) => hindi.pluralCategory(count))).toEqual(['one', 'one', 'other']);
  });
});
