import type { Held, HeldAnswer, IncomingIdentity } from '../../domain/provisioning.ts';
import type { Actor, FieldChange } from '../../domain/person.ts';
import type { EntraField, SyncSettings } from './sync-settings.ts';

/** What an organization decided about its sync; undefined: nothing yet, there is no sync. */
export interface SyncSettingsReader {
  settings(tenant: string): Promise<SyncSettings | undefined>;
}

/** How far an organization's sync has come; kept between syncs. */
export interface SyncState {
  /** Graph's link to what changed since the last completed sync; absent: the next one is full */
  readonly deltaLink?: string;
  /** the settings' revision that the link was made with */
  readonly revision?: string;
  /** An admin has looked at the preview of the first sync (or the first since a reset) and said yes. */
  readonly isConfirmed: boolean;
  /** id of the sync operation that is under way, or was the last */
  readonly operation?: string;
  /** how often it was reset */
  readonly resets?: number;
  /** presses and daily runs that were answered, newest first: the same again is the same sync */
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

/** Somebody of whom a sync couldn't tell who they are, until an admin does. */
export interface HeldPerson {
  readonly entraId: string;
  /** ISO 8601, UTC */
  readonly at: string;
  /** as Entra has them */
  readonly name: string;
  readonly phone: string;
  readonly held: Held;
  /** what would change in the person whom they may be */
  readonly changes: readonly FieldChange[];
  readonly incoming: IncomingIdentity;
  /** `skip`: they are left out, for as long as the question is the same; another answer is being carried out */
  readonly answer?: HeldAnswer;
  readonly answeredBy?: Actor;
}

export interface HeldPeopleStore {
  all(tenant: string): Promise<readonly HeldPerson[]>;
  read(tenant: string, entraId: string): Promise<HeldPerson | undefined>;
  /** Writes one, in place of what was there. */
  put(tenant: string, person: HeldPerson): Promise<void>;
  remove(tenant: string, entraId: string): Promise<void>;
}

/** A group of Entra, for choosing whose users are synced. */
export interface EntraGroup {
  readonly id: string;
  readonly name: string;
}

/** Entra as the screens need it. Fails with AppError `entra-unreachable`, or `entra-refused` when a permission is missing. */
export interface EntraGroups {
  /** At most 15 groups whose name begins with the text. */
  find(tenant: string, text: string): Promise<readonly EntraGroup[]>;
}

/** A user as a page tells of them. */
export type EntraEntry =
  | {
      /** Entra object id, as safeId gives it */
      readonly id: string;
      readonly isGuest: boolean;
      /** Entra didn't tell whether the account is enabled: it says nothing about whether somebody comes in */
      readonly isUntold?: true;
      /** '' where there is none; absent where the page doesn't tell */
      readonly values: Readonly<Partial<Record<EntraField, string>>>;
    }
  /** deleted, or the account is disabled */
  | { readonly id: string; readonly gone: true };

export interface EntraPage {
  readonly entries: readonly EntraEntry[];
  /** link to the next page */
  readonly next?: string;
  /** after the last page: link to what changes from then on */
  readonly delta?: string;
}

/**
 * Users of Entra, page by page. Fails with AppError `entra-unreachable`, `entra-refused`, and `entra-delta-expired` when a link
 * is too old.
 */
export interface EntraUsers {
  /** @param link of a page, or to what changed since; absent: everyone, from the beginning */
  changes(tenant: string, fields: readonly EntraField[], link?: string): Promise<EntraPage>;
  /** Users of a group and of the groups in it. */
  members(
    tenant: string,
    group: string,
    fields: readonly EntraField[],
    link?: string,
  ): Promise<EntraPage>;
}
