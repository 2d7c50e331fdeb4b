import type { Counts } from '../domain/operations/operation.ts';
import type { FullSyncReason, SyncFacts } from '../domain/operations/sync-facts.ts';
import type { Format } from './format.ts';

/** Sentences about the sync with Microsoft Entra: what is decided about it, and what came of one. */
export function syncWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
) {
  const number = (value: number) => format.number(value);
  const groupCount = (count: number) =>
    `${number(count)} ${format.plural(count, { one: 'group', other: 'groups' })}`;

  return {
    /** of the log of a sync, a file */
    syncLog: { columns: ['Name', 'Entra id', 'Attribute', 'Reason'] },
    sync: {
      title: 'Sync with Microsoft Entra',
      intro:
        'Takes over the people of your organization from Microsoft Entra. Who is gone there is removed here, and can be restored for 30 days.',
      notSetUp: 'Nothing is synced yet. Choose which Entra field feeds which attribute to begin.',
      facts: {
        mapping: 'Mapping',
        users: 'Users',
        schedule: 'Schedule',
        nextRun: 'Next run',
        lookedAt: 'Looks at',
        merged: 'Merged',
        started: 'Started',
      },
      /** "Phone number ← Mobile phone"; where both are called the same, once */
      mapped: (attribute: string, field: string) =>
        attribute === field ? attribute : `${attribute} ← ${field}`,
      /** @param more attributes that are mapped besides those that are named */
      mappedInShort: (named: readonly string[], more: number) =>
        more > 0 ? `${named.join(', ')} and ${number(more)} more` : named.join(', '),
      allUsers: 'All members of the organization',
      groupUsers: (names: readonly string[], more: number) =>
        more > 0
          ? `Members of ${names.join(', ')} and ${groupCount(more)} more`
          : `Members of ${format.list(names)}`,
      byHand: 'By hand: press Sync now',
      daily: (hour: number, timeZone: string) => `Every day at ${format.clock(hour)} (${timeZone})`,
      dailyBy: (name: string) => (name.trim() === '' ? '' : `chosen by ${name.trim()}`),
      paused: 'Paused: who chose it may no longer sync. Press Change mapping and Save to go on.',
      lastTitle: 'Last sync',
      noneYet: 'There was none yet.',
      saved: 'Saved.',
      savedFirst: 'The sync is set up.',
      savedFirstHow:
        'Press Sync now: you see what would change before anything is written the first time.',
      isReset: 'The sync starts over.',
      isResetHow:
        'The next one looks at everyone and shows what would change before it writes. Nobody was removed.',

      resetTitle: 'Reset the sync?',
      resetWhat:
        'Nobody is removed, and the mapping stays. The next sync looks at everyone again and asks you before it writes.',

      mapping: {
        title: 'What is synced',
        intro:
          'Choose for each attribute the Entra field that feeds it. What isn’t synced stays as admins keep it.',
        notSynced: 'Not synced',
        placeholder: 'Type an Entra field',
        phoneRequired: 'Choose the field that holds the phone number.',
        usersTitle: 'Whose accounts are synced',
        users: 'Users',
        usersChoices: {
          all: 'All members of the organization',
          groups: 'Members of these groups only',
        },
        keptGroups: 'Chosen groups',
        groups: 'Add groups (for “these groups only”)',
        groupsHint: 'Type a group’s name',
        groupsNote: 'Members of groups inside them count too. Guests are never synced.',
        scheduleTitle: 'When it syncs',
        schedule: 'Schedule',
        scheduleChoices: { 'by-hand': 'When an admin presses Sync now', daily: 'Every day' },
        hour: (timeZone: string) => `Time (for every day; ${timeZone})`,
        changed:
          'When the mapping or the users change, the next sync looks at everyone instead of only at what changed.',
      },
      problems: {
        'phone-not-mapped': 'The phone number has to be synced: choose the field that holds it.',
        'attribute-gone':
          'An attribute was removed in the meantime. Look through the rest and save again.',
        'no-group': 'Choose at least one group, or all members.',
        'too-many-groups': 'That is too many groups: choose at most 20.',
      },

      entraFields: {
        mobilePhone: 'Mobile phone',
        businessPhones: 'Business phone (the first)',
        givenName: 'First name',
        surname: 'Last name',
        displayName: 'Display name',
        mail: 'Email',
        userPrincipalName: 'User principal name',
        jobTitle: 'Job title',
        department: 'Department',
        officeLocation: 'Office location',
        employeeId: 'Employee ID',
        companyName: 'Company name',
        city: 'City',
        state: 'State or province',
        country: 'Country or region',
        postalCode: 'Postal code',
        streetAddress: 'Street address',
        usageLocation: 'Usage location',
        preferredLanguage: 'Preferred language',
      },

      preview: {
        title: 'Check before the sync writes',
        subtitle: 'Microsoft Entra → Employee network',
        nothingChanges: 'The directory is just as Entra has it. Starting the sync changes nothing.',
        noneUsable: 'Nobody in Entra can be taken over with this mapping.',
        problemsTitle: (shown: number, all: number) =>
          shown < all
            ? `Can’t be taken: the first ${number(shown)} of ${number(all)}`
            : 'Can’t be taken',
        removedTitle: (shown: number, all: number) =>
          shown < all ? `Removed: ${number(shown)} of ${people(all)}` : 'Removed',
        removedHint: 'Who is removed can be restored for 30 days.',
        broughtBack: (count: number) =>
          count === 1
            ? '1 of the added had been removed and comes back with their former record.'
            : `${number(count)} of the added had been removed and come back with their former records.`,
      },

      /** "Microsoft Entra · daily" */
      subtitle: (label: string, scheduled: boolean) => (scheduled ? `${label} · daily` : label),
      scheduled: 'daily',
      byScheduleOf: (name: string) =>
        name.trim() === '' ? 'by the daily schedule' : `${name.trim()}, by the daily schedule`,
      /** "12 added, 3 updated, 0 unchanged, 2 removed, 1 rejected" */
      line: (counts: Counts, { removed }: Pick<SyncFacts, 'removed'>) =>
        `${number(counts.added)} added, ${number(counts.updated)} updated, ` +
        `${number(counts.unchanged)} unchanged, ${number(removed)} removed, ` +
        `${number(counts.rejected)} rejected`,
      countTitles: {
        added: 'Added',
        updated: 'Updated',
        unchanged: 'Unchanged',
        removed: 'Removed',
        restored: 'Restored',
        rejected: 'Rejected',
      },
      rejected: (count: number) => `${people(count)} rejected`,
      progress: (done: number, total: number | undefined) =>
        total === undefined || total <= 0
          ? `${people(done)} so far`
          : `${number(done)} of ${people(total)}`,
      reading: 'Reading Microsoft Entra…',
      waitsForYou: 'Waits for you to start or cancel',
      completed: (written: number) =>
        written > 0
          ? `${people(written)} added, updated or removed.`
          : 'The directory was just as Entra has it.',
      cancelledBefore: 'Cancelled before anything was written to the directory.',
      cancelledMidway: (written: number) =>
        written === 0
          ? 'Cancelled before anything was written to the directory.'
          : `${people(written)} had been added, updated or removed before it stopped, and that stays. The next sync goes on with the rest.`,
      lookedAt: (full: FullSyncReason | undefined): string =>
        full === undefined ? 'What changed since the last sync' : fullBecause[full],
      mergedFact: (count: number) =>
        `${number(count)} ${format.plural(count, { one: 'record', other: 'records' })} of people who stood there twice`,
      logHint:
        'The error log names who, or which fields of whom, could not be taken, with the reason. Correct them in Entra; the next sync takes them.',
    },
  };
}

const fullBecause: Readonly<Record<FullSyncReason, string>> = {
  first: 'Everyone: it is the first sync',
  reset: 'Everyone: the sync was reset',
  expired: 'Everyone: the last sync was too long ago for Entra to tell what changed',
  settings: 'Everyone: the mapping or the users were changed',
};
