import { rowReasonIn, type ReasonSentences } from './row-reason.ts';

const reasons: ReasonSentences = {
  'phone-missing': () => 'The phone number is missing.',
  'phone-scientific': ({ value }) =>
    `The phone number${value} was turned into scientific notation by a spreadsheet, which loses digits. Format the column as text and enter the number again.`,
  'phone-not-a-number': ({ value }) => `The phone number${value} isn’t a phone number.`,
  'phone-no-country': ({ value }) =>
    `The phone number${value} has no country code. Write it with + and the country code.`,
  'phone-unknown-country': ({ value }) =>
    `The phone number${value} begins with a country code that doesn’t exist.`,
  'phone-too-short': ({ value }) => `The phone number${value} is too short.`,
  'phone-too-long': ({ value }) => `The phone number${value} is too long.`,
  'phone-not-valid': ({ value }) =>
    `The phone number${value} isn’t in use in its country. Check the digits.`,
  'phone-has-extension': ({ value }) =>
    `The phone number${value} has an extension. Use a number that reaches the person directly.`,
  'too-long': ({ column, value }) => `The value${value}${column} is too long.`,
  'email-not-valid': ({ column, value }) => `The email address${value}${column} isn’t valid.`,
  'number-not-valid': ({ column, value }) =>
    `The value${value}${column} isn’t a number. Write digits with at most one decimal sign, like 12.5.`,
  'yes-no-not-valid': ({ column, value }) => `The value${value}${column} is neither yes nor no.`,
  'date-not-valid': ({ column, value }) =>
    `The value${value}${column} isn’t a date. Write it like 2026-01-31.`,
  'date-ambiguous': ({ column, value }) =>
    `The date${value}${column} can be read in two ways. Write it like 2026-01-31.`,
  'required-missing': ({ column }) =>
    `The value${column} is missing, and your organization requires it.`,
  'control-characters': ({ column }) =>
    `The value${column} has invisible control characters. Type it again.`,
  'damaged-characters': ({ column }) =>
    `A letter${column} couldn’t be read. Type it again, or save the file as CSV UTF-8.`,
  'quote-not-closed': () => 'A quotation mark opens a value and is never closed.',
  'line-too-long': () => 'The row is too long to be a person.',
  'too-many-cells': () =>
    'The row has more values than there are columns. Check for a stray delimiter.',
  'network-not-valid': ({ column, value }) =>
    `The value${value}${column} is neither Employee nor Others. Correct it, or rename the column if it means something else.`,
  'same-phone-later': ({ laterLine }, format) =>
    laterLine === undefined
      ? 'The same phone number stands again further down; that row counts.'
      : `The same phone number stands again in line ${format.number(laterLine)}; that row counts.`,
  'in-other-network': () =>
    'This person is in the other network. Only a tenant admin can move people between networks.',
  'marked-deleted': () =>
    'This person is marked as deleted, and an import deletes nobody. Delete them in the directory, or empty their cell “Change in directory” to keep them.',
  linked: () => 'This person is linked to a work account and can’t be moved to Others.',
  locked: ({ column }) =>
    `The value${column} comes from Microsoft Entra ID and can only be changed there. The rest of the row counts.`,
  'entra-of-another': ({ value }) =>
    `The phone number${value} belongs to a person with another account. Correct it in Microsoft Entra ID.`,
  'entra-several': ({ value }) =>
    `Several people have the email address${value}, so it was not used to find this person.`,
  'not-applied': () => 'The import stopped before this row was applied. Send it again.',
  'changed-meanwhile': () =>
    'This person was changed by someone else during the import. Send the row again.',
};

/** Every reason that has a sentence of its own. */
export const rowReasons: readonly string[] = Object.keys(reasons);

/** Why a row was rejected, or a value of a form can't be taken, in one sentence. */
export const rowReason = rowReasonIn(reasons, {
  column: (name) => ` in column “${name}”`,
  value: (text) => ` “${text}”`,
  unreadable: (column) => `This row couldn’t be read${column}. Check it and send it again.`,
});
