import { isOwnKey } from '../domain/attributes.ts';
import type { AttributeDefinition, AttributeKey, BuiltInAttribute } from '../domain/attributes.ts';
import type { Network } from '../domain/network.ts';
import type { PersonFact } from '../domain/person.ts';
import type { AppError } from '../errors.ts';
import type { Counts, OperationKind, OperationState } from '../domain/operations/operation.ts';
import { statusWord } from '../domain/operations/operation.ts';
import type { UndoFacts } from '../domain/operations/undo-facts.ts';
import { directoryWords } from './en-directory.ts';
import { doctorWords } from './en-doctor.ts';
import { errorSentences } from './en-errors.ts';
import { exportWords } from './en-exports.ts';
import { groupWords } from './en-groups.ts';
import { organizationWords } from './en-organization.ts';
import { rowReason } from './en-reasons.ts';
import type { RowProblemLike } from './row-reason.ts';
import { auditFile } from './en-audit.ts';
import { syncWords } from './en-sync.ts';
import { undoWords } from './en-undo.ts';
import type { Format } from './format.ts';

/** The English sentences. Their shape is the contract for every other language. */
export type Text = ReturnType<typeof en>;

/** Every user-facing sentence, in English, with the reader's numbers and dates. */
export function en(format: Format) {
  const number = (value: number) => format.number(value);
  /** "3 rows": a number with its word */
  const many = (count: number, one: string, other = `${one}s`) =>
    `${number(count)} ${format.plural(count, { one, other })}`;
  const networkNames: Readonly<Record<Network, string>> = {
    Employee: 'Employee',
    Others: 'Others',
  };
  const count = {
    rows: (n: number) => many(n, 'row'),
    people: (n: number) => many(n, 'person', 'people'),
    rowsRejected: (n: number) => `${many(n, 'row')} rejected`,
    /** "12 added, 3 updated, 0 unchanged, 1 rejected" */
    line: (counts: Counts) =>
      `${number(counts.added)} added, ${number(counts.updated)} updated, ` +
      `${number(counts.unchanged)} unchanged, ${number(counts.rejected)} rejected`,
  };

  return {
    language: 'en',
    format,
    count,
    ...directoryWords(format, {
      people: count.people,
      network: (network) => networkNames[network],
    }),
    ...organizationWords(format),
    ...groupWords(format, { people: count.people }),
    ...exportWords(format, { people: count.people }),
    ...syncWords(format, { people: count.people }),
    ...undoWords(format, { people: count.people }),
    ...doctorWords(format),
    network: (network: Network): string => networkNames[network],
    /** @param own the organization's own attributes, by which a key of theirs is named */
    attribute: (
      key: AttributeKey | PersonFact,
      own: readonly AttributeDefinition[] = [],
    ): string =>
      isOwnKey(key)
        ? (own.find((attribute) => attribute.key === key)?.name ?? 'A removed attribute')
        : attributes[key],
    attributeNames: attributes,
    auditFile,
    status: (state: OperationState): string => statusWord(state),
    error: (error: Pick<AppError, 'code' | 'details'>): string =>
      errorSentences(format)[error.code](error.details),
    rowReason: (problem: RowProblemLike): string => rowReason(problem, format),

    /** The buttons of all cards. These words are public: manifests and checks name them. */
    buttons: {
      continue: 'Continue',
      cancel: 'Cancel',
      import: 'Import',
      refresh: 'Refresh',
      directory: 'Directory',
      next: 'Next',
      previous: 'Previous',
      download: 'Download',
      downloadTemplate: 'Download template',
      downloadErrorLog: 'Download error log',
      viewDirectory: 'View directory',
      view: 'View',
      open: 'Open',
      filterBy: 'Filter by…',
      filter: 'Filter',
      showAll: 'Show all',
      select: 'Select…',
      moveTo: {
        Employee: 'Move to Employee',
        Others: 'Move to Others',
      } satisfies Record<Network, string>,
      edit: 'Edit',
      delete: 'Delete',
      keep: 'Keep',
      restore: 'Restore',
      history: 'History',
      back: 'Back',
      showImport: 'Show import',
      addUser: 'Add user',
      addPerson: 'Add person',
      save: 'Save',
      saveMine: 'Save mine anyway',
      keepTheirs: 'Keep theirs',
      addAdmin: 'Add admin',
      add: 'Add',
      remove: 'Remove',
      addAttribute: 'Add attribute',
      exportAudit: 'Export audit',
      createRequest: 'Create request',
      chooseColumns: 'Choose columns…',
      schedule: 'Schedule…',
      saveSchedule: 'Save schedule',
      schedules: 'Schedules',
      pause: 'Pause',
      resume: 'Resume',
      syncNow: 'Sync now',
      startSync: 'Start sync',
      resetSync: 'Reset sync',
      changeMapping: 'Change mapping',
      undoImport: 'Undo import',
      undoUndo: 'Undo the undo',
    },

    /** What can be said, by the words that say it: the title of its button. */
    commands: {
      import: 'Import people',
      template: 'Download template',
      'import history': 'Import history',
      export: 'Export people',
      'export history': 'Export history',
      schedules: 'Export schedules',
      directory: 'Directory',
      find: 'Find a person',
      'add user': 'Add user',
      group: 'Groups',
      'group add': 'Add to a group',
      admins: 'Admins',
      attributes: 'Attributes',
      audit: 'Audit',
      sync: 'Entra sync',
      'sync history': 'Sync history',
      settings: 'Settings',
      help: 'Help',
      cancel: 'Cancel',
    } as Readonly<Record<string, string>>,

    home: {
      title: 'Rollcall',
      greeting: (name?: string) =>
        name === undefined || name.trim() === ''
          ? 'Hello! I keep your organization’s directory.'
          : `Hello ${name.trim()}! I keep your organization’s directory.`,
      whatToDo: 'Send me a CSV file of people at any time, or choose:',
      nothingAllowed:
        'Only admins can work with the directory. Ask a tenant admin of your organization to make you one.',
      notUnderstood: (said: string) =>
        said.trim() === ''
          ? 'I didn’t understand that. Here is what I can do:'
          : `I didn’t understand “${said.trim()}”. Here is what I can do:`,
      groups: {
        import: 'Import',
        export: 'Export',
        directory: 'Directory',
        organization: 'Organization',
        entra: 'Microsoft Entra',
        other: 'More',
      },
    },

    import: {
      title: 'Import people',
      intro:
        'Add or update many people with one CSV file. You see what would change before anything is written.',
      chooseNetwork: 'Which network do the people belong to?',
      networkLabel: 'Network',
      networkChoices: {
        Employee: 'Employee',
        Others: 'Others',
      } satisfies Record<Network, string>,
      networkMissing: 'Choose Employee or Others first.',
      orCancel: 'Or say “cancel”.',
      ofFile: (fileName: string, sentence: string) => `${fileName}: ${sentence}`,
      beingReceived: (fileName: string) =>
        `I’m taking ${fileName} in already. If no card for it comes within a minute, send it again.`,
      personalChatOnly:
        'Let’s do that in our personal chat, where only you see it: open a chat with me and say it there.',
      sendFile: 'Send the CSV file here.',
      sendFileFor: (network: Network) =>
        `Send the CSV file for the ${networkNames[network]} network here.`,
      sendFileHow: 'Use the paper clip below the message box, or drop the file into this chat.',
      needsPhone: 'Each person needs a phone number; every other column may be left out.',
      fileReceived: (fileName: string) => `I have your file ${fileName}.`,
      fileKept: 'The file is stored. Choose the network to go on.',
    },

    template: {
      title: 'CSV template',
      intro:
        'Fill in one person per row and send the file back here. Only the phone number is mandatory.',
      saveAs: 'In Excel, save it as “CSV UTF-8”.',
    },

    operation: {
      titleFor: (network?: Network) =>
        network === undefined ? 'Import' : `Import – ${networkNames[network]} network`,
      checking: 'Checking the file…',
      nothingWrittenYet: 'Nothing has been written to the directory yet.',
      queued: 'Waiting for its turn. It starts by itself.',
      applying: 'Writing to the directory…',
      exporting: 'Writing the file…',
      cancelAsked: 'Stopping at the next safe point…',
      progress: (done: number, total: number | undefined) =>
        total === undefined || total <= 0
          ? `${many(done, 'row')} done`
          : `${number(done)} of ${many(total, 'row')}`,
      percent: (done: number, total: number) => format.percent(wholePercent(done, total) / 100),
      youAreTold: 'You’ll get a message here when it’s done; you can close the chat.',
      countTitles: {
        added: 'Added',
        updated: 'Updated',
        unchanged: 'Unchanged',
        rejected: 'Rejected',
      } satisfies Record<keyof Counts, string>,
      facts: {
        file: 'File',
        network: 'Network',
        deleted: 'Deleted',
        by: 'By',
        sent: 'Sent',
        ended: 'Ended',
      },
      completed: (counts: Counts) => {
        if (counts.added + counts.updated > 0) {
          return `${count.people(counts.added + counts.updated)} written to the directory.`;
        }
        return counts.unchanged > 0
          ? 'Everyone in the file was in the directory already, just as the file says.'
          : 'Nobody was written to the directory.';
      },
      fixRejected:
        'The error log has the rejected rows as you sent them, with the reason for each. Correct them and send it back as it is.',
      failed: 'Nothing more is being written.',
      cancelledBefore: 'Cancelled before anything was written to the directory.',
      cancelledMidway: (counts: Counts, notApplied: number) => {
        const { added, updated } = counts;
        if (added + updated === 0) return 'Cancelled before anyone was written to the directory.';
        const written = `${count.people(added)} added and ${number(updated)} updated before it stopped; they stay.`;
        return notApplied === 0
          ? written
          : `${written} ${many(notApplied, 'row')} not applied: the error log has them, to be sent again.`;
      },
      waitsForYou: 'Waits for you to import or cancel',
      waitsForNetwork: 'Waits for you to choose the network',
      /** files are kept for a time only: settings, FILE_DAYS */
      fileGone: 'The file was deleted after its time.',
      keptUntil: (iso: string) => `Kept until ${format.date(iso)}.`,
    },

    preview: {
      title: 'Check before you import',
      subtitle: (fileName: string, network?: Network) =>
        network === undefined ? fileName : `${fileName} → ${networkNames[network]} network`,
      nothingWritten: 'Nothing has been written to the directory yet.',
      allUnchanged:
        'Everything in this file is already in the directory. Importing it changes nothing.',
      noneUsable: 'No row of this file can be imported.',
      broughtBack: (people: number) =>
        people === 1
          ? '1 of the added was deleted before and comes back with their former record.'
          : `${number(people)} of the added were deleted before and come back with their former records.`,
      moved: (people: number) =>
        people === 1
          ? '1 person moves here from the other network.'
          : `${number(people)} people move here from the other network.`,
      problemsTitle: (shown: number, all: number) =>
        shown < all
          ? `Rejected rows: the first ${number(shown)} of ${number(all)}`
          : 'Rejected rows',
      line: (line: number) => `Line ${number(line)}`,
      addedTitle: (shown: number, all: number) =>
        shown < all ? `New people: ${number(shown)} of ${number(all)}` : 'New people',
      updatedTitle: (shown: number, all: number) =>
        shown < all ? `Changes: ${number(shown)} of ${number(all)} people` : 'Changes',
      change: (field: string, before: string, after: string) =>
        `${field}: ${before === '' ? '(empty)' : before} → ${after === '' ? '(empty)' : after}`,
      moreChanges: (more: number) => `and ${many(more, 'more change')}`,
      notUnderstoodTitle: 'Columns not understood',
      notUnderstood: (columns: readonly string[], more: number) =>
        more > 0 ? `${columns.join(', ')} and ${number(more)} more` : columns.join(', '),
      notUnderstoodHint: 'These columns are left out; everything else is imported.',
    },

    notice: {
      title: (kind: OperationKind, state: OperationState, undo?: Pick<UndoFacts, 'again'>) => {
        const undoName = undo?.again === true ? 'Undo of an undo' : 'Undo';
        const name = undo === undefined ? operationNames[kind] : undoName;
        return `${name} ${statusWord(state).toLowerCase()}`;
      },
    },

    history: {
      title: (kind: OperationKind) => `${operationNames[kind]} history`,
      empty: (kind: OperationKind): string => nothingYet[kind],
      emptyPage: 'There is nothing older.',
      byAt: (name: string, iso: string) =>
        name.trim() === '' ? format.dateTime(iso) : `${name.trim()} · ${format.dateTime(iso)}`,
      newestFirst: 'Newest first',
    },

    /** What stands in place of a card that was acted on, and what a second press is told. */
    outcome: {
      importStarted: (fileName: string) => `The import of ${fileName} has begun.`,
      importCancelled: (fileName: string) => `The import of ${fileName} is cancelled.`,
      networkChosen: (network: Network) => `${networkNames[network]} network.`,
      alreadyDone: (status: string) => `That was done already. It stands at: ${status}.`,
      beingDone: 'That is being done already.',
      doneBefore:
        'This was done already when the button was pressed before. Nothing was done a second time.',
      cancelled: 'Cancelled',
      done: 'Done',
      sorry: 'That didn’t work',
    },

    cancel: {
      nothingOpen: 'There is no open question to cancel.',
      dropped: 'OK, I dropped the question.',
      droppedImport: (fileName: string) =>
        `OK, I dropped the import of ${fileName}. Nothing was written.`,
      goesOn: (kind: OperationKind, fileName: string) =>
        `The ${goingOn[kind]} ${fileName} goes on; press Cancel on its card to stop it.`,
    },
  };
}

