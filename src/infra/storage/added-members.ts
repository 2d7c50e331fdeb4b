import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { AddedMembersStore } from '../../features/groups/ports.ts';
import { createRecentStore } from './recent.ts';

const added = z.array(z.object({ key: z.string(), at: z.number() }));

/** The people that each person recently added to groups. */
export function createAddedMembersStore(table: TableClient): AddedMembersStore {
  const store = createRecentStore(table, 'added-members', 'added', added);
  return {
    async read(tenant, person) {
      const { things, ...rest } = await store.read(tenant, person);
      return { added: things, ...rest };
    },
    write: (tenant, person, now, etag) => store.write(tenant, person, now, etag),
  };
}
