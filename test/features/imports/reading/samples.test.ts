import { createReadStream } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sampleCsv, samplePeople } from '../../../../scripts/sample-people.ts';
import { parsePhone } from '../../../../src/domain/phone.ts';
import type { OpenFile } from '../../../../src/features/imports/reading/read-file.ts';
import { read } from './read-bytes.ts';

const sample = (name: string): OpenFile => {
  const url = new URL(`../../../../samples/${name}`, import.meta.url);
  return (start = 0) => createReadStream(url, { start });
};

describe('the samples that a newcomer tries first', () => {
  it.each([
    ['people.csv', 12, 'UTF-8', ','],
    ['people-excel-windows-1252.csv', 8, 'Windows-1252', ';'],
    ['people-utf16.csv', 11, 'UTF-16LE', '\t'],
  ])('%s is read whole', async (name, count, encoding, delimiter) => {
    const { facts, rows, rejections } = await read(sample(name));
    expect(rejections).toEqual([]);
    expect(rows).toHaveLength(count);
    expect(facts).toMatchObject({ encoding, delimiter, notUnderstood: [] });
  });

  it('people-with-problems.csv shows each kind of bad row, as its README tells', async () => {
    const { facts, rows, rejections } = await read(sample('people-with-problems.csv'));
    expect(facts.notUnderstood).toEqual(['Shoe size']);
    // Without a phone, but with an email: the plan looks for whom it names, and rejects the row where it names nobody.
    expect(rows[1]?.fields.phone).toBe('');
    expect(rows.map((row) => row.line)).toEqual([2, 3, 12, 13, 14, 15, 16, 21, 22, 24, 27]);
    expect(rejections.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'phone-scientific'],
      [5, 'phone-not-a-number'],
      [6, 'phone-no-country'],
      [7, 'phone-unknown-country'],
      [8, 'phone-too-short'],
      [9, 'phone-too-long'],
      [10, 'phone-not-valid'],
      [11, 'phone-has-extension'],
      [17, 'quote-not-closed'],
      [18, 'too-many-cells'],
      [23, 'phone-no-country'],
    ]);
    expect(
      rows.flatMap(({ line, leftOut = [] }) => leftOut.map(({ reason }) => [line, reason])),
    ).toEqual([
      [13, 'email-not-valid'],
      [14, 'too-long'],
      [15, 'control-characters'],
      [16, 'damaged-characters'],
    ]);
    const british = await read(sample('people-with-problems.csv'), { defaultCountry: 'GB' });
    expect(british.rows.map((row) => row.line)).toContain(6);
  });
});

describe('large samples', () => {
  it('have a valid phone of their own for everyone, and the same people for the same seed', () => {
    const people = [...samplePeople({ count: 5000, seed: 3 })];
    const phones = people.map((cells) => cells[0] ?? '');
    expect(phones.filter((phone) => !('phone' in parsePhone(phone, undefined)))).toEqual([]);
    expect(new Set(phones).size).toBe(5000);
    expect([...samplePeople({ count: 5000, seed: 3 })]).toEqual(people);
    expect([...samplePeople({ count: 10, seed: 4 })]).not.toEqual(people.slice(0, 10));
  });

  it('are read back whole', async () => {
    const { rows, rejections } = await read(
      [...sampleCsv({ count: 2000, country: 'JP' })].join(''),
    );
    expect(rejections).toEqual([]);
    expect(rows).toHaveLength(2000);
  });
});
