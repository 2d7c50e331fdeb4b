import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { detectEncoding } from '../../../../src/features/imports/reading/letters/detect.ts';
import { createWordSampler } from '../../../../src/features/imports/reading/letters/sample-words.ts';
import { NeedsAnswer } from '../../../../src/features/imports/reading/needs-answer.ts';
import { read } from './read-bytes.ts';
import type { CountryCode } from '../../../../src/domain/phone.ts';

/** Lists of a few people, as short as files are: names, a place, a department. */
const files: readonly (readonly [string, string, CountryCode | undefined])[] = [
  ['Windows-1252', 'Jörg;Müller;Köln', undefined],
  ['Windows-1252', 'Jürgen;Groß;Vertrieb Süd', undefined],
  ['Windows-1252', 'Élodie;Lefèvre;Comptabilité;François', undefined],
  ['Windows-1252', 'José;Núñez;Administración', undefined],
  ['Windows-1252', 'João;Conceição;Gestão', undefined],
  ['Windows-1252', 'Åsa;Björk;Malmö', undefined],
  ['Windows-1252', 'Søren;Kjær;Århus', undefined],
  ['Windows-1252', 'Niccolò;Forlì;Qualità', undefined],
  ['Windows-1252', 'Anna;O’Neil;Straße – Büro', undefined],
  ['Windows-1250', 'Łukasz;Żółć;Kraków', undefined],
  ['Windows-1250', 'Łukasz;Oddział', undefined],
  ['Windows-1250', 'Agnieszka;Wiśniewska;Księgowość', undefined],
  ['Windows-1250', 'Jiří;Dvořák;Plzeň', undefined],
  ['Windows-1250', 'Tomáš;Novák;Účetnictví;Růžička', undefined],
  ['Windows-1250', 'Ľubomír;Šťastný;Žilina', undefined],
  ['Windows-1250', 'Győző;Szűcs;Pécs;Erdős', undefined],
  ['Windows-1250', 'Đorđe;Čolić;Šibenik', undefined],
  [
    'Windows-1250',
    'Ștefan;Țepeș'.replaceAll('Ș', 'Ş').replaceAll('ș', 'ş').replaceAll('Ț', 'Ţ') +
      ';București;Bălan'.replaceAll('ș', 'ş'),
    'RO',
  ],
  ['Windows-1251', 'Анна;Иванова;Отдел кадров', undefined],
  ['Windows-1251', 'Имя;Фамилия;Телефон;Отдел', undefined],
  ['Windows-1251', 'Олександр;Шевченко;Київ', undefined],
  ['Windows-1251', 'Георги;Димитров;София', undefined],
  ['Windows-1251', 'Юлия;Щукина;Бухгалтерия', undefined],
  ['Windows-1253', 'Γιώργος;Παπαδόπουλος;Αθήνα', undefined],
  ['Windows-1253', 'Ελένη;Νικολάου;Λογιστήριο', undefined],
  ['Windows-1254', 'Gökhan;Yıldız;İstanbul', undefined],
  ['Windows-1254', 'Şule;Çağlar;Muhasebe;Işık', undefined],
  ['Windows-1255', 'דוד;כהן;תל אביב', undefined],
  ['Windows-1255', 'שרה;לוי;מחלקת שיווק', undefined],
  ['Windows-1256', 'فاطمة;الزهراء;القاهرة', undefined],
  ['Windows-1256', 'محمد;عبد الله;الموارد البشرية', undefined],
  ['Windows-874', 'สมชาย;ใจดี;กรุงเทพ', undefined],
  ['Windows-874', 'สุดา;วงศ์ไทย;ฝ่ายบัญชี', undefined],
  ['GBK', '伟;王;技术部', undefined],
  ['GBK', '李娜;张敏;销售部', undefined],
  ['GBK', '姓名;手机号码;部门;陈丽', undefined],
  ['Big5', '志明;陳;業務部', undefined],
  ['Big5', '雅婷;林;人事部', undefined],
  ['Shift_JIS', '太郎;山田;営業部', undefined],
  ['Shift_JIS', '花子;佐藤;総務課;さくら', undefined],
  ['Shift_JIS', 'タロウ;スズキ;ケイリ', undefined],
  ['EUC-KR', '철수;김;영업부', undefined],
  ['EUC-KR', '영희;이;인사팀', undefined],
  ['Mac Roman', 'Jörg;Müller;Köln', undefined],
  ['Mac Roman', 'Élodie;Lefèvre;Comptabilité', undefined],
  ['Mac Roman', 'José;Núñez;Administración', undefined],
  ['CP850', 'Jörg;Müller;Köln', undefined],
  ['CP850', 'José;Núñez;Administración', undefined],
  ['CP437', 'Jürgen;Groß;Vertrieb Süd', undefined],
  ['KOI8-R', 'Анна;Иванова;Отдел кадров', undefined],
  ['CP866', 'Анна;Иванова;Отдел кадров', undefined],
  ['Windows-1257', 'Jānis;Bērziņš;Rīga;Šķēle', undefined],
  ['Windows-1257', 'Živilė;Šimkutė;Panevėžys', undefined],
  ['ISO-8859-6', 'فاطمة;الزهراء;القاهرة', undefined],
  ['ISO-8859-15', 'Œuvrard;Müller;Köln', undefined],
  ['Mac Cyrillic', 'Анна;Иванова;Отдел кадров', undefined],
  ['Mac CentEuro', 'Łukasz;Żółć;Kraków', undefined],
  ['Mac Greek', 'Γιώργος;Παπαδόπουλος;Αθήνα', undefined],
  ['Mac Turkish', 'Çağla;Şahin;İstanbul', undefined],
  ['CP720', 'فاطمة;الزهراء;القاهرة', undefined],
  ['CP737', 'Γιώργος;Παπαδόπουλος;Αθήνα', undefined],
  ['CP775', 'Jānis;Bērziņš;Rīga', undefined],
  ['CP857', 'Çağla;Şahin;İstanbul', undefined],
  ['CP862', 'דוד;כהן;תל אביב', undefined],
  ['KOI8-U', 'Їжак;Єфремов;Київ', undefined],
  ['MIK', 'Георги;Димитров;София', undefined],
];

