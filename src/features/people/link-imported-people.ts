import { shards } from '../../domain/person-id.ts';
import type { Actor } from '../../domain/person.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import type { PeopleProvisioning } from './provisioning.ts';
import type { EntraLinkStore } from './ports.ts';
import { defined } from '../../lib/defined.ts';

export interface LinkImportedPeopleDeps {
  readonly store: PeopleStore;
  readonly entraLinks: EntraLinkStore;
  readonly provisioning: PeopleProvisioning;
}

/**
 * After an import that added people: a person who came by an account, without a phone, and a row with a phone
 * and the same email are one person. An import finds people by phone alone, so their records are linked here.
 * Idempotent.
 * @returns how many records were merged
 */
export function createLinkImportedPeople({
  store,
  entraLinks,
  provisioning,
}: LinkImportedPeopleDeps) {
  return async (tenant: string, by: Actor): Promise<number> => {
    if (!(await entraLinks.isAny(tenant))) return 0;
    let merged = 0;
    for (const shard of shards) {
      for await (const page of store.scanWithAccount(tenant, shard)) {
        for (const { entraId, linked, fields, deletedAt } of page) {
          const { email = '', phone = '', displayName, firstName, lastName } = fields;
          // A guest's email proves nothing, so a guest isn't linked.
          if (entraId === undefined || !linked) continue;
          if (phone !== '' || email === '' || deletedAt !== undefined) continue;
          const incoming = {
            source: 'signin',
            entraId,
            isEmployee: true,
            fields: { email, ...defined({ displayName, firstName, lastName }) },
          } as const;
          merged += (await provisioning.provision(tenant, by, incoming)).merged.length;
        }
      }
    }
    return merged;
  };
}
