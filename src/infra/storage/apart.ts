import type { TableClient } from '@azure/data-tables';
import type { ApartStore } from '../../features/people/ports.ts';
import { inPartition, keyPart } from './keys.ts';
import { withStorageErrors } from './rest-errors.ts';
import { insertRow, readRow, removeRow, textOf, type StoredRow } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';

const prefix = 'apart|';
const pageSize = 1_000;

/** Pairs that are two people, in the table `organizations`: a row `apart|<id>|<id>` for each, the smaller id first. */
export function createApartStore(table: TableClient): ApartStore {
  async function all(tenant: string): Promise<[string, string][]> {
    const filter = inPartition(keyPart(tenant), prefix);
    const queryOptions = { filter, select: ['RowKey'] };
    const pages = table.listEntities({ queryOptions }).byPage({ maxPageSize: pageSize });
    const pairs: [string, string][] = [];
    for (;;) {
      const page = await withStorageErrors(() => pages.next());
      if (page.done === true) return pairs;
      for (const { rowKey } of page.value as unknown as StoredRow[]) {
        const [, one = '', other = ''] = rowKey.split('|');
        pairs.push([one, other]);
      }
    }
  }

  async function read(tenant: string, one: string, other: string) {
    const there = await readRow(table, keyPart(tenant), keyOf(one, other));
    if (there === undefined) return undefined;
    const name = decodeText(textOf(there, 'byName') ?? '');
    return { at: textOf(there, 'at') ?? '', by: { id: textOf(there, 'by') ?? '', name } };
  }

  return {
    all,
    async put(tenant, [one, other], { at, by }) {
      const partitionKey = keyPart(tenant);
      const rowKey = keyOf(one, other);
      const said = { at, by: by.id, byName: encodeText(by.name) };
      if ((await insertRow(table, { partitionKey, rowKey, ...said })) !== undefined) {
        return { at, by };
      }
      return (await read(tenant, one, other)) ?? { at, by };
    },
    read: (tenant, [one, other]) => read(tenant, one, other),
    async remove(tenant, [one, other]) {
      await removeRow(table, keyPart(tenant), keyOf(one, other));
    },
    async forget(tenant, person) {
      for (const [one, other] of await all(tenant)) {
        if (one !== person && other !== person) continue;
        await removeRow(table, keyPart(tenant), keyOf(one, other));
      }
    },
  };
}

function keyOf(one: string, other: string): string {
  return `${prefix}${[keyPart(one), keyPart(other)].toSorted().join('|')}`;
}
