import type { TableClient } from '@azure/data-tables';
import type { PickedPeopleStore } from '../../features/search/ports.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { textOf } from './rows.ts';

/** The people that each admin has ticked in a list, in the table `organizations`: a row `picked|<person>`. */
export function createPickedPeopleStore(table: TableClient): PickedPeopleStore {
  const rows = createOrganizationRows(table, 'picked|');
  return {
    async read(tenant, admin) {
      const row = await rows.read(tenant, admin);
      const people = row === undefined ? '' : (textOf(row, 'people') ?? '');
      return people.split(' ').filter((id) => id !== '');
    },
    keep: (tenant, admin, people) => rows.put(tenant, admin, { people: people.join(' ') }),
  };
}
