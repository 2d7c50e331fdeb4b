/**
 * Coded errors. A code is stable and has one sentence for people in `src/text/`; `details` fill that sentence
 * and are safe to show; `cause` and `note` are for the log only. Anything thrown that isn't an AppError is a
 * defect and is answered with the sentence of `unexpected`.
 */

export const errorCodes = [
  // permissions
  'not-an-admin',
  'other-organization',
  'no-organization',
  'needs-tenant-admin',
  // files
  'file-in-group-chat',
  'file-empty',
  'file-is-workbook',
  'file-is-image',
  'file-is-web-page',
  'file-is-pdf',
  'file-is-archive',
  'file-is-json',
  'file-is-binary',
  'file-is-locked',
  'file-is-web-table',
  'file-is-xml-workbook',
  'file-is-numbers',
  'file-is-document',
  'file-is-rtf',
  'archive-several-files',
  'archive-no-table',
  'archive-damaged',
  'archive-newer',
  'archive-of-others',
  'directory-not-empty',
  'file-is-damaged',
  'unpacked-too-large',
  'file-too-large',
  'file-out-of-reach',
  'file-address-refused',
  'file-address-expired',
  'file-address-slow',
  'file-address-failed',
  'too-many-files',
  // reading files
  'no-phone-column',
  'no-header',
  'two-columns-for-one',
  'no-usable-row',
  'unknown-encoding',
  // operations
  'operation-gone',
  'operation-not-yours',
  'operation-not-waiting',
  'nothing-to-undo',
  'undo-too-late',
  'plan-gone',
  'given-up',
  // exports
  'too-many-for-workbook',
  'schedule-gone',
  'schedule-not-yours',
  'too-many-schedules',
  // the sync with Entra
  'sync-not-set-up',
  'sync-running',
  'entra-unreachable',
  'entra-refused',
  'entra-delta-expired',
  'entra-nobody',
  'entra-group-gone',
  // people, admins, attributes
  'person-gone',
  'phone-taken',
  'too-many-people',
  'nobody-chosen',
  'last-tenant-admin',
  'admin-fixed',
  'attribute-gone',
  // groups
  'group-gone',
  'not-a-group-admin',
  'group-adding-off',
  'group-adding-teams-only',
  'too-many-added',
  // settings and startup
  'setting-wrong',
  'port-taken',
  'data-dir-taken',
  'not-loopback',
  'storage-unreachable',
  'storage-refused',
  'store-full',
  'store-damaged',
  // the platform
  'bad-message',
  'message-too-long',
  'unsigned',
  'other-channel',
  'action-unknown',
  'too-slow',
  'busy',
  'unexpected',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export type ErrorDetails = Readonly<Record<string, string | number>>;

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  /**
   * @param code which error it is; its sentence is in `src/text/`
   * @param details values that the sentence shows to the person; never secrets
   * @param options.note technical detail, for the log only
   */
  constructor(
    code: ErrorCode,
    details: ErrorDetails = {},
    options: { cause?: unknown; note?: string } = {},
  ) {
    super(options.note === undefined ? code : `${code}: ${options.note}`, {
      cause: options.cause,
    });
    this.code = code;
    this.details = details;
  }
}

/** @returns the same error as an AppError; an error without a code is a defect and becomes `unexpected` */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('unexpected', {}, { cause: error, note: String(error) });
}

/** Whether others kept changing what was to be changed. */
export function isBusy(error: unknown): boolean {
  return error instanceof AppError && error.code === 'busy';
}
