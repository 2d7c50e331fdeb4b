import { beforeEach, describe, expect, it } from '@jest/globals';
import { shards } from '../../../../src/domain/person-id.ts';
import type { PersonFields } from '../../../../src/domain/person.ts';
import { MemoryImport } from './memory-import.ts';

/* The results of reading a file, through the plan and the apply. */

const header = 'Phone,First name,Last name,Job title,Department';
const asha = '+442079460111';
const bo = '+442079460112';

describe('a file that is imported', () => {
  let directory: MemoryImport;
  beforeEach(() => {
    directory = new MemoryImport();
  });

  const send = (...lines: string[]) => directory.import(Buffer.from(`${lines.join('\n')}\n`));

  async function fieldsOf(phone: string): Promise<PersonFields | undefined> {
    const { store } = directory.stores.seenThrough(() => Promise.resolve());
    for (const shard of shards)
      for await (const page of store.scan('tenant-1', shard))
        for (const { fields } of page) if (fields.phone === phone) return fields;
    return undefined;
  }

  it('erases a value where it says <clear>, and nothing where a cell is empty', async () => {
    await send(header, `${asha},Asha,Rao,Nurse,Ward 3`);
    const { counts } = await send(header, `${asha},Asha,,<clear>, <CLEAR> `);
    expect(counts).toMatchObject({ added: 0, updated: 1, rejected: 0 });
    expect(await fieldsOf(asha)).toEqual({ phone: asha, firstName: 'Asha', lastName: 'Rao' });
    const again = await send(header, `${asha},Asha,,<clear>,`);
    expect(again.counts).toMatchObject({ updated: 0, unchanged: 1 });
  });

  it('tells which lines are nobody’s: totals, notes, the header once more', async () => {
    const { plan } = await send(
      ...['Staff list', header, `${asha},Asha,Rao,,`, 'Staff list', header, `${bo},Bo,Lind,,`],
      ...['Total,2,,,', 'Confidential,,,,'],
    );
    expect(plan.counts).toMatchObject({ added: 2, rejected: 0 });
    expect(plan.preview.notPeople).toEqual({ lines: 4, first: 4 });
  });

  it('knows nobody by their company’s number, and says so', async () => {
    const { counts, log } = await send(
      'First name,Last name,Company main number,Office phone,Mobile',
      `Asha,Rao,020 7946 0100,${asha},`,
      'Bo,Lind,020 7946 0100,020 7946 0199,',
      'Cy,Das,020 7946 0100,020 7946 0199,',
    );
    expect(counts).toMatchObject({ added: 1, rejected: 2 });
    expect(log.match(/Several people in this file have the same phone number/gu)).toHaveLength(2);
  });
});
