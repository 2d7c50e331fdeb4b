import type { Network } from '../network.ts';

/** Which of the deleted people; each part that is there has to match. */
export interface DeletedFilter {
  /** deleted in this operation */
  readonly operation?: string;
  /** Entra object id of the admin who deleted them */
  readonly by?: string;
  /** ISO 8601, UTC: deleted then or later */
  readonly from?: string;
  readonly network?: Network;
}
