import type { AttributeType } from '../domain/attributes.ts';
import type { Network } from '../domain/network.ts';
import type { FieldChange, Source } from '../domain/person.ts';
import type { Format } from './format.ts';
import { ownValue } from './own-value.ts';

const sources: Readonly<Record<Source, string>> = {
  admin: 'Added by an admin',
  group: 'Added to an organization group',
  signin: 'Signed in with a work account',
  entra: 'Synced from Microsoft Entra ID',
};

/** Sentences about people: lists of them, one of them, and what is done with them. */
export function directoryWords(
  format: Format,
  words: {
    readonly people: (count: number) => string;
    readonly network: (network: Network) => string;
  },
) {
  const number = (value: number) => format.number(value);
  const { people, network: networkName } = words;
  return {
    /** How a person came into the directory. */
    source: (source: Source): string => sources[source],

    /** A value of the organization's own attributes as a person reads it; what isn't of its type stays as it is. */
    ownValue: (type: AttributeType, value: string): string =>
      ownValue(format, { yes: 'Yes', no: 'No' }, type, value),

    directory: {
      title: 'Directory',
      updating:
        'An import is under way or has just ended: its newest people may be missing here for a moment.',
      page: (first: number, last: number, total: number) =>
        first === 1 && last === total
          ? `${people(total)}, by name`
          : `${number(first)}–${number(last)} of ${people(total)}, by name`,
      filteredBy: (filters: { readonly department?: string; readonly source?: Source }) =>
        [
          ...(filters.department === undefined ? [] : [`Department: ${filters.department}`]),
          ...(filters.source === undefined ? [] : [`Source: ${sources[filters.source]}`]),
        ].join(' · '),
      empty: 'No one is here yet.',
      emptyHow: (network: Network) =>
        `Import a file for the ${networkName(network)} network, or add people one by one.`,
      emptyFiltered: 'No one here matches this filter.',
      emptyFilteredHow: 'Choose another department or source, or show all.',
      department: 'Department',
      source: 'Source',
      allDepartments: 'All departments',
      allSources: 'All sources',
      departmentChoice: (name: string, count: number) => `${name} (${number(count)})`,
      moreDepartments: 'Only the largest departments are listed here.',
      select: 'Whom do you want to move or delete?',
      selectDelete: 'Whom do you want to delete?',
      nobodySelected: 'Choose at least one person.',
      search: 'Find a person',
      searchHint: 'Name, phone, email or employee ID',
      pickOne: 'Choose a person from the list.',
    },

    find: {
      title: 'Find a person',
      found: (query: string, shown: number, more: boolean) =>
        more
          ? `The first ${people(shown)} who match “${query}”. Say more of the name to narrow it down.`
          : `${people(shown)} ${format.plural(shown, { one: 'matches', other: 'match' })} “${query}”.`,
      nothing: (query: string) => `Nobody matches “${query}”.`,
      nothingHow:
        'Try the beginning of the first or last name, the phone number in any notation, the email address or the employee ID.',
      ask: 'Begin to type, and choose from the list.',
      orSay: 'Or say “find” and a name, a phone number, an email address or an employee ID.',
    },

    profile: {
      facts: {
        source: 'Source',
        linked: 'Work account',
        added: 'Added on',
        changed: 'Last change',
        groups: 'Groups you share',
        name: 'Name',
      },
      network: (network: Network) => `${networkName(network)} network`,
      isLinked: 'Linked',
      isNotLinked: 'Not linked',
      changed: (iso: string, by: string, operation?: string) =>
        operation === undefined
          ? byAt(format, iso, by)
          : `${byAt(format, iso, by)}, with ${operation}`,
      linkedNote: 'People who are linked to a work account can’t be moved to Others or deleted.',
      noName: 'No name yet',
      deletedTitle: 'Deleted',
      deleted: (deletedIso: string, untilIso: string) =>
        `Deleted on ${format.date(deletedIso)}. Can be restored until ${format.date(untilIso)}.`,
      deletedForGood: (deletedIso: string) =>
        `Deleted on ${format.date(deletedIso)}. The time to restore has passed.`,
    },

    personHistory: {
      title: (name: string) => `History of ${name}`,
      empty: 'Nothing has been changed since this person came into the directory.',
      page: (page: number, pages: number) => `Page ${number(page)} of ${number(pages)}`,
      byAt: (iso: string, by: string) => byAt(format, iso, by),
      byImport: (file?: string) => (file === undefined ? 'By an import' : `By the import ${file}`),
      moved: (before: string, after: string) =>
        before === '' ? `Network: ${after}` : `Moved from ${before} to ${after}`,
      deletedOrRestored: ({ after }: FieldChange): string =>
        after === '' ? 'Restored' : 'Deleted',
      linked: ({ after }: FieldChange): string =>
        after === '' ? 'No longer linked to a work account' : 'Linked to a work account',
      merged: (name: string) => `Merged with another record of the same person: ${name}`,
      more: (more: number) =>
        `and ${number(more)} more ${format.plural(more, { one: 'change', other: 'changes' })}`,
    },

    form: {
      addTitle: 'Add user',
      editTitle: (name: string) => `Edit ${name}`,
      intro: 'Fields with a star are needed; everything else can wait.',
      network: 'Network',
      needsCorrection: (label: string) => `${label} – please correct`,
      phoneHint: 'With + and the country code, e.g. +44 7700 900123',
      numberHint: 'A number, e.g. 12.5',
      missing: (label: string) => `${label} is needed.`,
      choose: 'Not set',
      problems: (count: number) =>
        count === 1
          ? 'One field needs correcting. Nothing has been saved yet.'
          : `${number(count)} fields need correcting. Nothing has been saved yet.`,
      tooLongToEdit: (label: string) =>
        `${label} is too long to be edited here; it stays as it is.`,
      notShownAgain: (label: string) =>
        `What you typed for ${label} is too long to be shown again; enter it anew.`,
      taken: (name: string) => `That phone number belongs to ${name}.`,
      takenHow: 'Open that person, or enter another number. Nothing has been saved yet.',
      changedTitle: 'Someone else changed this person meanwhile',
      changedHow: 'Your changes are below and not saved yet. You decide which ones count.',
      changedBy: (iso: string, by: string) => byAt(format, iso, by),
    },

    deletion: {
      title: (count: number) => (count === 1 ? 'Delete this person?' : `Delete ${people(count)}?`),
      restorable: 'They can be restored for 30 days.',
      linked: (count: number) =>
        count === 1
          ? '1 of those you chose is linked to a work account and can’t be deleted:'
          : `${number(count)} of those you chose are linked to a work account and can’t be deleted:`,
      linkedAlone:
        'This person is linked to a work account and can’t be deleted. Remove the account in Microsoft Entra ID instead.',
      linkedPerson: (name: string) => `${name} (linked)`,
      more: (more: number) => `and ${number(more)} more`,
    },

    bulk: {
      moved: (count: number, network?: Network) =>
        network === undefined
          ? `${people(count)} moved.`
          : `${people(count)} moved to ${networkName(network)}.`,
      deleted: (count: number) =>
        count === 0 ? 'Nobody was deleted.' : `${people(count)} deleted.`,
      noneMoved: 'Nobody was moved.',
      restorable: 'They can be restored for 30 days.',
      refusedTitle: (count: number) =>
        `${people(count)} ${format.plural(count, { one: 'stays as it was', other: 'stay as they were' })}:`,
      refused: (name: string, reason: string, what: 'moved' | 'deleted') =>
        `${name}: ${refusal(reason, what)}`,
      more: (more: number) => `and ${number(more)} more, for reasons of the same kind`,
      missing: (count: number) =>
        count === 1
          ? '1 person is no longer in the directory.'
          : `${people(count)} are no longer in the directory.`,
    },
  };
}

function byAt(format: Format, iso: string, by: string): string {
  const at = format.dateTime(iso);
  return by.trim() === '' ? at : `${at} by ${by.trim()}`;
}

/** Why one person was left out of what was done to several. Reasons of a later version get a sentence too. */
function refusal(reason: string, what: 'moved' | 'deleted'): string {
  switch (reason) {
    case 'linked':
      return what === 'moved'
        ? 'linked to a work account, which keeps people in Employee'
        : 'linked to a work account; remove the account in Microsoft Entra ID instead';
    case 'already-there':
      return 'is there already';
    case 'changed-meanwhile':
      return 'was changed by someone else just now; try again';
    case 'deleted':
      return 'has been deleted already';
    default:
      return `couldn’t be ${what}; try again`;
  }
}
