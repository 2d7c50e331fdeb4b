import type { AttributeKey } from '../../domain/attributes.ts';

/** What an organization decides about its sync with Microsoft Entra. */
export interface SyncSettings {
  /** Which Entra field feeds which attribute. The phone's is mandatory. */
  readonly mapping: SyncMapping;
  readonly users: SyncedUsers;
  readonly schedule: SyncSchedule;
  /** changes with each change of mapping or users: then the next sync looks at everyone */
  readonly revision: string;
}

export type SyncMapping = { readonly phone: EntraField } & Readonly<
  Partial<Record<AttributeKey, EntraField>>
>;

/** Everybody with an account of the organization (guests are none), or those of Entra groups, of the groups in them too. */
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
      /** IANA name: of the admin who chose it */
      readonly timeZone: string;
    };

/** Fields of a user that Graph's delta query tells, single values only (`businessPhones` counts by its first). */
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

/** What a new organization's mapping card begins with. */
export const usualMapping: SyncMapping = {
  phone: 'mobilePhone',
  firstName: 'givenName',
  lastName: 'surname',
  displayName: 'displayName',
  email: 'mail',
  jobTitle: 'jobTitle',
  department: 'department',
  location: 'officeLocation',
  employeeId: 'employeeId',
};
