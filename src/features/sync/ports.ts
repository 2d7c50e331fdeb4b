import type { Held, HeldAnswer, IncomingIdentity } from '../../domain/provisioning.ts';
import type { Actor, FieldChange } from '../../domain/person.ts';
import type { EntraField, SyncSettings } from './sync-settings.ts';

/** An organization's decisions about its sync; undefined: none yet, so there is no sync. */
export interface SyncSettingsReader {
  settings(tenant: string): Promise<SyncSettings | undefined>;
}

/** State of an organization's sync, kept between syncs. */
export interface SyncState {
  /** Graph's link to what changed since the last completed sync; absent: the next one reads everyone */
  readonly deltaLink?: string;
  /** revision of the settings that the link was made with */
  readonly revision?: string;
  /** An admin has confirmed the preview of the first sync (or the first since a reset). */
  readonly isConfirmed: boolean;
  /** id of the running sync operation, or of the last one */
  readonly operation?: string;
  /** how often it was reset */
  readonly resets?: number;
  /** handled card actions and daily runs, newest first: the same again is the same sync */
  readonly asked: readonly { readonly key: string; readonly operation: string }[];
  readonly etag: string;
}

export interface SyncStateStore {
  read(tenant: string): Promise<SyncState | undefined>;
  /** @param seen etag of the state that this was decided on; undefined: there was none */
  write(
    tenant: string,
    state: Omit<SyncState, 'etag'>,
    seen: string | undefined,
  ): Promise<SyncState | 'conflict'>;
}

/** A person whom a sync couldn't match with certainty, until an admin decides. */
export interface HeldPerson {
  readonly entraId: string;
  /** ISO 8601, UTC */
  readonly at: string;
  /** as in Entra */
  readonly name: string;
  readonly phone: string;
  readonly held: Held;
  /** what would change in the person they may be */
  readonly changes: readonly FieldChange[];
  readonly incoming: IncomingIdentity;
  /** `skip`: left out as long as the question is the same; any other answer is being carried out */
  readonly answer?: HeldAnswer;
  readonly answeredBy?: Actor;
}

export interface HeldPeopleStore {
  all(tenant: string): Promise<readonly HeldPerson[]>;
  read(tenant: string, entraId: string): Promise<HeldPerson | undefined>;
  /** Writes one, replacing an earlier one. */
  put(tenant: string, person: HeldPerson): Promise<void>;
  remove(tenant: string, entraId: string): Promise<void>;
}

/** A group of Entra, to choose whose users are synced. */
export interface EntraGroup {
  readonly id: string;
  readonly name: string;
}

/** Entra for the screens. Fails with AppError `entra-unreachable`, or `entra-refused` when a permission is missing. */
export interface EntraGroups {
  /** At most 15 groups whose name begins with the text. */
  find(tenant: string, text: string): Promise<readonly EntraGroup[]>;
}

/** A user in a page. */
export type EntraEntry =
  | {
      /** Entra object id, in the form of safeId */
      readonly id: string;
      readonly isGuest: boolean;
      /** Entra didn't say whether the account is enabled, so the entry doesn't decide whether the person is synced */
      readonly isUntold?: true;
      /** '' for an empty one; absent if the page doesn't have it */
      readonly values: Readonly<Partial<Record<EntraField, string>>>;
    }
  /** deleted, or the account is disabled */
  | { readonly id: string; readonly gone: true };

export interface EntraPage {
  readonly entries: readonly EntraEntry[];
  /** link to the next page */
  readonly next?: string;
  /** after the last page: link to later changes */
  readonly delta?: string;
}

/**
 * Users of Entra, page by page. Fails with AppError `entra-unreachable`, `entra-refused`, and `entra-delta-expired` when a link
 * is too old.
 */
export interface EntraUsers {
  /** @param link of a page, or to what changed since; absent: everyone, from the beginning */
  changes(tenant: string, fields: readonly EntraField[], link?: string): Promise<EntraPage>;
  /** Users of a group and of its nested groups; undefined where the group doesn’t exist any more. */
  members(
    tenant: string,
    group: string,
    fields: readonly EntraField[],
    link?: string,
  ): Promise<EntraPage | undefined>;
}
