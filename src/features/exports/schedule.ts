import type { Recurrence } from '../../domain/recurrence/recurrence.ts';
import type { Actor } from '../../domain/person.ts';
import type { ExportRequest } from '../../domain/operations/export-facts.ts';

/** An export that is asked for again and again, in the name of the admin who made it. */
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
  /** when it runs next; ISO 8601, UTC. A paused one keeps the last */
  readonly nextAt: string;
  /** it doesn't run: because somebody paused it, or because who made it may no longer export */
  readonly paused?: 'by-hand' | 'not-an-admin';
  /** its last completed export: what its changes are counted from */
  readonly last?: string;
  readonly etag: string;
}