function detect(encoding: string, text: string, country: CountryCode | undefined) {
  const sampler = createWordSampler();
  sampler.add(iconv.encode(`Phone;Name\r\n9820011111;${text}\r\n`, encoding));
  return detectEncoding(sampler.words(), country);
}

describe('the letters of old encodings', () => {
  it.each(files)('%s: %s', (encoding, text, country) => {
    const found = detect(encoding, text, country);
    const read = iconv.decode(iconv.encode(text, encoding), found.encoding);
    // A text that isn't read correctly must at least be asked about, with the right reading among the choices.
    const choices = found.candidates.map((each) =>
      iconv.decode(iconv.encode(text, encoding), each.encoding),
    );
    expect({ read: found.isSure ? read : text, choices: choices.includes(text) }).toEqual({
      read: text,
      choices: true,
    });
  });

  it('of Vietnamese have their tones as signs of their own', () => {
    const text = 'Trần;Nguyễn;Đà Nẵng';
    const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
    const apart = Array.from(text, (letter) => {
      const parts = letter.normalize('NFD');
      return parts.replace(tones, '').normalize('NFC') + (parts.match(tones) ?? []).join('');
    }).join('');
    const found = detect('Windows-1258', apart, undefined);
    expect(found).toMatchObject({ encoding: 'Windows-1258', isSure: true });
    expect(found.candidates[0]?.sample).toBe('Trần Nguyễn Đà Nẵng');
  });

  it('are asked about seldom', () => {
    const asked = files.filter(
      ([encoding, text, country]) => !detect(encoding, text, country).isSure,
    );
    expect(asked.length).toBeLessThan(files.length / 5);
  });

  it('are asked about with the same words in each reading, and read as the admin says', async () => {
    const bytes = iconv.encode(
      'Phone number,First name\r\n+919820011111,Søren\r\n',
      'windows-1252',
    );
    const asked: unknown = await read(bytes).catch((error: unknown) => error);
    expect(asked).toBeInstanceOf(NeedsAnswer);
    const { question } = asked as NeedsAnswer;
    expect(question).toMatchObject({ kind: 'encoding' });
    expect(JSON.stringify(question)).toContain('{"encoding":"Windows-1252","sample":"Søren"}');
    const { rows, facts } = await read(bytes, { answers: { encoding: 'Windows-1250' } });
    expect(rows[0]?.fields.firstName).toBe('Sřren');
    expect(facts.encoding).toBe('Windows-1250');
  });

  it('are read so wherever in a long file they first stand', async () => {
    const filler = '+919820011112;Anna;Office\r\n'.repeat(4000);
    const table = `Phone;Name;Department\r\n${filler}+79123456789;Анна;Отдел кадров\r\n`;
    const { rows, facts } = await read(iconv.encode(table, 'windows-1251'));
    expect(facts.encoding).toBe('Windows-1251');
    expect(rows.at(-1)?.fields).toMatchObject({
      phone: '+79123456789',
      department: 'Отдел кадров',
    });
  });

  it('of UTF-16 need no mark', async () => {
    for (const encoding of ['utf16le', 'utf-16be'] as const) {
      const { rows } = await read(
        iconv.encode('Phone number,First name,Last name\r\n+919820011111,Asha,Rão\r\n', encoding, {
          addBOM: false,
        }),
      );
      expect(rows[0]?.fields.lastName).toBe('Rão');
    }
  });
});
