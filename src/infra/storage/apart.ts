import type { TableClient } from '@azure/data-tables';
import type { ApartStore } from '../../features/people/ports.ts';
import { keyPart } from './keys.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { textOf } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';

/** Pairs that are two people, in the table `organizations`: a row `apart|<id>|<id>` for each, the smaller id first. */
export function createApartStore(table: TableClient): ApartStore {
  const rows = createOrganizationRows(table, 'apart|', (id) => id);

  async function all(tenant: string): Promise<[string, string][]> {
    const pairs: [string, string][] = [];
    for await (const page of rows.pages(tenant, ['RowKey'])) {
      for (const row of page) {
        const [one = '', other = ''] = rows.idOf(row).split('|');
        pairs.push([one, other]);
      }
    }
    return pairs;
  }

  const read: ApartStore['read'] = async (tenant, pair) => {
    const there = await rows.read(tenant, idOf(pair));
    if (there === undefined) return undefined;
    const name = decodeText(textOf(there, 'byName') ?? '');
    return { at: textOf(there, 'at') ?? '', by: { id: textOf(there, 'by') ?? '', name } };
  };

  return {
    all,
    async put(tenant, pair, { at, by }) {
      const said = { at, by: by.id, byName: encodeText(by.name) };
      const isNew = (await rows.write(tenant, idOf(pair), said, undefined)) !== undefined;
      return (isNew ? undefined : await read(tenant, pair)) ?? { at, by };
    },
    read,
    async remove(tenant, pair) {
      await rows.remove(tenant, idOf(pair));
    },
    async forget(tenant, person) {
      for (const pair of await all(tenant)) {
        if (pair.includes(person)) await rows.remove(tenant, idOf(pair));
      }
    },
  };
}

function idOf(pair: readonly [string, string]): string {
  return pair.map(keyPart).toSorted().join('|');
}
