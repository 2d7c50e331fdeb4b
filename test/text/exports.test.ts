import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '../../src/errors.ts';
import type { ExportCounts } from '../../src/domain/operations/export-facts.ts';
import { textFor } from '../../src/text/text.ts';

const text = textFor('en-GB', 'Europe/Berlin');
const { auditFile, exports, schedules } = text;
const since = '2026-03-12T09:30:00.000Z';
const day = { kind: 'since-date', day: '2026-03-12', from: '2026-03-11T23:00:00.000Z' } as const;
const counts = (changes: Partial<ExportCounts>): ExportCounts => ({
  people: 0,
  added: 0,
  changed: 0,
  moved: 0,
  deleted: 0,
  ...changes,
});

describe('the name of an exported file', () => {
  const stamp = '2026-11-25-1030';

  it('says what is in it', () => {
    const all = { network: 'All', changes: { kind: 'all' }, format: 'csv' } as const;
    expect(exports.fileName(all, stamp)).toBe('people-2026-11-25-1030.csv');
    expect(exports.fileName({ ...all, network: 'Employee', format: 'xlsx' }, stamp)).toBe(
      'people-employee-2026-11-25-1030.xlsx',
    );
    expect(exports.fileName({ ...all, network: 'Others', changes: day }, stamp)).toBe(
      'people-others-changes-2026-11-25-1030.csv',
    );
  });

  it('is safe wherever it goes, whatever the clock says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('All', 'Employee', 'Others'),
        fc.constantFrom('csv', 'xlsx'),
        fc.string(),
        (network, format, when) => {
          const name = exports.fileName({ network, format, changes: day }, when);
          expect(name).toMatch(/^people[a-z0-9-]*\.(csv|xlsx)$/u);
        },
      ),
    );
  });
});

describe('what came of an export', () => {
  it('is said in words that agree in number', () => {
    const all = { kind: 'all' } as const;
    expect(exports.completed(all, counts({ people: 1 }), 0)).toBe('The file contains 1 person.');
    expect(exports.completed(all, counts({ people: 1_204 }), 0)).toBe(
      'The file contains 1,204 people.',
    );
    expect(exports.completed(all, counts({}), 0)).toBe(
      'There is no one to export, so the file is empty.',
    );
    expect(exports.completed(day, counts({ people: 1, added: 1, since: day.from }), 0)).toBe(
      'The file contains 1 person added, changed, moved or deleted since 12 Mar 2026.',
    );
  });

  it('is one line in the history, with those that could not be read', () => {
    expect(exports.line({ kind: 'all' }, counts({ people: 12 }), 0)).toBe('12 people');
    expect(exports.line({ kind: 'all' }, counts({ people: 12 }), 2)).toBe(
      '12 people, 2 couldn’t be read',
    );
    expect(exports.line({ kind: 'since-last' }, counts({ since }), 0)).toBe(
      'no changes since 12 Mar 2026, 10:30',
    );
    expect(exports.line(day, counts({ people: 3, added: 3, since: day.from }), 0)).toBe(
      '3 added since 12 Mar 2026',
    );
  });
});

describe('when a schedule runs', () => {
  it('is said in words', () => {
    const timeZone = 'Europe/Berlin';
    expect(schedules.rhythm({ every: 'day', hour: 0, timeZone })).toBe(
      'Every day at 00:00 (Europe/Berlin)',
    );
    expect(schedules.rhythm({ every: 'week', weekday: 7, hour: 18, timeZone })).toBe(
      'Every Sunday at 18:00 (Europe/Berlin)',
    );
    expect(schedules.rhythm({ every: 'month', day: 5, hour: 9, timeZone })).toBe(
      'On day 5 of every month at 09:00 (Europe/Berlin)',
    );
    expect(schedules.rhythm({ every: 'month', day: 31, hour: 9, timeZone })).toContain(
      'or the last day',
    );
  });

  it('has weekdays in the language of the sentence and hours in the reader’s way', () => {
    const { format } = textFor('de-DE', 'Mars/Phobos');
    expect([1, 7].map((weekday) => format.weekday(weekday))).toEqual(['Montag', 'Sonntag']);
    expect(format.clock(9)).toBe('09:00');
    expect(format.timeZone).toBe('UTC');
    expect([format.clock(Number.NaN), format.weekday(Number.NaN)]).toEqual(['–', '–']);
  });
});

describe('what goes wrong with exports', () => {
  const said = (...[code, details]: ConstructorParameters<typeof AppError>) =>
    text.error(new AppError(code, details));

  it('never ends in sending a file again', () => {
    for (const code of [
      'given-up',
      'operation-gone',
      'operation-not-yours',
      'operation-not-waiting',
    ] as const) {
      const sentence = said(code, { kind: 'export' });
      expect(sentence).not.toMatch(/send the file|import/iu);
      expect(sentence).toContain('export');
      expect(sentence).not.toBe(said(code));
    }
  });

  it('says whom to ask and what to choose', () => {
    expect(said('too-many-for-workbook')).toContain('1,048,575');
    expect(said('too-many-for-workbook')).toContain('CSV');
    expect(said('schedule-not-yours', { name: 'Tara Sample' })).toContain('Tara Sample');
    expect(said('too-many-schedules', { most: 20 })).toContain('(20)');
    expect(exports.tooManySchedules(20)).toContain('20');
  });
});

describe('the audit of exports', () => {
  it('has words for all that is recorded', () => {
    expect(auditFile.what('setting-changed')).toBe('Setting changed');
    expect(auditFile.from('export')).toBe('Export');
    for (const field of ['network', 'people', 'since', 'columns', 'format', 'delimiter']) {
      expect(auditFile.fields[field]).toMatch(/^[A-Z]/);
    }
  });
});
