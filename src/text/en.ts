import { isOwnKey } from '../directory/attributes.ts';
import type {
  AttributeDefinition,
  AttributeKey,
  BuiltInAttribute,
} from '../directory/attributes.ts';
import type { Network } from '../directory/network.ts';
import type { AppError, ErrorCode, ErrorDetails } from '../errors.ts';
import type { Counts, OperationKind, OperationState, StatusWord } from '../operations/operation.ts';
import { statusWord } from '../operations/operation.ts';
import type { Format } from './format.ts';

/** What a sentence about a rejected row can say; a ProblemSample and a Rejection are such. */
export interface RowProblemLike {
  readonly reason: string;
  readonly column?: string | undefined;
  readonly value?: string | undefined;
  readonly laterLine?: number | undefined;
}

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
  const kinds: Readonly<Record<OperationKind, string>> = { import: 'import', export: 'export' };
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
    network: (network: Network): string => networkNames[network],
    /** @param own the organization's own attributes, by which a key of theirs is named */
    attribute: (
      key: AttributeKey | 'network' | 'deleted',
      own: readonly AttributeDefinition[] = [],
    ): string =>
      isOwnKey(key)
        ? (own.find((attribute) => attribute.key === key)?.name ?? 'A removed attribute')
        : attributes[key],
    status: (state: OperationState): StatusWord => statusWord(state),
    error: (error: Pick<AppError, 'code' | 'details'>): string =>
      errorSentences(format)[error.code](error.details),
    rowReason: (problem: RowProblemLike): string => rowReason(problem, format),

    /** The buttons of all cards. These words are public: manifests and checks name them. */
    buttons: {
      continue: 'Continue',
      cancel: 'Cancel',
      import: 'Import',
      refresh: 'Refresh',
      next: 'Next',
      previous: 'Previous',
      download: 'Download',
      downloadTemplate: 'Download template',
      downloadErrorLog: 'Download error log',
      viewDirectory: 'View directory',
    },

    /** What can be said, by the words that say it: the title of its button. */
    commands: {
      import: 'Import people',
      template: 'Download template',
      'import history': 'Import history',
      export: 'Export people',
      'export history': 'Export history',
      directory: 'Directory',
      find: 'Find a person',
      'add user': 'Add user',
      admins: 'Admins',
      attributes: 'Attributes',
      sync: 'Entra sync',
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
      personalChatOnly: 'Let’s do that in our personal chat: send me the CSV file there.',
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
      title: (kind: OperationKind) => (kind === 'import' ? 'Import' : 'Export'),
      kind: (kind: OperationKind) => kinds[kind],
      titleFor: (kind: OperationKind, network?: Network) => {
        const title = kind === 'import' ? 'Import' : 'Export';
        return network === undefined ? title : `${title} – ${networkNames[network]} network`;
      },
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
      cancelledMidway: (written: number, total: number | undefined) => {
        if (written === 0) return 'Cancelled before anyone was written to the directory.';
        const stay = `${count.people(written)} had been written before it stopped, and they stay.`;
        return total === undefined
          ? stay
          : `${stay} The rest of ${many(total, 'row')} was not applied.`;
      },
      waitsForYou: 'Waits for you to import or cancel',
      waitsForNetwork: 'Waits for you to choose the network',
    },

    preview: {
      title: 'Check before you import',
      subtitle: (fileName: string, network?: Network) =>
        network === undefined ? fileName : `${fileName} → ${networkNames[network]} network`,
      nothingWritten: 'Nothing has been written to the directory yet.',
      allUnchanged:
        'Everything in this file is already in the directory. Importing it changes nothing.',
      noneUsable: 'No row of this file can be imported.',
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
      title: (kind: OperationKind, state: OperationState) =>
        `${kind === 'import' ? 'Import' : 'Export'} ${statusWord(state).toLowerCase()}`,
    },

    history: {
      title: (kind: OperationKind) => (kind === 'import' ? 'Import history' : 'Export history'),
      empty: (kind: OperationKind) =>
        kind === 'import'
          ? 'Nothing has been imported yet. Say “import” to begin.'
          : 'Nothing has been exported yet. Say “export” to begin.',
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
      alreadyDone: (status: StatusWord) => `That was done already. It stands at: ${status}.`,
      beingDone: 'That is being done already.',
      cancelled: 'Cancelled',
      done: 'Done',
      sorry: 'That didn’t work',
    },

    cancel: {
      nothingOpen: 'There is no open question to cancel.',
      dropped: 'OK, I dropped the question.',
      droppedImport: (fileName: string) =>
        `OK, I dropped the import of ${fileName}. Nothing was written.`,
      goesOn: (fileName: string) =>
        `The import of ${fileName} goes on; press Cancel on its card to stop it.`,
      nothingGoesOn: 'Nothing else is running.',
    },

    /** A command of a later version of the product. */
    notYet: (command: string) => `“${command}” isn’t available yet. Say “help” to see what is.`,
  };
}

