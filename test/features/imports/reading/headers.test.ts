import { describe, expect, it } from '@jest/globals';
import { headerAliases } from '../../../../src/features/imports/reading/header-aliases.ts';
import { mapHeaders } from '../../../../src/features/imports/reading/headers.ts';
import { builtInAttributes } from '../../../../src/domain/attributes.ts';
import { languages, textFor } from '../../../../src/text/text.ts';

const attributeOf = (header: string): string | undefined =>
  mapHeaders(['Phone number', header]).understood.find((column) => column.header === header.trim())
    ?.attribute;

describe('headers in people’s own words', () => {
  const cases: [string, string[]][] = [
    [
      'firstName',
      [
        'first name',
        'FIRST_NAME',
        'firstName',
        ' First-Name* ',
        'Given name',
        'Forename',
        'Vorname',
        'Prénom',
      ],
    ],
    [
      'lastName',
      ['Surname', 'Last  Name', 'Family name', 'LASTNAME', 'Nachname', 'Apellidos', 'उपनाम'],
    ],
    ['displayName', ['Name', 'Full Name', 'Display name', 'नाम']],
    [
      'email',
      ['E-mail', 'e-Mail Address:', 'Mail', 'Email ID', 'Correo electronico', 'Email (work)'],
    ],
    ['jobTitle', ['Title', 'Job Title', 'Designation', 'Position', 'Role', 'पद']],
    ['department', ['Dept', 'Dept.', 'Department', 'Division', 'Abteilung']],
    ['location', ['Office', 'Location', 'City', 'Site', 'Standort', 'BÜRO']],
    [
      'employeeId',
      [
        'Employee ID',
        'Emp. id',
        'Employee number',
        'Staff no.',
        'Personnel Number',
        'employee_id',
        'Employee #ID',
      ],
    ],
  ];
  it.each(cases)('understands %s', (attribute, headers) => {
    for (const header of headers)
      expect([header, attributeOf(header)]).toEqual([header, attribute]);
  });

  it('understands a phone column by any of its names', () => {
    for (const header of [
      ...[
        'Phone number',
        'Phone Number*',
        'Phone no.',
        'PHONE',
        'Mobile',
        'Telephone',
        'Contact number',
        'Cell',
      ],
      ...[
        'MSISDN',
        'Telefon',
        'Teléfono',
        'मोबाइल नंबर',
        'फ़ोन',
        'Phone number (with country code)',
        'Phone №',
        'Phone #',
      ],
    ]) {
      expect([header, mapHeaders([header]).attributes]).toEqual([header, ['phone']]);
    }
  });

  it('asks the better of several columns first, and names those that say something else as ignored', () => {
    const map = mapHeaders(['Telephone', 'Phone number', 'Title', 'Job title', 'City', 'Office']);
    expect(map.attributes).toEqual([
      'phone',
      'phone',
      undefined,
      'jobTitle',
      undefined,
      'location',
    ]);
    expect(map.phones.map(({ column }) => column)).toEqual([1, 0]);
    expect(map.notUnderstood).toEqual(['Title', 'City']);
    expect(mapHeaders(['Phone', 'Mobile']).phones.map(({ column }) => column)).toEqual([1, 0]);
  });

  it.each([...languages()])('takes the words of the cards: %s', (language) => {
    const { attribute } = textFor(language);
    const headers = builtInAttributes.map((key) => attribute(key));
    expect(mapHeaders(headers)).toMatchObject({ attributes: builtInAttributes, notUnderstood: [] });
    // Columns can be in any order.
    expect(mapHeaders(headers.toReversed()).attributes).toEqual(builtInAttributes.toReversed());
  });

  it('takes two columns of one name, from left to right', () => {
    const { taken } = mapHeaders(['Phone', 'Email', 'E-Mail']);
    expect(taken.map(({ column }) => column)).toEqual([1, 2]);
    expect(mapHeaders(['Mobile', 'Cell', 'Phone number']).attributes[2]).toBe('phone');
  });

  it('has each name for one attribute only', () => {
    const names = Object.values(headerAliases)
      .flat()
      .flatMap((rank) => rank.split(','))
      .map((name) =>
        name
          .normalize('NFKD')
          .replace(/[^\p{L}\p{N}]/gu, '')
          .toLowerCase(),
      );
    expect(names.filter((name, index) => name === '' || names.indexOf(name) !== index)).toEqual([]);
  });
});
