import { describe, expect, it } from '@jest/globals';
import type { AttributeDefinition } from '../../../../src/domain/attributes.ts';
import { columnsOf } from '../../../../src/features/exports/columns.ts';
import { csvLines } from '../../../../src/lib/spreadsheets/csv-file.ts';
import { read } from './read-bytes.ts';

const phone = (number: number) => `+4479110${String(number).padStart(5, '0')}`;
const own = (...names: string[]): AttributeDefinition[] =>
  names.map((name, index) => ({
    key: `own_test000${String(index)}`,
    name,
    type: 'text',
    required: false,
    visibleTo: 'all',
  }));

describe('a column called Network', () => {
  const file = (values: readonly string[]) =>
    csvLines([['Phone', 'Network'], ...values.map((value, index) => [phone(index), value])]);

  it('of a telephone list says who operates the line: everybody is taken, and the column named', async () => {
    const { rows, rejections, facts } = await read(file(['Vodafone', '', 'EE', 'Others', 'O2']));
    expect(rejections).toEqual([]);
    expect(rows.map(({ network }) => network)).toEqual(Array(5).fill(undefined));
    expect(facts.notUnderstood).toEqual(['Network']);
  });

  it('is so however the file is cut on its way, and however long it is', async () => {
    const operators = Array.from({ length: 5_000 }, (_, index) => (index < 60 ? '' : 'Vodafone'));
    for (const chunk of [7, 1 << 20]) {
      const { rows, facts } = await read(file(operators), { chunk });
      expect([rows.length, facts.notUnderstood]).toEqual([5_000, ['Network']]);
    }
  });

  it('of ours says which network each belongs to, and a misspelt one is rejected', async () => {
    const { rows, rejections, facts } = await read(file(['Employee', 'Emploiee', 'others', '']));
    expect(rows.map(({ network }) => network)).toEqual(['Employee', 'Others', undefined]);
    expect(rejections).toMatchObject([{ reason: 'network-not-valid', column: 'Network' }]);
    expect(facts.notUnderstood).toEqual([]);
  });
});

describe('an organization whose own attributes have the names of columns of ours', () => {
  const attributes = own('Network', 'Change in directory');
  const { names } = columnsOf(
    { network: 'All', columns: 'all', changes: { kind: 'since-last' }, format: 'csv' },
    attributes,
  );

  it('has each column once in its exports', () => {
    expect(names.filter((name) => /network|change/i.test(name))).toEqual([
      ...['Change', 'Network', 'Change in directory', 'Directory network'],
    ]);
  });

  const cells = (of: Record<string, string>) => names.map((name) => of[name] ?? '');
  const csv = csvLines([
    [...names],
    cells({ Change: 'Deleted', 'Phone number': phone(1), 'Directory network': 'Employee' }),
    cells({
      Change: 'Moved',
      'Phone number': phone(2),
      Network: 'LAN',
      'Directory network': 'Others',
    }),
  ]);

  it('gets them back as what they are', async () => {
    const { rows, facts } = await read(csv, { attributes });
    expect(rows).toMatchObject([
      { deleted: true, network: 'Employee' },
      { network: 'Others', fields: { own_test0000: 'LAN' } },
    ]);
    expect(facts.notUnderstood).toEqual([]);
  });

  it('gets them back also when the attributes were removed since', async () => {
    const { rows, facts } = await read(csv);
    expect(rows).toMatchObject([{ deleted: true, network: 'Employee' }, { network: 'Others' }]);
    expect(facts.notUnderstood).toEqual(['Network', 'Change in directory']);
  });

  it('isn’t told that somebody’s column “Change” is ours', async () => {
    const { rows, facts } = await read(`Phone,Change\n${phone(1)},new laptop\n`);
    expect(rows).toHaveLength(1);
    expect(facts.notUnderstood).toEqual(['Change']);
  });
});
