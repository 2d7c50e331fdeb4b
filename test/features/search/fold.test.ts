import { describe, expect, it } from '@jest/globals';
import type { PersonFields } from '../../../src/domain/person.ts';
import { createDirectoryView } from '../../../src/features/search/directory-view.ts';
import { wordsOf } from '../../../src/lib/fold.ts';
import { memoryStores } from './memory-stores.ts';
import { personNumber } from './people-for-view.ts';

const tenant = 'sample-tenant';

/** Whether a search finds a person, and only by their own doing: one other is there. */
async function isFound(fields: PersonFields, typed: string): Promise<boolean> {
  const stores = memoryStores();
  const view = createDirectoryView(stores);
  const person = personNumber(1, fields);
  const other = personNumber(2, { phone: '+15005550006', firstName: 'Qq', lastName: 'Xx' });
  for (const one of [person, other]) stores.put(one.id, one);
  const { entries } = await view.find(tenant, typed, 15, 'en');
  return entries.length === 1 && entries[0]?.id === person.id;
}

describe('a person is found however their name is typed:', () => {
  it.each([
    ['Zoë Müller', 'zoe muller'],
    ['Zoe Muller', 'ZOË MÜLLER'],
    ['Groß', 'gross'],
    ['GROSS', 'groß'],
    ['Łucja Ørsted', 'lucja orsted'],
    ['Ngô Đức', 'ngo duc'],
    ['İpek Işık', 'ipek isik'],
    ['Ipek Isik', 'İPEK IŞIK'],
    ['Jean-Luc', 'luc'],
    ['Jean Luc', 'jean-luc'],
    ['Siobhán O’Brien', "o'brien"],
    ['Siobhan OBrien', 'o’brien siobhán'],
    ['J.R. Sample', 'r sample'],
    ['Ｙａｍａｄａ', 'yamada'],
    ['ヤマダ', 'やまだ'],
    ['ﾔﾏﾀﾞ', 'ヤマダ'],
    ['山田 太郎', '太'],
    ['山田太郎', '太郎'],
    ['김민준', '기'],
    ['Семён Йорк', 'семен йорк'],
    ['Σωκράτης', 'σωκρατησ'],
    ['مُحَمَّد', 'محمد'],
    ['أحمد على', 'احمد علي'],
    ['کریم', 'كريم'],
    ['שָׁלוֹם', 'שלום'],
    ['किशोर', 'किशोर'],
    ['Sample\u00ADton\u200B', 'sampleton'],
    ['Zoe\u0308', 'Zo\u00EB'],
  ])('%s by %s', async (name, typed) => {
    expect(await isFound({ displayName: name }, typed)).toBe(true);
  });

  it('by first name, last name, and in either order', async () => {
    const fields = { displayName: 'Sammy', firstName: 'Samuel', lastName: 'Sampleman' };
    for (const typed of ['sammy', 'samu', 'sampleman samuel', 'sam sam']) {
      expect(await isFound(fields, typed)).toBe(true);
    }
  });

  it.each([
    ['किशोर', 'कुशोर'],
    ['Anna', 'hanna'],
    ['Anna', 'n'],
    ['Anna', 'anna b'],
  ])('but not %s by %s', async (name, typed) => {
    expect(await isFound({ displayName: name }, typed)).toBe(false);
  });
});

describe('a person is found by their phone', () => {
  it.each([
    ['+447911000001', '+44 7911 000001'],
    ['+447911000001', '0044 7911 000001'],
    ['+447911000001', '+44 (0)7911 000-001'],
    ['+447911000001', '07911 000 001'],
    ['+447911000001', '7911000001'],
    ['+447911000001', '447911000001'],
    ['+447911000001', '٠٧٩١١٠٠٠٠٠١'],
    ['+447911000001', '０７９１１ ０００００１'],
    ['+447911000001', 'tel:+447911000001'],
    ['+447911000001', '+44 79'],
    ['+447911000001', '0001'],
    ['+447911000001', '91100'],
    ['+14155550100', '(415) 555-0100'],
    ['+14155550100', '1-415-555-0100'],
    ['+79165550100', '8 916 555-01-00'],
    ['+390655501000', '06 5550 1000'],
    ['+919876500000', '098765 00000'],
  ])('%s typed as %s', async (phone, typed) => {
    expect(await isFound({ phone, displayName: 'Sample' }, typed)).toBe(true);
  });

  it.each(['001', '+45 7911000001', '07911 000 002', '+1'])(
    'but not +447911000001 by %s',
    async (typed) => {
      expect(await isFound({ phone: '+447911000001', displayName: 'Sample' }, typed)).toBe(false);
    },
  );
});

describe('a person is found by email and employee id', () => {
  const fields = { displayName: 'Qr', email: 'Sample.Person@Example.com', employeeId: 'Ab-007' };
  it.each(['SAMPLE.person@example.COM', 'sample.p', 'person@ex', 'ab-007', 'AB-0', '-007', 's'])(
    'typed as %s',
    async (typed) => {
      expect(await isFound(fields, typed)).toBe(true);
    },
  );
});

it('nothing typed finds nobody, and rubbish does no harm', async () => {
  expect(wordsOf(' - ’ \u0000 ')).toEqual([]);
  for (const typed of [
    '',
    ' ',
    '\u0001',
    '\u0001\u0002',
    '\uD800',
    '(((',
    '.*',
    '٪',
    'x'.repeat(10_000),
  ]) {
    expect(await isFound({ displayName: 'Sample' }, typed)).toBe(false);
  }
});
