import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError, errorCodes } from '../../src/errors.ts';
import { attributeTypes, builtInAttributes } from '../../src/domain/attributes.ts';
import { languages, textFor } from '../../src/text/text.ts';

const text = textFor('en-GB', 'Europe/Berlin');
const unfinished = /undefined|NaN|null|\[object|\$\{|“”|\s{2}|\s[.,;:](?!env)|\.\.|\(\)/;

const reasons = [
  'phone-missing',
  'phone-scientific',
  'phone-not-a-number',
  'phone-no-country',
  'phone-unknown-country',
  'phone-too-short',
  'phone-too-long',
  'phone-not-valid',
  'phone-has-extension',
  'too-long',
  'email-not-valid',
  'control-characters',
  'damaged-characters',
  'number-not-valid',
  'yes-no-not-valid',
  'date-not-valid',
  'date-ambiguous',
  'required-missing',
  'quote-not-closed',
  'line-too-long',
  'contact-not-closed',
  'too-many-cells',
  'same-phone-later',
  'in-other-network',
  'linked',
  'changed-meanwhile',
];

describe('answers to what goes wrong', () => {
  it.each(errorCodes)('are sentences that say what to do, without details: %s', (code) => {
    const sentence = text.error(new AppError(code));
    expect(sentence).toMatch(/^[A-Z“].+[.]$/u);
    expect(sentence).not.toMatch(unfinished);
    expect(sentence).not.toContain(code);
    expect(sentence.length).toBeLessThan(260);
  });

  it('name what they know', () => {
    const said = (...[code, details]: ConstructorParameters<typeof AppError>) =>
      text.error(new AppError(code, details));
    expect(said('file-too-large', { limitMb: 35, fileMb: 40.5 })).toContain('40.5 MB');
    expect(said('file-too-large', { limitMb: 35 })).toContain('The limit is 35 MB');
    expect(said('two-columns-for-one', { first: 'Tel', second: 'Mobile' })).toContain(
      '“Tel” and “Mobile”',
    );
    expect(said('no-phone-column', { columns: 'Name, City' })).toContain('Name, City');
    expect(said('port-taken', { port: 10000, setting: 'PORT' })).toMatch(/Port 10000 .*PORT/);
    expect(said('data-dir-taken', { pid: 4711 })).toContain('4711');
    expect(
      said('setting-wrong', { setting: 'MAX_FILE_MB', problem: 'it must be a number.' }),
    ).toContain('MAX_FILE_MB is missing or wrong: it must be a number. See');
    expect(said('file-address-failed', { status: 403 })).toContain('403');
    expect(said('given-up', { tries: 5, reason: 'the storage was away' })).toContain(
      'after 5 tries: the storage was away.',
    );
    expect(said('given-up', { tries: 1 })).toContain('after 1 try.');
    expect(said('too-many-files', { limit: 20, minutes: 10 })).toContain(
      'limit is 20 in 10 minutes',
    );
    expect(said('store-full', { mb: 400 })).toContain('400 MB');
    expect(said('not-an-admin', { admins: 'Tara Sample' })).toMatch(
      /Only admins.*tenant admin.*Tara Sample/,
    );
  });

  it('say whom to ask', () => {
    expect(text.error(new AppError('not-an-admin'))).toContain(
      'Ask a tenant admin of your organization',
    );
  });
});

describe('reasons of rejected rows', () => {
  it.each(reasons)('are sentences of their own, with and without the value: %s', (reason) => {
    const generic = text.rowReason({ reason: 'of a later version' });
    for (const problem of [{ reason }, { reason, column: 'Mobile', value: '07x', laterLine: 12 }]) {
      const sentence = text.rowReason(problem);
      expect(sentence).toMatch(/^[A-Z].+[.]$/u);
      expect(sentence).not.toMatch(unfinished);
      expect(sentence).not.toBe(generic);
    }
  });

  it('of a newer version still get a sentence', () => {
    for (const reason of ['no-such-reason', 'constructor', '__proto__', '']) {
      expect(text.rowReason({ reason, column: 'A' })).toBe(
        'This row couldn’t be read in column “A”. Check it and send it again.',
      );
    }
  });
});

describe('numbers, dates and words', () => {
  it('are in the reader’s way and time zone', () => {
    expect(text.history.byAt({ name: 'Tara', at: '2026-01-15T23:30:00Z' })).toBe(
      'Tara · 16 Jan 2026, 00:30',
    );
    expect(textFor('en-US', 'America/New_York').format.dateTime('2026-01-15T23:30:00Z')).toMatch(
      /^Jan 15, 2026, 6:30\sPM$/u,
    );
    expect(textFor('de-DE').format.number(1_234_567)).toBe('1.234.567');
    expect(textFor('en-GB').format.dateTime('2026-01-15T23:30:00Z')).toContain('UTC');
  });

  it('agree in number', () => {
    expect(text.count.rows(1)).toBe('1 row');
    expect(text.count.rows(1_000)).toBe('1,000 rows');
    expect(text.count.people(2)).toBe('2 people');
    // Polish has more plural forms than the English sentence that the number stands in.
    expect(textFor('pl-PL').count.people(2)).toBe('2 people');
  });

  it('survive any locale, time zone and date that a client may send', () => {
    const strange = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '',
        'xx-YY',
        'en-u-nu-beng',
        'C',
        'de_DE',
        '__proto__',
        'Mars/Phobos',
        '+99:99',
        'a'.repeat(10_000),
      ),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(strange, strange, strange, (locale, zone, date) => {
        const any = textFor(locale, zone);
        expect(any.count.rows(1_234)).toMatch(/./);
        expect(any.format.dateTime(date ?? '2026-01-15T23:30:00Z')).toMatch(/./);
        expect(any.format.percent(Number.NaN)).toBe('–');
      }),
    );
  });

  it.each(languages())('break a long time zone at its slashes, in %s', (language) => {
    const { sync, attributes } = textFor(language);
    const timeZone = 'America/Argentina/ComodRivadavia';
    const cut = 'America/\u200AArgentina/\u200AComodRivadavia';
    expect(sync.daily({ hour: 6, timeZone })).toContain(cut);
    expect(attributes.times(timeZone)).toContain(cut);
    expect(sync.daily({ hour: 6, timeZone: 'Europe/Berlin' })).toContain('Europe/Berlin');
  });

  it('name every attribute and both networks', () => {
    for (const attribute of builtInAttributes) expect(text.attribute(attribute)).toMatch(/^[A-Z]/);
    expect([text.network('Employee'), text.network('Others')]).toEqual(['Employee', 'Others']);
  });

  it('name roles, sources and the types of attributes in words', () => {
    const roles = ['tenant-admin', 'organization-admin', 'group-admin', 'member'] as const;
    for (const role of roles) expect(text.role(role)).toMatch(/^[A-Z][a-z ]+$/);
    const sources = ['admin', 'group', 'signin', 'entra'] as const;
    for (const source of sources) expect(text.source(source)).toMatch(/^[A-Z].+ /);
    for (const type of attributeTypes) expect(text.attributes.type(type)).toMatch(/^[A-Z]/);
  });

  it('say values of own attributes in the reader’s way, and lose nothing of what isn’t of their type', () => {
    const german = textFor('de-DE', 'America/New_York');
    expect(german.ownValue({ type: 'number' }, '1234567.5')).toBe('1234567,5');
    expect(german.ownValue({ type: 'number' }, '0.12345678901234567890')).toBe(
      '0,1234567890123456789',
    );
    expect(german.ownValue({ type: 'number' }, 'twelve')).toBe('twelve');
    // A day has no time zone: it must not become the day before west of Greenwich.
    expect(german.ownValue({ type: 'date' }, '2026-01-31')).toBe('31. Jan. 2026');
    expect(german.ownValue({ type: 'date' }, '2026-13-45')).toBe('2026-13-45');
    expect(german.ownValue({ type: 'date' }, '31.1.26')).toBe('31.1.26');
    expect([
      text.ownValue({ type: 'yes-no' }, 'yes'),
      text.ownValue({ type: 'yes-no' }, 'no'),
    ]).toEqual(['Yes', 'No']);
    expect(text.ownValue({ type: 'yes-no' }, 'maybe')).toBe('maybe');
    expect(text.ownValue({ type: 'text' }, 'yes')).toBe('yes');
  });

  it('say the day of an instant where the reader is', () => {
    expect(text.format.date('2026-01-15T23:30:00Z')).toBe('16 Jan 2026');
    expect(text.format.date('never')).toBe('–');
  });

  it('never round up to 100% what is not done', () => {
    expect(text.operation.percent(999_999, 1_000_000)).toBe('99%');
    expect(text.operation.percent(5, 5)).toBe('100%');
    expect(text.operation.percent(0, 0)).toBe('0%');
  });
});
