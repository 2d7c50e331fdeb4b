import type { AttributeKey } from '../attributes.ts';
import type { Network } from '../network.ts';

/** What an export was asked to be, and what came of it: its part of the operation's record. */

export type ExportNetwork = Network | 'All';
export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Which people are in the file. */
export type ExportChanges =
  | { readonly kind: 'all' }
  /** who was added, changed, moved or deleted since the beginning of a day */
  | {
      readonly kind: 'since-date';
      /** YYYY-MM-DD, as the admin chose it */
      readonly day: string;
      /** the day's beginning in the admin's time zone; ISO 8601, UTC */
      readonly from: string;
    }
  /** since the admin's last export of the same network, or since the schedule's last run */
  | { readonly kind: 'since-last' };

export interface ExportRequest {
  readonly network: ExportNetwork;
  /** besides phone number and network, which are in every file; `all`: whatever there is when it runs */
  readonly columns: 'all' | readonly AttributeKey[];
  readonly changes: ExportChanges;
  readonly format: ExportFormat;
}

/** What stands in the file. */
export interface ExportCounts {
  /** rows, the header not counted */
  readonly people: number;
  /** of an export of changes: how they are marked */
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly deleted: number;
  /**
   * From when on changes are in the file; ISO 8601, UTC. Absent in an export of everyone, also where changes were asked for
   * and there was no earlier export to compare with.
   */
  readonly since?: string;
}

export const noExportCounts: ExportCounts = {
  people: 0,
  added: 0,
  changed: 0,
  moved: 0,
  deleted: 0,
};
