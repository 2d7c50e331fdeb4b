/** A user of Microsoft Graph: the properties that this emulator holds, by Graph's names. */
import { z } from 'zod';

const text = z.string().nullable().default(null);

export const userSchema = z.object({
  id: z.string().min(1),
  accountEnabled: z.boolean().default(true),
  userType: z.enum(['Member', 'Guest']).default('Member'),
  displayName: text,
  givenName: text,
  surname: text,
  mail: text,
  userPrincipalName: text,
  mobilePhone: text,
  businessPhones: z.array(z.string()).default([]),
  jobTitle: text,
  department: text,
  officeLocation: text,
  employeeId: text,
  companyName: text,
  city: text,
  state: text,
  country: text,
  postalCode: text,
  streetAddress: text,
  usageLocation: text,
  preferredLanguage: text,
});

export type GraphUser = z.output<typeof userSchema>;
/** The input of `put`: everything but the id is optional. */
export type NewGraphUser = z.input<typeof userSchema>;
export type UserProperty = keyof GraphUser;
export type UserChanges = Partial<Omit<GraphUser, 'id'>>;

const held = Object.keys(userSchema.shape) as UserProperty[];

/** Properties that Graph knows and no user here has: they may be selected, and are never set. */
const neverSet = [
  ...['createdDateTime', 'employeeHireDate', 'employeeType', 'externalUserState', 'faxNumber'],
  ...[
    'mailNickname',
    'onPremisesSyncEnabled',
    'onPremisesImmutableId',
    'otherMails',
    'proxyAddresses',
  ],
];

/** Graph's default selection. */
const unasked: readonly UserProperty[] = [
  ...(['businessPhones', 'displayName', 'givenName', 'id', 'jobTitle', 'mail'] as const),
  ...([
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
  ] as const),
];

/** @returns the properties in a `$select`, or the name of the first unknown one */
export function selected(select: string | undefined): readonly UserProperty[] | string {
  if (select === undefined || select.trim() === '') return unasked;
  const names = select.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !isHeld(name) && !neverSet.includes(name));
  if (unknown !== undefined) return unknown;
  return ['id', ...names.filter((name) => isHeld(name) && name !== 'id')] as UserProperty[];
}

export function pick(user: GraphUser, properties: readonly UserProperty[]): Partial<GraphUser> {
  return Object.fromEntries(properties.map((property) => [property, user[property]]));
}

/** The properties that differ; arrays are compared by content. */
export function differing(before: GraphUser, after: GraphUser): UserProperty[] {
  return held.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function isHeld(name: string): name is UserProperty {
  return (held as string[]).includes(name);
}
