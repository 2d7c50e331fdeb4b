import { shardOf } from '../../domain/person-id.ts';
import type { Actor } from '../../domain/person.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import type { PeopleProvisioning } from './provisioning.ts';
import type { EntraLinkStore } from './ports.ts';
import { defined } from '../../lib/defined.ts';

export interface LinkImportedPeopleDeps {
  readonly store: Pick<PeopleStore, 'read'>;
  readonly entraLinks: Pick<EntraLinkStore, 'isAny'>;
  readonly provisioning: PeopleProvisioning;
  /**
   * People with an account and without a phone number, whose email another person may have too: few, and found without
   * reading the directory.
   */
  readonly maybeTwice: (tenant: string) => Promise<readonly string[]>;
}

const readAtOnce = 100;

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
  maybeTwice,
}: LinkImportedPeopleDeps) {
  return async (tenant: string, by: Actor): Promise<number> => {
    if (!(await entraLinks.isAny(tenant))) return 0;
    let merged = 0;
    for (const [shard, ids] of Map.groupBy(await maybeTwice(tenant), shardOf)) {
      for (let start = 0; start < ids.length; start += readAtOnce) {
        const people = await store.read(tenant, shard, ids.slice(start, start + readAtOnce));
        for (const { entraId, linked, fields, deletedAt } of people.values()) {
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
