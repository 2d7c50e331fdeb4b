/** A built-in attribute: what is known of it outside its words, which are in the catalogues and in the words of headers. */
interface BuiltInDefinition {
  /** of its value, in characters after trimming; longer values are rejected, never cut */
  readonly maxLength: number;
  /** the field of a user in Microsoft Entra that fills it, until an admin chooses another */
  readonly entraField: string;
  /**
   * An organization may let people edit it in their own profile. Of the match keys, only the phone number is: people get new ones,
   * and nobody can take a number that another person has (phone-claims.ts).
   */
  readonly selfEditable?: true;
  /** part of the name: lists show it as such, and never as a value */
  readonly isName?: true;
  /** many people have the same value: lists can be filtered by it, and everyone in a list can be given one */
  readonly isShared?: true;
}

/**
 * Attribute: a column of the directory. The built-in ones are listed here, in the order of the template; an
 * organization's own attributes are in a person's `own`, by key.
 */
export const builtIn = {
  phone: { maxLength: 64, entraField: 'mobilePhone', selfEditable: true },
  firstName: { maxLength: 128, entraField: 'givenName', selfEditable: true, isName: true },
  lastName: { maxLength: 128, entraField: 'surname', selfEditable: true, isName: true },
  displayName: { maxLength: 256, entraField: 'displayName', selfEditable: true, isName: true },
  email: { maxLength: 254, entraField: 'mail' },
  jobTitle: { maxLength: 256, entraField: 'jobTitle', selfEditable: true, isShared: true },
  department: { maxLength: 256, entraField: 'department', selfEditable: true, isShared: true },
  location: { maxLength: 256, entraField: 'officeLocation', selfEditable: true, isShared: true },
  employeeId: { maxLength: 64, entraField: 'employeeId' },
} as const satisfies Readonly<Record<string, BuiltInDefinition>>;

export type BuiltInAttribute = keyof typeof builtIn;

export const builtInAttributes = Object.keys(builtIn) as readonly BuiltInAttribute[];

/** Those that are marked in the table. */
type Marked<Mark extends 'isName' | 'isShared'> = {
  [Key in BuiltInAttribute]: (typeof builtIn)[Key] extends Readonly<Record<Mark, true>>
    ? Key
    : never;
}[BuiltInAttribute];

export type SharedAttribute = Marked<'isShared'>;
export const sharedAttributes = builtInAttributes.filter(
  (key): key is SharedAttribute => 'isShared' in builtIn[key],
);

/** Values of a person beside the name. */
export type BesidesName = Exclude<BuiltInAttribute, Marked<'isName'>>;
export const besidesName = builtInAttributes.filter(
  (key): key is BesidesName => !('isName' in builtIn[key]),
);

const nameAttributes: ReadonlySet<string | undefined> = new Set(
  builtInAttributes.filter((key) => 'isName' in builtIn[key]),
);

/** Whether an attribute is part of the name. */
export function isNameAttribute(key: string | undefined): boolean {
  return nameAttributes.has(key);
}

/** The key of an organization's own attribute: assigned once, never reused, and independent of the attribute's name. */
export type OwnKey = `own_${string}`;

export type AttributeKey = BuiltInAttribute | OwnKey;

export const attributeTypes = ['text', 'number', 'yes-no', 'date', 'date-time'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** An organization's own attribute. */
export interface AttributeDefinition {
  readonly key: OwnKey;
  /** header of its column and label on cards */
  readonly name: string;
  readonly type: AttributeType;
  readonly required: boolean;
  readonly visibleTo: 'all' | 'admins';
  /** people may edit their own, where they can see it; absent: no */
  readonly selfEdit?: boolean;
  /** of a text: values to pick from, though any other is taken too; absent: none */
  readonly suggested?: readonly string[];
  /** place among the organization's own attributes, from 0; absent: after those that have one, by name */
  readonly order?: number;
  /** ISO 8601, UTC; its values are kept for 30 days after this, and shown nowhere */
  readonly removedAt?: string;
  /**
   * of a date with a time: IANA name of the zone in which its values are entered and read. It is the organization's
   * (`settings`), and isn't kept with the attribute.
   */
  readonly timeZone?: string;
}

const unsearched: ReadonlySet<AttributeType> = new Set(['yes-no', 'date-time']);

/**
 * Keys of the attributes whose values people are searched by. Yes and no would find half of the directory, and the
 * instants of dates with a time are kept in UTC, which isn't what people see: the filter of a list knows their days.
 */
export function searchable(attributes: readonly AttributeDefinition[]): readonly OwnKey[] {
  return attributes
    .filter(({ type, removedAt }) => !unsearched.has(type) && removedAt === undefined)
    .map(({ key }) => key);
}

/** Most own attributes of an organization at a time. */
export const maxOwnAttributes = 30;
/** Most values that a text attribute suggests, and characters of each. */
export const maxSuggested = 20;
export const maxSuggestedLength = 60;
/** Longest name of an attribute, in characters. */
export const maxAttributeNameLength = 40;
/** Days within which a removed attribute or a deleted person can be restored. */
export const daysKept = 30;

/** In the order of lists, forms, files and the template. */
export function inOrder<A extends Pick<AttributeDefinition, 'name' | 'order'>>(
  attributes: readonly A[],
): readonly A[] {
  const place = ({ order }: A) => order ?? Number.MAX_SAFE_INTEGER;
  return attributes.toSorted(
    (one, other) => place(one) - place(other) || one.name.localeCompare(other.name),
  );
}

const ownKey = /^own_[a-z0-9]{4,20}$/;

export function isOwnKey(key: string): key is OwnKey {
  return ownKey.test(key);
}

/**
 * @returns the keys of all attributes in a set of values, in a stable order: built-in ones, then the
 * organization's own by key
 */
export function keysOf(fields: Readonly<Partial<Record<AttributeKey, string>>>): AttributeKey[] {
  const own = Object.keys(fields).filter(isOwnKey).toSorted();
  return [...builtInAttributes.filter((attribute) => fields[attribute] !== undefined), ...own];
}
