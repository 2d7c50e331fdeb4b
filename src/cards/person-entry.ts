import type { Network } from '../domain/network.ts';

/** One person as a line of a list. */
export interface PersonEntry {
  /** person id: 32 hex digits */
  readonly id: string;
  /** '' for a person of whom only the phone number is known */
  readonly name: string;
  /** E.164; '' for a person without one */
  readonly phone: string;
  readonly network: Network;
  readonly jobTitle?: string;
  readonly department?: string;
  readonly linked: boolean;
}
