import type { Network } from './network.ts';
import type { Actor } from './person.ts';

/*
 * The inbox: a folder in the storage for each organization. Other systems put files there, and each is imported in the
 * name of the admin who allowed it.
 */

/** `preview`: each file waits for an admin; `apply`: it is imported if nothing is unclear. */
export const inboxModes = ['off', 'preview', 'apply'] as const;
export type InboxMode = (typeof inboxModes)[number];

export type InboxSetting =
  | { readonly mode: 'off' }
  | {
      readonly mode: Exclude<InboxMode, 'off'>;
      readonly network: Network;
      /** the admin who allowed it */
      readonly by: Actor;
      /** theirs, for the sentences of their notices */
      readonly locale: string;
      readonly timeZone?: string;
    };

/** The folder that an organization's files are put into. @param tenant the organization */
export function inboxFolder(tenant: string): string {
  return `${tenant.toLowerCase()}/`;
}
