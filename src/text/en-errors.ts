import type { ErrorCode, ErrorDetails } from '../errors.ts';
import { endless, isExport, isSync, maxInWorkbook, saidDetail } from './error-details.ts';
import type { Format } from './format.ts';

type Sentence = (details: ErrorDetails) => string;

/** One sentence on what happened and one on what to do next; a missing detail leaves a good sentence. */
export function errorSentences(format: Format): Readonly<Record<ErrorCode, Sentence>> {
  const said = saidDetail(format);
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
    'needs-tenant-admin': () =>
      'Only tenant admins can do this. Ask a tenant admin of your organization to do it or to make you one.',
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
    'file-is-json': notCsv(
      'a JSON file',
      'Save it as CSV in the program it comes from, and send that.',
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
      return `That is too many files at once${most}. I took none of them: wait a little and send them again, a few at a time.`;
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
    'operation-gone': (details) =>
      isSync(details)
        ? 'This sync is no longer there. Say “sync history” to see what is, or “sync” to begin a new one.'
        : isExport(details)
          ? 'This export is no longer there. Say “export history” to see what is, or “export” to ask for a new one.'
          : 'This import or export is no longer there. Say “import history” or “export history” to see what is, or begin anew.',
    'operation-not-yours': (details) =>
      `You can’t do this, because it belongs to someone else. Ask the person who started it, or ${isExport(details) ? 'say “export” to ask for your own' : 'send your own file'}.`,
    'operation-not-waiting': (details) =>
      `There is nothing waiting for that answer any more. Say “${isSync(details) ? 'sync' : isExport(details) ? 'export' : 'import'} history” to see where things stand.`,
    'nothing-to-undo': () =>
      'There is nothing to undo here, because nobody was written. Say “import history” to see what else was imported.',
    'undo-too-late': (details) =>
      `This can’t be undone any more, because that is possible for ${said(details, 'days') ?? '30'} days only. Each person’s history still shows what was changed: edit who is to be as before.`,
    'plan-gone': (details) =>
      details.kind === 'undo'
        ? 'What is needed to undo this is no longer there. Each person’s history still shows what was changed: edit who is to be as before.'
        : 'What I had noted about the file is no longer there, so I stopped. Send the file again; what was written already is recognized and not written twice.',
    'given-up': (details) => {
      const tries = typeof details.tries === 'number' ? details.tries : undefined;
      const reason = said(details, 'reason');
      const after =
        tries === undefined
          ? 'after several tries'
          : `after ${format.number(tries)} ${format.plural(tries, { one: 'try', other: 'tries' })}`;
      const next = isSync(details)
        ? 'Say “sync” and press Sync now to go on; what was written stays.'
        : isExport(details)
          ? 'Say “export” to ask for it again.'
          : details.kind === 'undo'
            ? 'Press Undo import again on the import’s card; who was put back already stays so.'
            : 'Send the file again; what was written already is recognized and not written twice.';
      return `I gave up ${after}${reason === undefined ? '' : `: ${endless(reason)}`}. ${next}`;
    },
    'too-many-for-workbook': (details) => {
      const most = said(details, 'most') ?? format.number(maxInWorkbook);
      return `An Excel workbook holds ${most} people on a sheet, and there are more. Say “export” and choose CSV, or export one network at a time.`;
    },
    'schedule-gone': () =>
      'This schedule is no longer there. Say “schedules” to see those that are.',
    'schedule-not-yours': (details) => {
      const name = said(details, 'name');
      return `You can’t change this schedule, because it belongs to ${name ?? 'someone else'}. Ask them or a tenant admin.`;
    },
    'too-many-schedules': (details) => {
      const most = said(details, 'most');
      return `There are as many schedules as there can be${most === undefined ? '' : ` (${most})`}. Say “schedules” and remove one first.`;
    },
    'sync-not-set-up': () =>
      'Nothing is synced from Microsoft Entra yet. Say “sync” and press Change mapping to choose what is.',
    'sync-running': () =>
      'A sync is under way already. Say “sync” to see how far it is, and try again when it has ended.',
    'entra-unreachable': () =>
      'Microsoft Entra can’t be reached right now. Nothing is lost: say “sync” and press Sync now again in a few minutes.',
    'entra-nobody': () =>
      'Microsoft Entra names nobody among the users that are synced, so nobody was removed. Check the groups under Change mapping, then press Sync now.',
    'entra-delta-expired': () =>
      'Microsoft Entra no longer knows where the last sync ended. Press Sync now: it looks at everyone.',
    'entra-refused': (details) => {
      const permission = said(details, 'permission');
      const which =
        permission === undefined
          ? 'a permission is missing'
          : `the application permission ${permission} is missing`;
      return `Microsoft Entra refused to tell who your people are, because ${which}. Ask a Global Administrator or Privileged Role Administrator to grant it to Rollcall’s app registration (API permissions, “Grant admin consent”), then press Sync now again.`;
    },
    'person-gone': () =>
      'This person is no longer in the directory. Say “find” and their name to look for them, or “directory” to see who is there.',
    'phone-taken': (details) => {
      const name = said(details, 'name');
      return `The phone number belongs to ${name ?? 'someone else'} now. Change it there first, then try again.`;
    },
    'too-many-people': (details) => {
      const most = said(details, 'most') ?? '100';
      return `That is too many people at once; at most ${most} can be moved or deleted together. Choose fewer and try again.`;
    },
    'nobody-chosen': () =>
      'Nobody was chosen. Choose at least one person from the list and try again.',
    'last-tenant-admin': () =>
      'The last tenant admin can’t be removed, since nobody could name another. Make someone else a tenant admin first.',
    'admin-fixed': () =>
      'This admin is set by the deployment and can’t be removed here. Ask whoever runs Rollcall to change TENANT_ADMINS.',
    'attribute-gone': () =>
      'This attribute is no longer there. Say “attributes” to see those that are.',
    'group-gone': () =>
      'This group is no longer one of your organization’s: the team was deleted, or I was removed from it. Say “group” to see those that are.',
    'not-a-group-admin': () =>
      'You can’t do this, because you don’t own this group. Ask one of its owners, or an admin of the directory.',
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
    'storage-refused': (details) => {
      const reason = said(details, 'reason');
      return `The directory’s storage refuses me${reason === undefined ? '' : ` (${reason})`}. Run “npm run doctor” with these settings: it says which role or key is missing.`;
    },
    'store-full': (details) => {
      const mb = said(details, 'mb');
      return `The built-in store is full${mb === undefined ? '' : ` (${mb} MB)`}. Connect an Azure Storage account to go on; what is there can still be read.`;
    },
    'bad-message': () => 'I couldn’t read that message. Say “help” to see what I can do.',
    unsigned: () => 'I only take what Microsoft Teams has signed. Write to me in Teams.',
    'other-channel': () => 'I only answer in Microsoft Teams. Write to me there.',
    'action-unknown': () =>
      'I don’t know this button; the card may be from an older version. Say “help” for a fresh card.',
    unexpected: () => 'Something went wrong on my side. Nothing is lost: try again in a moment.',
  };
}