const operationNames: Readonly<Record<OperationKind, string>> = {
  import: 'Import',
  export: 'Export',
  sync: 'Sync',
};

const nothingYet: Readonly<Record<OperationKind, string>> = {
  import: 'Nothing has been imported yet. Say “import” to begin.',
  export: 'Nothing has been exported yet. Say “export” to begin.',
  sync: 'Nothing has been synced yet. Say “sync” to begin.',
};

const goingOn: Readonly<Record<OperationKind, string>> = {
  import: 'import of',
  export: 'export',
  sync: 'sync with',
};

const attributes: Readonly<Record<BuiltInAttribute | PersonFact, string>> = {
  phone: 'Phone number',
  firstName: 'First name',
  lastName: 'Last name',
  displayName: 'Display name',
  email: 'Email',
  jobTitle: 'Job title',
  department: 'Department',
  location: 'Location',
  employeeId: 'Employee ID',
  network: 'Network',
  deleted: 'Deleted',
  linked: 'Linked to a work account',
  merged: 'Merged with',
};

/** Percent as a whole number; 100 only when all is done, so that "100%" never lies. */
export function wholePercent(done: number, total: number): number {
  if (!(total > 0)) return 0;
  return Math.min(100, Math.max(0, Math.floor((done / total) * 100)));
}
