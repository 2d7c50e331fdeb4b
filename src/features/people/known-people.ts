import type { PeopleContents } from '../../domain/people-store.ts';
import { shards } from '../../domain/person-id.ts';
import type { AliasStore, PeopleOrganization } from './ports.ts';

const keysOnly = { attributes: ['email', 'employeeId'], history: false } as const;

/** Everyone in the directory by what a new account may share with them. */
export interface KnownPeople {
  readonly secret: string;
  /** ids derived from phones whose person has another id */
  readonly moved: ReadonlySet<string>;
  /** ids of everyone in the directory, with deleted people and those added in this batch */
  readonly ids: Set<string>;
  /** emails, in lower case, of everyone in the directory */
  readonly emails: Set<string>;
  /** employee IDs, in lower case, of everyone in the directory */
  readonly employeeIds: Set<string>;
}

interface KnownPeopleDeps {
  readonly organizations: PeopleOrganization;
  readonly aliases: AliasStore;
  readonly contents: PeopleContents;
}

export async function knownPeople(deps: KnownPeopleDeps, tenant: string): Promise<KnownPeople> {
  const { identitySecret } = await deps.organizations.facts(tenant);
  const ids = new Set<string>();
  const emails = new Set<string>();
  const employeeIds = new Set<string>();
  for (const shard of shards) {
    for await (const page of deps.contents.scanContents(tenant, shard, keysOnly)) {
      for (const person of page) {
        ids.add(person.id);
        if ('damaged' in person || person.deletedAt !== undefined) continue;
        const { fields, alsoKnownBy } = person;
        for (const email of [fields.email ?? [], alsoKnownBy?.email ?? []].flat()) {
          emails.add(email.toLowerCase());
        }
        for (const employeeId of [fields.employeeId ?? [], alsoKnownBy?.employeeId ?? []].flat()) {
          employeeIds.add(employeeId.toLowerCase());
        }
      }
    }
  }
  const moved = new Set<string>();
  for await (const page of deps.aliases.all(tenant)) {
    for (const { derived } of page) moved.add(derived);
  }
  return { secret: identitySecret, moved, ids, emails, employeeIds };
}
