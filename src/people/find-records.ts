import type { Arrival } from '../directory/arrivals.ts';
import type { StoredPerson } from '../directory/people-store.ts';
import type { Identity } from './identity.ts';
import type { EmailFinder, EntraLinkStore } from './ports.ts';

/** The records that somebody's identities lead to. */
export interface FoundRecords {
  /** the one that is theirs; a deleted one too, unless it was found by email */
  readonly record?: StoredPerson;
  /** further records of the same person, to be merged into that one */
  readonly others: readonly StoredPerson[];
  /** the phone is somebody's with another Entra account: it can't be taken over */
  readonly phoneIsOfAnother: boolean;
  /** several people have the email, so it tells none of them apart */
  readonly emailIsOfSeveral: boolean;
}

export interface FindRecordsDeps {
  readonly entraLinks: EntraLinkStore;
  readonly emails: EmailFinder;
}

/** Looks for a person's records by Entra object id, then email, then phone (src/directory/arrivals.ts). */
export function createFindRecords({ entraLinks, emails }: FindRecordsDeps, identity: Identity) {
  async function byEntraId(tenant: string, entraId: string): Promise<StoredPerson | undefined> {
    const link = await entraLinks.read(tenant, entraId);
    const person = link === undefined ? undefined : await identity.read(tenant, link.person);
    return person?.entraId === entraId ? person : undefined;
  }

  async function byEmail(tenant: string, email: string): Promise<StoredPerson[]> {
    const ids = await emails.withEmail(tenant, email);
    const people = await Promise.all(ids.map((id) => identity.read(tenant, id)));
    return people.filter(
      (person): person is StoredPerson =>
        person?.deletedAt === undefined &&
        person?.fields.email?.toLowerCase() === email.toLowerCase(),
    );
  }

  return {
    byEntraId,
    async find(tenant: string, { entraId, fields }: Arrival): Promise<FoundRecords> {
      const mayBeTheirs = (person: StoredPerson) =>
        person.entraId === undefined || person.entraId === entraId;
      const { email = '', phone = '' } = fields;

      const linked = entraId === undefined ? undefined : await byEntraId(tenant, entraId);
      const withEmail = email === '' ? [] : await byEmail(tenant, email);
      const mailed = withEmail.filter(({ id }) => id !== linked?.id);
      const owner = phone === '' ? undefined : (await identity.placeOf(tenant, phone)).owner;

      const [record, ...rest] = [linked, ...(mailed.length === 1 ? mailed : []), owner].filter(
        (person) => person !== undefined && mayBeTheirs(person),
      ) as StoredPerson[];
      const others = rest.filter(
        // Whoever is deleted only gives up the phone, unless a merge with them was begun.
        ({ id, deletedAt, mergedInto }, index) =>
          id !== record?.id &&
          rest.findIndex((other) => other.id === id) === index &&
          (deletedAt === undefined || mergedInto === record?.id),
      );
      return {
        ...(record !== undefined && { record }),
        others,
        phoneIsOfAnother:
          owner !== undefined && owner.deletedAt === undefined && !mayBeTheirs(owner),
        emailIsOfSeveral: mailed.length > 1,
      };
    },
  };
}
