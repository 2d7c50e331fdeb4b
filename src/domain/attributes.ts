/**
 * Attribute: a column of the directory. The built-in ones stand here, in the order of the template;
 * an organization's own attributes live under `own` in a person, by their key.
 */
export const builtInAttributes = [
  'phone',
  'firstName',
  'lastName',
  'displayName',
  'email',
  'jobTitle',
  'department',
  'location',
  'employeeId',
] as const;

export type BuiltInAttribute = (typeof builtInAttributes)[number];

/** What a value may be at most, in characters after trimming; longer ones are rejected, never cut. */
export const maxValueLength: Readonly<Record<BuiltInAttribute, number>> = {
  phone: 64,
  firstName: 128,
  lastName: 128,
  displayName: 256,
  email: 254,
  jobTitle: 256,
  department: 256,
  location: 256,
  employeeId: 64,
};

/** The key of an organization's own attribute: given once, never reused, whatever the attribute is called. */
export type OwnKey = `own_${string}`;

export type AttributeKey = BuiltInAttribute | OwnKey;

export const attributeTypes = ['text', 'number', 'yes-no', 'date'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** An organization's own attribute. */
export interface AttributeDefinition {
  readonly key: OwnKey;
  /** what people call it: the header of its column and its label on cards */
  readonly name: string;
  readonly type: AttributeType;
  readonly required: boolean;
  readonly visibleTo: 'all' | 'admins';
  /** ISO 8601, UTC; its data is kept for 30 days after this, and shown nowhere */
  readonly removedAt?: string;
}

/** So many of its own an organization may have at a time. */
export const maxOwnAttributes = 30;
/** The name of an attribute may have so many characters. */
export const maxAttributeNameLength = 40;
/** Days for which a removed attribute's data, and a deleted person, can be brought back. */
export const daysKept = 30;

const ownKey = /^own_[a-z0-9]{4,20}$/;

export function isOwnKey(key: string): key is OwnKey {
  return ownKey.test(key);
}

/** All attributes that a set of values has, in a stable order: the built-in ones, then the organization's own by key. */
export function keysOf(fields: Readonly<Partial<Record<AttributeKey, string>>>): AttributeKey[] {
  const own = Object.keys(fields).filter(isOwnKey).toSorted();
  return [...builtInAttributes.filter((attribute) => fields[attribute] !== undefined), ...own];
}
