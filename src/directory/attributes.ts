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
export const longestValue: Readonly<Record<BuiltInAttribute, number>> = {
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