const attributes: Readonly<Record<BuiltInAttribute | 'network' | 'deleted', string>> = {
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
};

/** Percent as a whole number; 100 only when all is done, so that "100%" never lies. */
export function wholePercent(done: number, total: number): number {
  if (!(total > 0)) return 0;
  return Math.min(100, Math.max(0, Math.floor((done / total) * 100)));
}

type Sentence = (details: ErrorDetails) => string;

/** One sentence on what happened and one on what to do next; a missing detail leaves a good sentence. */
function errorSentences(format: Format): Readonly<Record<ErrorCode, Sentence>> {
  const said = (details: ErrorDetails, key: string): string | undefined => {
    const value = details[key];
    if (value === undefined) return undefined;
    const shown = typeof value === 'number' ? format.number(value) : value.trim();
    return shown === '' ? undefined : shown;
  };
  const notCsv =
    (what: string, next: string): Sentence =>
    () =>
      `This is ${what}, not a CSV file. ${next}`;
  return {
    'not-an-admin': (details) => {
      const admins = said(details, 'admins');
      return admins === undefined
        ? 'You can’t do this, because you aren’t an admin of the directory. Ask a tenant admin of your organization to do it or to make you an admin.'
        : `You can’t do this, because you aren’t an admin of the directory. Ask a tenant admin of your organization: ${admins}.`;
    },
    'other-organization': () =>
      'You can’t do this, because it belongs to another organization. Ask a tenant admin of that organization.',
    'no-organization': () =>
      'I can’t tell which organization you belong to, so I can’t open a directory. Sign in to Teams with your work account and try again.',
    'file-in-group-chat': () =>
      'Files can’t be sent to me in a channel or group chat. Open our personal chat and send the file there.',
    'file-empty': () =>
      'This file is empty. Put at least a header row and one person in it and send it again.',
    'file-is-workbook': notCsv(
      'an Excel workbook',
      'In Excel choose File, Save as, “CSV UTF-8”, and send that file.',
    ),
    'file-is-image': notCsv(
      'a picture',
      'Send the people as a CSV file; “template” gets you one to fill in.',
    ),
    'file-is-web-page': notCsv(
      'a web page',
      'On a phone this can happen instead of the file itself: send it again from the Files app or from a computer.',
    ),
    'file-is-pdf': notCsv(
      'a PDF',
      'Send the people as a CSV file; “template” gets you one to fill in.',
    ),
    'file-is-archive': notCsv(
      'a compressed archive',
      'Unpack it and send the CSV file that is in it.',
    ),
    'file-is-binary': notCsv(
      'a file that isn’t text',
      'Save it as CSV in the program it comes from, and send that.',
    ),
    'file-too-large': (details) => {
      const limit = said(details, 'limitMb');
      const size = said(details, 'fileMb');
      const what =
        size === undefined
          ? 'This file is too large'
          : `This file has ${size} MB, which is too large`;
      const most = limit === undefined ? '' : `; at most ${limit} MB can be imported at once`;
      return `${what}${most}. Split it into several files and send them one after the other.`;
    },
    'file-address-refused': () =>
      'I don’t fetch files from that address. Attach the file to a message in this chat instead.',
    'file-address-expired': () =>
      'The file could no longer be fetched from Teams: its address lives only a few minutes. Send the file again.',
    'file-address-slow': () =>
      'Teams took too long to hand over the file. Send it again in a moment.',
    'file-address-failed': (details) => {
      const status = details.status;
      const answer = status === undefined ? '' : ` (it answered ${String(status)})`;
      return `Teams didn’t hand over the file${answer}. Send the file again.`;
    },
    'too-many-files': (details) => {
      const limit = said(details, 'limit');
      const minutes = said(details, 'minutes');
      const most =
        limit === undefined
          ? ''
          : `; at most ${limit} ${minutes === undefined ? 'at a time' : `in ${minutes} minutes`}`;
      return `That is too many files at once${most}. Wait a little and send the file again.`;
    },
    'no-phone-column': (details) => {
      const columns = said(details, 'columns');
      const found = columns === undefined ? '' : ` The columns I found: ${columns}.`;
      return `No column holds phone numbers, and each person is recognized by theirs.${found} Name one column “Phone number” and send the file again.`;
    },
    'no-header': () =>
      'The file has no header row. Put the names of the columns in the first line, “Phone number” among them, and send it again.',
    'two-columns-for-one': (details) => {
      const first = said(details, 'first');
      const second = said(details, 'second');
      const which =
        first === undefined || second === undefined
          ? 'Two columns'
          : `The columns “${first}” and “${second}”`;
      return `${which} mean the same thing, and I can’t tell which one counts. Remove or rename one of them and send the file again.`;
    },
    'no-usable-row': () =>
      'No row of this file can be imported. Check that there are people below the header row, each with a phone number, and send it again.',
    'unknown-encoding': () =>
      'I can’t read the letters of this file. Save it as “CSV UTF-8” and send it again.',
    'operation-gone': () =>
      'This import or export is no longer there. Say “import history” to see what is, or send the file again.',
    'operation-not-yours': () =>
      'You can’t do this, because it belongs to someone else. Ask the person who started it, or send your own file.',
    'operation-not-waiting': () =>
      'There is nothing waiting for that answer any more. Say “import history” to see where things stand.',
    'operation-moved-on': (details) => {
      const status = said(details, 'status');
      return status === undefined
        ? 'This has moved on meanwhile. Press Refresh to see where it stands.'
        : `This has moved on meanwhile: it is ${status} now. Press Refresh to see where it stands.`;
    },
    'given-up': (details) => {
      const tries = typeof details.tries === 'number' ? details.tries : undefined;
      const reason = said(details, 'reason');
      const after =
        tries === undefined
          ? 'after several tries'
          : `after ${format.number(tries)} ${format.plural(tries, { one: 'try', other: 'tries' })}`;
      return `I gave up ${after}${reason === undefined ? '' : `: ${endless(reason)}`}. Send the file again; what was written already is recognized and not written twice.`;
    },
    'setting-wrong': (details) => {
      const setting = said(details, 'setting');
      const problem = said(details, 'problem');
      const which =
        setting === undefined
          ? 'A setting is missing or wrong'
          : `The setting ${setting} is missing or wrong`;
      return `${which}${problem === undefined ? '' : `: ${endless(problem)}`}. See .env.example for what it may be, and start again.`;
    },
    'port-taken': (details) => {
      const port = details.port;
      const setting = said(details, 'setting');
      const which = port === undefined ? 'A port that I need' : `Port ${String(port)}`;
      return `${which} is taken by another program. Stop that program${setting === undefined ? '' : `, or choose another port with ${setting}`}, and start again.`;
    },
    'data-dir-taken': (details) => {
      const pid = details.pid;
      const who =
        pid === undefined ? 'Another Rollcall' : `Another Rollcall (process ${String(pid)})`;
      return `${who} is using the data folder. Stop it, or choose another folder with DATA_DIR, and start again.`;
    },
    'not-loopback': () =>
      'Without an app id I only run in local mode on this machine. Set MicrosoftAppId, or start with “npm start”.',
    'storage-unreachable': () =>
      'The directory’s storage can’t be reached right now. Nothing is lost: try again in a few minutes.',
    'store-full': (details) => {
      const mb = said(details, 'mb');
      return `The built-in store is full${mb === undefined ? '' : ` (${mb} MB)`}. Connect an Azure Storage account to go on; what is there can still be read.`;
    },
    'not-delivered': () =>
      'A message to you couldn’t be delivered. It is kept, and comes when you write to me again.',
    'bad-message': () => 'I couldn’t read that message. Say “help” to see what I can do.',
    'action-unknown': () =>
      'I don’t know this button; the card may be from an older version. Say “help” for a fresh card.',
    unexpected: () => 'Something went wrong on my side. Nothing is lost: try again in a moment.',
  };
}

