import { shards } from '../directory/person-id.ts';
import type { Actor } from '../directory/person.ts';
import type { PeopleStore } from '../directory/people-store.ts';
import type { PeopleArrivals } from './arrivals.ts';
import type { EntraLinkStore } from './ports.ts';

export interface MeetImportedDeps {
  readonly store: PeopleStore;
  readonly entraLinks: EntraLinkStore;
  readonly arrivals: PeopleArrivals;
}

/**
 * After an import that added people: whoever had come in by an account, without a phone, and stands in the file with phone and the
 * same email, is one person. An import finds people by phone alone, so the two records meet here. Idempotent.
 * @returns how many records were merged
 */
export function createMeetImported({ store, entraLinks, arrivals }: MeetImportedDeps) {
  return async (tenant: string, by: Actor): Promise<number> => {
    if (!(await entraLinks.isAny(tenant))) return 0;
    let merged = 0;
    for (const shard of shards) {
      for await (const page of store.scanWithAccount(tenant, shard)) {
        for (const { entraId, linked, fields, deletedAt } of page) {
          const { email = '', phone = '' } = fields;
          if (entraId === undefined || phone !== '' || email === '' || deletedAt !== undefined)
            continue;
          const arrival = {
            source: 'signin',
            entraId,
            isEmployee: linked,
            fields: { email },
          } as const;
          merged += (await arrivals.arrive(tenant, by, arrival)).merged.length;
        }
      }
    }
    return merged;
  };
}
