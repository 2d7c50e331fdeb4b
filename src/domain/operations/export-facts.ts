import type { AttributeKey } from '../attributes.ts';
import type { Network } from '../network.ts';

/** The export's part of the operation's record: the request and the results. */

export type ExportNetwork = Network | 'All';
export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The people in the file. */
export type ExportChanges =
  | { readonly kind: 'all' }
  /** people added, changed, moved or deleted since the start of a day */
  | {
      readonly kind: 'since-date';
      /** YYYY-MM-DD, as the admin selected it */
      readonly day: string;
      /** the start of the day in the admin's time zone; ISO 8601, UTC */
      readonly from: string;
    }
  /** since the admin's last export of the same network, or since the schedule's last run */
  | { readonly kind: 'since-last' };

export interface ExportRequest {
  readonly network: ExportNetwork;
  /** in addition to phone number and network, which are in every file; `all`: all that exist when it runs */
  readonly columns: 'all' | readonly AttributeKey[];
  readonly changes: ExportChanges;
  readonly format: ExportFormat;
  /** the archive of the whole organization; the rest of the request then says nothing */
  readonly everything?: true;
  /** the audit, likewise */
  readonly audit?: true;
}

/** An export's file has rows of people, an archive of the whole organization, or the audit. */
export type ExportContents = 'people' | 'everything' | 'audit';

export function contentsOf(
  request: Pick<ExportRequest, 'everything' | 'audit'> | undefined,
): ExportContents {
  if (request?.everything === true) return 'everything';
  return request?.audit === true ? 'audit' : 'people';
}

/** The request of an archive of everything, as an export and as an import. */
export const everythingRequest: ExportRequest = {
  network: 'All',
  columns: 'all',
  changes: { kind: 'all' },
  format: 'csv',
  everything: true,
};

/**
 * The request of the whole audit. 1.4 and older don't know `audit` and take it for an export of people, if they are to
 * finish it: of those changed since a day that never comes, and so of nobody.
 */
export const auditRequest: ExportRequest = {
  network: 'All',
  columns: 'all',
  changes: { kind: 'since-date', day: '9999-12-31', from: '9999-12-31T00:00:00.000Z' },
  format: 'csv',
  audit: true,
};

/** The contents of the file. */
export interface ExportCounts {
  /** rows without the header */
  readonly people: number;
  /** of an export of changes: the counts of its marks */
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly deleted: number;
  /**
   * Start of the changes in the file; ISO 8601, UTC. Absent in an export of everyone, also where changes were
   * requested and there was no earlier export to compare with.
   */
  readonly since?: string;
  /** of an archive of everything: `checkCodeOf` */
  readonly checkCode?: string;
  /** of the audit: entries, each of which has one line or more */
  readonly entries?: number;
}

export const noExportCounts: ExportCounts = {
  people: 0,
  added: 0,
  changed: 0,
  moved: 0,
  deleted: 0,
};