/** A reason put into a sentence loses its own full stop. */
function endless(text: string): string {
  return text.replace(/[.\s]+$/u, '');
}

const reasons: Readonly<Record<string, (problem: Shown, format: Format) => string>> = {
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
  'control-characters': ({ column }) =>
    `The value${column} has invisible control characters. Type it again.`,
  'damaged-characters': ({ column }) =>
    `A letter${column} couldn’t be read. Type it again, or save the file as CSV UTF-8.`,
  'quote-not-closed': () => 'A quotation mark opens a value and is never closed.',
  'line-too-long': () => 'The row is too long to be a person.',
  'too-many-cells': () =>
    'The row has more values than there are columns. Check for a stray delimiter.',
  'same-phone-later': ({ laterLine }, format) =>
    laterLine === undefined
      ? 'The same phone number stands again further down; that row counts.'
      : `The same phone number stands again in line ${format.number(laterLine)}; that row counts.`,
  'in-other-network': () =>
    'This person is in the other network. Only a tenant admin can move people between networks.',
  linked: () => 'This person is linked to a work account and can’t be moved to Others.',
  'changed-meanwhile': () =>
    'This person was changed by someone else during the import. Send the row again.',
};

interface Shown {
  /** ' in column “Mobile”', or nothing */
  readonly column: string;
  /** ' “07x”', or nothing */
  readonly value: string;
  readonly laterLine: number | undefined;
}

function rowReason(problem: RowProblemLike, format: Format): string {
  const named = (text: string | undefined, before: string) =>
    text === undefined || text.trim() === '' ? '' : `${before}“${text.trim()}”`;
  const shown: Shown = {
    column: named(problem.column, ' in column '),
    value: named(problem.value, ' '),
    laterLine: problem.laterLine,
  };
  // Reasons come from stored records too: one of a newer version still gets a sentence.
  const sentence = Object.hasOwn(reasons, problem.reason) ? reasons[problem.reason] : undefined;
  return (
    sentence?.(shown, format) ??
    `This row couldn’t be read${shown.column}. Check it and send it again.`
  );
}
