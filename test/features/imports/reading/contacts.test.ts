import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { readRawRecords } from '../../../../src/features/imports/reading/raw-records.ts';
import { opening, read } from './read-bytes.ts';

/** The cells of each contact by their columns, as they come before any rule of columns. */
async function contacts(file: string | Buffer): Promise<Record<string, string>[]> {
  const { facts, entries } = await read(file, { defaultCountry: 'IN' });
  const found: Record<string, string>[] = [];
  for await (const { cells } of readRawRecords(opening(file), facts, entries.keys()))
    found.push(
      Object.fromEntries(
        facts.headers.map((name, at) => [name, cells[at] ?? '']).filter(([, cell]) => cell !== ''),
      ) as Record<string, string>,
    );
  return found;
}

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

describe('contacts that a phone or an address book exported', () => {
  it('give their people, version 3.0, with folded lines and escapes', async () => {
    const file =
      card(
        'VERSION:3.0',
        'N:Rao;Asha;Bai;;',
        'FN:Asha Bai Rao',
        'TEL;TYPE=CELL,VOICE:+91 98200',
        '  11111',
        'EMAIL;TYPE=INTERNET,pref:asha@contoso.example',
        'ORG:Contoso\\, Ltd;Kitchen',
        'TITLE:Cook\\; second',
        'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ',
        ' AAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0KSEi',
        'ADR;TYPE=WORK:;;1 High Street;Mumbai;;400001;India',
        'BDAY:19900131',
      ) + card('VERSION:3.0', 'N:Zoë;;;;', 'FN:Zoë', 'TEL;TYPE=CELL:9820011112');
    expect(await contacts(file)).toEqual([
      {
        'Display name': 'Asha Bai Rao',
        'First name': 'Asha Bai',
        'Last name': 'Rao',
        'Mobile phone': '+91 98200 11111',
        Email: 'asha@contoso.example',
        'Job title': 'Cook; second',
        Department: 'Kitchen',
        Company: 'Contoso, Ltd',
        City: 'Mumbai',
        Birthday: '1990-01-31',
      },
      { 'Display name': 'Zoë', 'Last name': 'Zoë', 'Mobile phone': '9820011112' },
    ]);
    const { rows, facts } = await read(file, { defaultCountry: 'IN' });
    expect(facts).toMatchObject({ format: 'vcf', encoding: 'UTF-8' });
    expect(rows[0]).toMatchObject({
      line: 1,
      fields: { phone: '+919820011111', jobTitle: 'Cook; second' },
    });
  });

  it('version 2.1: quoted-printable over lines, charsets, types without a name', async () => {
    const file = card(
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E0=A4=B0=E0=A4=BE=E0=A4=B5;=E0=A4=86=',
      '=E0=A4=B6=E0=A4=BE;;;',
      'FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen',
      'TEL;CELL;PREF:9820011111',
      'TEL;WORK;VOICE:02240001111',
      'TEL;HOME:02240001112',
      'TEL;WORK;FAX:02240001113',
      'AGENT:',
      'BEGIN:VCARD',
      'FN:Somebody else',
      'TEL:9820099999',
      'END:VCARD',
      'EMAIL;INTERNET:asha@contoso.example',
    );
    expect(await contacts(file)).toEqual([
      {
        'Display name': 'Jürgen',
        'First name': 'आशा',
        'Last name': 'राव',
        'Mobile phone': '9820011111',
        'Work phone': '02240001111',
        'Home phone': '02240001112',
        Fax: '02240001113',
        Email: 'asha@contoso.example',
      },
    ]);
  });

  it('version 4.0 and Apple: addresses of phones, groups with labels, several of one kind', async () => {
    const file = card(
      'VERSION:4.0',
      'FN:Asha Rao',
      'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+91-22-4000-1111;ext=7',
      'item1.TEL:+91 98200 11111',
      'item1.X-ABLabel:_$!<Mobile>!$_',
      'item2.TEL;type=CELL:+91 98200 11112',
      'TEL;TYPE=cell:+91 98200 11112',
      'EMAIL:mailto:asha@contoso.example',
      'EMAIL:rao@contoso.example',
    );
    expect(await contacts(file)).toEqual([
      {
        'Display name': 'Asha Rao',
        'Home phone': '+91-22-4000-1111 ext. 7',
        'Mobile phone': '+91 98200 11111',
        'Mobile phone 2': '+91 98200 11112',
        Email: 'asha@contoso.example',
        'Email 2': 'rao@contoso.example',
      },
    ]);
  });

  it('are read in other encodings, and the same wherever the network cuts them', async () => {
    const file = `${card('VERSION:3.0', 'FN:Zoë Žák', 'TEL;TYPE=CELL:+919820011111').repeat(3)}\r\n`;
    for (const encoding of ['utf8', 'utf16le']) {
      const bytes = iconv.encode(file, encoding, { addBOM: true });
      const whole = await read(bytes);
      expect(whole.rows.map(({ line }) => line)).toEqual([1, 6, 11]);
      expect(whole.rows[2]?.fields.displayName).toBe('Zoë Žák');
      expect(await read(bytes, { chunk: 3 })).toEqual(whole);
    }
  });

  it('a contact whose end is missing is told and not taken: its number may be cut', async () => {
    const file =
      'BEGIN:VCARD\nFN:Asha\nTEL:+919820011111\nBEGIN:VCARD\nFN:Bo\nTEL:+919820011112\nEND:VCARD\nBEGIN:VCARD\nTEL:+9198200';
    const { rows, rejections } = await read(file);
    expect(rows.map(({ fields }) => fields.phone)).toEqual(['+919820011112']);
    expect(rejections).toMatchObject([
      { line: 1, record: 0, reason: 'contact-not-closed' },
      { line: 8, record: 2, reason: 'contact-not-closed' },
    ]);
  });
});
