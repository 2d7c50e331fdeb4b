import type { ErrorCode } from '../errors.ts';

/** Retry policy of an error: `final`, another attempt would end the same; `may-pass`, it may succeed. */
type RetryPolicy = 'final' | 'may-pass';

/**
 * Every code has an entry, so adding a code requires a decision. Codes that no job throws today are listed too:
 * new code in a job must not keep an admin waiting for five attempts that can't succeed.
 */
const retryPolicies: Readonly<Record<ErrorCode, RetryPolicy>> = {
  // permissions
  'not-an-admin': 'final',
  'other-organization': 'final',
  'no-organization': 'final',
  'needs-tenant-admin': 'final',
  // files: a stored file never changes
  'file-in-group-chat': 'final',
  'file-empty': 'final',
  'file-is-workbook': 'final',
  'file-is-image': 'final',
  'file-is-web-page': 'final',
  'file-is-pdf': 'final',
  'file-is-archive': 'final',
  'file-is-json': 'final',
  'file-is-binary': 'final',
  'file-is-locked': 'final',
  'file-is-web-table': 'final',
  'file-is-xml-workbook': 'final',
  'file-is-numbers': 'final',
  'file-is-document': 'final',
  'file-is-rtf': 'final',
  'archive-several-files': 'final',
  'archive-no-table': 'final',
  'archive-damaged': 'final',
  'archive-newer': 'final',
  'archive-of-others': 'final',
  'directory-not-empty': 'final',
  'file-is-damaged': 'final',
  'unpacked-too-large': 'final',
  'file-too-large': 'final',
  'file-out-of-reach': 'final',
  'file-address-refused': 'final',
  'file-address-expired': 'final',
  'file-address-slow': 'may-pass',
  'file-address-failed': 'may-pass',
  'too-many-files': 'may-pass',
  // reading files
  'no-phone-column': 'final',
  'no-header': 'final',
  'two-columns-for-one': 'final',
  'no-usable-row': 'final',
  'unknown-encoding': 'final',
  // operations: a missing blob may have just been cleaned up by another attempt, or is about to be written
  'operation-gone': 'may-pass',
  'operation-not-yours': 'final',
  'operation-not-waiting': 'final',
  'nothing-to-undo': 'final',
  'undo-too-late': 'final',
  'plan-gone': 'final',
  'given-up': 'final',
  // exports
  'too-many-for-workbook': 'final',
  'schedule-gone': 'final',
  'schedule-not-yours': 'final',
  'too-many-schedules': 'final',
  // the sync with Entra
  'sync-not-set-up': 'final',
  'sync-running': 'may-pass',
  'entra-unreachable': 'may-pass',
  'entra-refused': 'final',
  // the next attempt reads everyone
  'entra-delta-expired': 'may-pass',
  'entra-nobody': 'final',
  'entra-group-gone': 'final',
  // people, admins, attributes
  'person-gone': 'final',
  'phone-taken': 'final',
  'too-many-people': 'final',
  'nobody-chosen': 'final',
  'last-tenant-admin': 'final',
  'admin-fixed': 'final',
  'attribute-gone': 'final',
  // groups
  'group-gone': 'final',
  'not-a-group-admin': 'final',
  'group-adding-off': 'final',
  'group-adding-teams-only': 'final',
  'too-many-added': 'final',
  // settings and startup: a fault of one process, or of a key that is being rotated; the next attempt may run
  // in another process
  'setting-wrong': 'may-pass',
  'port-taken': 'may-pass',
  'data-dir-taken': 'may-pass',
  'not-loopback': 'may-pass',
  'storage-unreachable': 'may-pass',
  'too-slow': 'may-pass',
  busy: 'may-pass',
  'store-damaged': 'may-pass',
  'storage-refused': 'may-pass',
  'store-full': 'final',
  // the platform
  'bad-message': 'final',
  'message-too-long': 'final',
  unsigned: 'final',
  'other-channel': 'final',
  'action-unknown': 'final',
  unexpected: 'may-pass',
};

/** Whether another attempt at the job would end the same: an error of the file, of permissions, or of the request itself. */
export function isFinal(code: ErrorCode): boolean {
  return retryPolicies[code] === 'final';
}
