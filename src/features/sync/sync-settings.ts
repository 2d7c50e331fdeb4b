import { builtIn, builtInAttributes } from '../../domain/attributes.ts';
import type { AttributeKey, BuiltInAttribute } from '../../domain/attributes.ts';

/** An organization's decisions about its sync with Microsoft Entra. */
export interface SyncSettings {
  /** The Entra field of each attribute. The phone's is required. */
  readonly mapping: SyncMapping;
  readonly users: SyncedUsers;
  readonly schedule: SyncSchedule;
  /** changes with the mapping or the users: the next sync then checks everyone */
  readonly revision: string;
}

export type SyncMapping = { readonly phone: EntraField } & Readonly<
  Partial<Record<AttributeKey, EntraField>>
>;

/**
 * Everyone with an account of the organization, without guests, or the members of Entra groups and their nested
 * groups.
 */
export type SyncedUsers =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'groups';
      readonly groups: readonly { readonly id: string; readonly name: string }[];
    };

export type SyncSchedule =
  | { readonly kind: 'by-hand' }
  | {
      readonly kind: 'daily';
      /** 0 to 23, in the time zone */
      readonly hour: number;
      /** IANA name, of the admin who chose it */
      readonly timeZone: string;
    };

/** Fields of a user in Graph's delta query, single values only (`businessPhones` counts by its first). */
export const entraFields = [
  'mobilePhone',
  'businessPhones',
  'givenName',
  'surname',
  'displayName',
  'mail',
  'userPrincipalName',
  'jobTitle',
  'department',
  'officeLocation',
  'employeeId',
  'companyName',
  'city',
  'state',
  'country',
  'postalCode',
  'streetAddress',
  'usageLocation',
  'preferredLanguage',
] as const;
export type EntraField = (typeof entraFields)[number];

/** The first mapping of a new organization. */
export const usualMapping = Object.fromEntries(
  builtInAttributes.map((key): [BuiltInAttribute, EntraField] => [key, builtIn[key].entraField]),
) as Readonly<Record<BuiltInAttribute, EntraField>>;
