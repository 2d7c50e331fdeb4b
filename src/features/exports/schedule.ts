import type { Recurrence } from '../../domain/recurrence/recurrence.ts';
import type { Actor } from '../../domain/person.ts';
import type { ExportRequest } from '../../domain/operations/export-facts.ts';

/** A recurring export on behalf of the admin who created it. */
export interface Schedule {
  readonly tenant: string;
  /** 16 hex digits */
  readonly id: string;
  readonly by: Actor;
  readonly locale: string;
  /** never with changes since a date */
  readonly request: ExportRequest;
  readonly rhythm: Recurrence;
  /** ISO 8601, UTC */
  readonly at: string;
  /** time of the next run; ISO 8601, UTC. A paused schedule keeps its last one */
  readonly nextAt: string;
  /** why it doesn't run: paused by an admin, or its creator may no longer export */
  readonly paused?: 'by-hand' | 'not-an-admin';
  /** its last completed export, which changes are compared with */
  readonly last?: string;
  readonly etag: string;
}
