import type { Network } from '../domain/network.ts';

/** One person as a list of the directory shows them. */
export interface PersonEntry {
  /** person id: 32 hex digits */
  readonly id: string;
  /** '' for a person of whom only the phone is known */
  readonly name: string;
  /** E.164; '' for a person without one */
  readonly phone: string;
  readonly network: Network;
  readonly jobTitle?: string;
  readonly department?: string;
  readonly linked: boolean;
}
