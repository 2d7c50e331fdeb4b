import type { TableClient } from '@azure/data-tables';
import type { PickedPeopleStore } from '../../features/search/ports.ts';
import { keyPart } from './keys.ts';
import { putRow, readRow, textOf } from './rows.ts';

const prefix = 'picked|';

/** The people that each admin has ticked in a list, in the table `organizations`: a row `picked|<person>`. */
export function createPickedPeopleStore(table: TableClient): PickedPeopleStore {
  return {
    async read(tenant, admin) {
      const row = await readRow(table, keyPart(tenant), `${prefix}${keyPart(admin)}`);
      const people = row === undefined ? '' : (textOf(row, 'people') ?? '');
      return people.split(' ').filter((id) => id !== '');
    },
    async keep(tenant, admin, people) {
      await putRow(table, {
        partitionKey: keyPart(tenant),
        rowKey: `${prefix}${keyPart(admin)}`,
        people: people.join(' '),
      });
    },
  };
}
