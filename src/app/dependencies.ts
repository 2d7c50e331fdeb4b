import type { LookupLimits } from '../bot/lookup/allowance.ts';
import type { TurnLimits } from '../edge/turn-limits.ts';
import type { ChannelCloud } from '../edge/channel-authentication.ts';
import type { DownloadPolicy } from '../edge/download.ts';
import type { EdgeLimits } from '../edge/limits.ts';
import type { FileLimits } from '../edge/file-allowance.ts';
import type { AccountLookUp, GroupOwners, RosterReader } from '../features/groups/ports.ts';
import type { PhotoSource } from '../features/people/pictures.ts';
import type { RateLimiter } from '../features/notices/rate-limiter.ts';
import type { EntraGroups } from '../features/sync/ports.ts';
import type { Syncs } from '../features/sync/syncs.ts';
import type { Storage } from '../infra/storage/storage.ts';
import type { Telemetry } from '../infra/telemetry/ports.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';

/** Everything the product is composed from. Tests replace the optional parts. */
export interface Dependencies {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly log: Log;
  /** transactions in flight at once while an import is applied */
  readonly concurrency: number;
  readonly downloadPolicy?: Partial<DownloadPolicy>;
  readonly fileLimits?: Partial<FileLimits>;
  readonly lookupLimits?: Partial<LookupLimits>;
  readonly turnLimits?: Partial<TurnLimits>;
  readonly connectionLimits?: Partial<EdgeLimits>;
  /** where Teams runs; absent: in the public cloud */
  readonly cloud?: ChannelCloud;
  /** refuses people that the store has no room for; absent: there is always room */
  readonly assertRoom?: (people: number) => Promise<void>;
  /** requests syncs; absent: over Microsoft Graph */
  readonly syncs?: Syncs;
  /** finds Entra groups; absent: over Microsoft Graph */
  readonly entraGroups?: EntraGroups;
  /** members of chats and teams; absent: from Teams */
  readonly members?: AccountLookUp & RosterReader;
  /** pictures of accounts; absent: from Microsoft Graph */
  readonly photos?: PhotoSource;
  /** owners of teams; absent: from Microsoft Graph */
  readonly groupOwners?: GroupOwners;
  /** seconds that a failed job waits before its next try; absent: doubling from 2 s */
  readonly retrySeconds?: (tries: number) => number;
  /** seconds in which other processes forget an organization's former secret; absent: 60 */
  readonly secretSeconds?: number;
  /** absent: each minute, and files whose last write is a minute ago */
  readonly inbox?: { readonly everyMs: number; readonly settledMs: number };
  /** milliseconds since 1970; absent: this machine's clock */
  readonly now?: () => number;
  /** limits messages to chats; absent: Teams' own limits */
  readonly rateLimiter?: RateLimiter;
  /** absent: nothing is measured */
  readonly telemetry?: Telemetry;
}
