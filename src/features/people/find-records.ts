import { isAnothersMailbox, isKnownBy, type MatchKey } from '../../domain/match-keys.ts';
import type { IncomingIdentity } from '../../domain/provisioning.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Identity } from './identity.ts';
import { survivorOf } from './merge.ts';
import type { EmailFinder, EntraLink, EntraLinkStore } from './ports.ts';
import { defined } from '../../lib/defined.ts';

/** The records found by a person's identities. */
export interface FoundRecords {
  /** the person's own record; a deleted one too, unless it was found by email */
  readonly record?: StoredPerson;
  /** the id that the account points to now, whoever has it */
  readonly link?: EntraLink;
  /** further records of the same person, to be merged into that one */
  readonly others: readonly StoredPerson[];
  /** the phone belongs to a person with another Entra account, so it can't be taken over */
  readonly phoneIsOfAnother: boolean;
  /** several people have the email, so it identifies none of them */
  readonly emailIsOfSeveral: boolean;
  /** the record that each key leads to, of those that may be the person's */
  readonly byKey: Readonly<Partial<Record<MatchKey, StoredPerson>>>;
}

export interface FindRecordsDeps {
  readonly entraLinks: EntraLinkStore;
  readonly emails: EmailFinder;
}

/**
 * Looks for a person's records by Entra object id, then email, then phone (src/domain/provisioning.ts). An
 * account of another organization is looked for by its object id alone: its email and phone are claims of that
 * organization.
 */
export function createFindRecords({ entraLinks, emails }: FindRecordsDeps, identity: Identity) {
  async function byEntraId(tenant: string, entraId: string): Promise<StoredPerson | undefined> {
    return personOf(tenant, entraId, await entraLinks.read(tenant, entraId));
  }

  async function personOf(
    tenant: string,
    entraId: string,
    link: EntraLink | undefined,
  ): Promise<StoredPerson | undefined> {
    const person = link === undefined ? undefined : await identity.read(tenant, link.person);
    return person?.entraId === entraId ? person : undefined;
  }

  async function byEmail(tenant: string, email: string): Promise<StoredPerson[]> {
    const ids = await emails.withEmail(tenant, email);
    const people = await Promise.all(ids.map((id) => identity.read(tenant, id)));
    return people.filter(
      (person): person is StoredPerson =>
        person !== undefined && person.deletedAt === undefined && isKnownBy(person, 'email', email),
    );
  }

  async function byEmployeeId(tenant: string, employeeId: string): Promise<StoredPerson[]> {
    const ids = (await emails.withEmployeeId?.(tenant, employeeId)) ?? [];
    const people = await Promise.all(ids.map((id) => identity.read(tenant, id)));
    return people.filter(
      (person): person is StoredPerson =>
        person !== undefined &&
        person.deletedAt === undefined &&
        isKnownBy(person, 'employeeId', employeeId),
    );
  }

  /** The number of a record that went into another is that one's. */
  async function ownerOf(tenant: string, phone: string): Promise<StoredPerson | undefined> {
    const { owner } = await identity.placeOf(tenant, phone);
    if (owner === undefined) return undefined;
    return (await survivorOf(identity.read, tenant, owner)) ?? owner;
  }

  return {
    byEntraId,
    async find(tenant: string, incoming: IncomingIdentity): Promise<FoundRecords> {
      const { entraId, fields } = incoming;
      const mayBeTheirs = (person: StoredPerson) => {
        // A merged record only gives up the phone. So does a leaver's, since another account isn't the same
        // person.
        if (person.mergedInto !== undefined && person.deletedAt !== undefined) return false;
        if (person.entraId === undefined || person.entraId === entraId) return true;
        return entraId === undefined && person.deletedAt === undefined;
      };
      const isForeign = entraId !== undefined && !incoming.isEmployee;
      const email = isForeign ? '' : (fields.email ?? '');
      const phone = isForeign ? '' : (fields.phone ?? '');

      const link = entraId === undefined ? undefined : await entraLinks.read(tenant, entraId);
      const linked = entraId === undefined ? undefined : await personOf(tenant, entraId, link);
      const withEmail = email === '' ? [] : await byEmail(tenant, email);
      // A sync asks an admin (`recognise`). Who signs in, or is in a group, has only this key.
      const isOfAnother = (person: StoredPerson) =>
        incoming.source !== 'entra' && isAnothersMailbox(person.fields, fields);
      const mailed = withEmail.filter((person) => person.id !== linked?.id && !isOfAnother(person));
      const owner = phone === '' ? undefined : await ownerOf(tenant, phone);

      // Besides files and forms, only Entra provides employee IDs, and only of the organization's own accounts.
      const employeeId = incoming.source === 'entra' && !isForeign ? fields.employeeId : undefined;
      const withId = employeeId ? await byEmployeeId(tenant, employeeId) : [];
      const numbered = withId.filter(({ id }) => id !== linked?.id);

      const found = [
        linked,
        ...(mailed.length === 1 ? mailed : []),
        owner,
        ...(numbered.length === 1 ? numbered : []),
      ].filter((person) => person !== undefined);
      const keyed = (people: Readonly<Record<MatchKey, StoredPerson | undefined>>) =>
        Object.fromEntries(
          Object.entries(people).filter(
            ([, person]) => person !== undefined && mayBeTheirs(person),
          ),
        ) as Partial<Record<MatchKey, StoredPerson>>;
      const record = found.find(mayBeTheirs);
      const others = found.filter(
        (other, index) =>
          other.id !== record?.id &&
          found.findIndex(({ id }) => id === other.id) === index &&
          (other.deletedAt === undefined ? mayBeTheirs(other) : isHalfMerged(other, record)),
      );
      return {
        ...defined({ link, record }),
        others,
        phoneIsOfAnother:
          (isForeign && fields.phone !== undefined) ||
          (owner !== undefined && owner.deletedAt === undefined && !mayBeTheirs(owner)),
        emailIsOfSeveral: mailed.length > 1,
        byKey: keyed({
          entraId: linked,
          email: mailed.length === 1 ? mailed[0] : undefined,
          phone: owner,
          employeeId: numbered.length === 1 ? numbered[0] : undefined,
        }),
      };
    },
  };
}

/** Set aside for a merge whose process died before the other record took over. */
function isHalfMerged(other: StoredPerson, record: StoredPerson | undefined): boolean {
  return (
    record !== undefined &&
    other.mergedInto === record.id &&
    record.absorbed?.includes(other.id) !== true
  );
}
