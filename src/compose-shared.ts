import type { AccountLookUp } from './bot/ports.ts';
import type { ChannelCloud } from './bot/channel-authentication.ts';
import type { DownloadPolicy } from './bot/download.ts';
import type { FileLimits } from './bot/file-allowance.ts';
import { createExportRequests } from './exports/export-requests.ts';
import { createSchedules } from './exports/schedules.ts';
import { meansBuiltIn } from './imports/reading/headers.ts';
import { createGroups } from './groups/groups.ts';
import type { GroupOwners, RosterReader } from './groups/ports.ts';
import type { Log } from './log.ts';
import { createUnderWay } from './jobs/under-way.ts';
import { createAnnouncer } from './notices/announce.ts';
import type { Pace } from './notices/pace.ts';
import { createAttributes } from './organizations/attributes.ts';
import { createAudit, type Audit } from './organizations/audit.ts';
import { createRetention } from './operations/retention.ts';
import { createRoles } from './organizations/roles.ts';
import { createOrganizationSettings } from './organizations/settings.ts';
import { createArrivals, type PeopleArrivals } from './people/arrivals.ts';
import { createMeetImported } from './people/meet-imported.ts';
import { createPeople, type People } from './people/people.ts';
import type { EntraGroups } from './sync/ports.ts';
import { createSyncSettings } from './sync/sync-settings-use.ts';
import type { SyncedPeople } from './sync/bring-in.ts';
import { createSyncs, type Syncs } from './sync/syncs.ts';
import { createEntra } from './graph/entra.ts';
import { createGraphClient } from './graph/graph-client.ts';
import { createTokens } from './graph/tokens.ts';
import { createArrivalRound } from './people/arrival-round.ts';
import type { Settings } from './settings.ts';
import type { Storage } from './storage/storage.ts';
import type { Telemetry } from './telemetry/ports.ts';
import { createDirectoryView } from './view/directory-view.ts';

export interface RollcallParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly log: Log;
  /** transactions under way at once while an import is applied */
  readonly concurrency: number;
  readonly downloadPolicy?: Partial<DownloadPolicy>;
  readonly fileLimits?: Partial<FileLimits>;
  /** where Teams runs; absent: in the public cloud */
  readonly cloud?: ChannelCloud;
  /** refuses what the store has no room for; absent: it has room for anything */
  readonly assertRoom?: (people: number) => Promise<void>;
  /** what asks for syncs and looks for groups; absent: as Microsoft Graph does */
  readonly syncs?: Syncs;
  readonly entraGroups?: EntraGroups;
  /** who is in chats and teams; absent: as Teams tells it */
  readonly members?: AccountLookUp & RosterReader;
  /** absent: as Microsoft Graph tells it */
  readonly groupOwners?: GroupOwners;
  /** how long a failed job waits before its next try; usually doubling from 2 s */
  readonly retrySeconds?: (tries: number) => number;
  /** milliseconds since 1970; absent: by this machine's clock */
  readonly now?: () => number;
  /** how fast chats are written to; absent: as fast as Teams allows */
  readonly pace?: Pace;
  /** absent: nothing is measured */
  readonly telemetry?: Telemetry;
}

/** More people with one email than this are told apart by nothing that is known of them. */
const mostWithEmail = 10;

/** What the bot and the jobs have in common. */
export type Shared = ReturnType<typeof composeShared>;

export function composeShared(parts: RollcallParts) {
  const { settings, storage, log } = parts;
  const now = parts.now ?? (() => Date.now());
  const home = settings.MicrosoftAppTenantId;
  let wake: () => void = () => undefined;
  const jobs = waking(storage.jobs, () => wake());
  const deliveries = waking(storage.deliveries, () => wake());
  // Each needs the other: what a process left half recorded is finished by looking at the person.
  const audit: Audit = createAudit({
    store: storage.audit,
    intents: storage.auditIntents,
    async complete(tenant, entry) {
      await arrivals.finishMerge(tenant, entry);
      return people.complete(tenant, entry);
    },
    onDelay: (err) => log.warn({ err }, 'an audit entry is appended later'),
    now,
  });
  const importsUnderWay = createUnderWay();
  const directory = createDirectoryView({
    people: storage.people,
    parts: storage.viewParts,
    changes: storage.changes,
    log,
    now,
    isBusy: () => importsUnderWay.any(),
  });
  const peopleDeps = {
    store: storage.people,
    organizations: storage.organizations,
    aliases: storage.aliases,
    notes: storage.changes,
    audit,
    now,
  };
  const entra = createEntra(
    createGraphClient({ url: settings.GRAPH_URL, tokenOf: createTokens(settings) }),
  );
  const syncSettings = createSyncSettings({
    store: storage.syncSettings,
    audit,
    jobs,
    attributes: (tenant) => storage.organizations.attributes(tenant),
    now,
  });
  const people: People = createPeople(peopleDeps);
  const arrivalsDeps = {
    ...peopleDeps,
    entraLinks: storage.entraLinks,
    emails: {
      withEmail: async (tenant: string, email: string) =>
        (await directory.find(tenant, email, mostWithEmail, 'en')).entries.map(({ id }) => id),
    },
  };
  const arrivals: PeopleArrivals = createArrivals(arrivalsDeps);
  const roundDeps = { ...arrivalsDeps, contents: storage.people, arrivals };
  return {
    now,
    jobs,
    deliveries,
    /** @param awaken looks at the queues: something was just put there by this process */
    onSent: (awaken: () => void) => {
      wake = awaken;
    },
    ...(home !== undefined && { homeTenant: home }),
    audit,
    people,
    arrivals,
    groups: createGroups({
      groups: storage.groups,
      memberships: storage.memberships,
      arrivals,
      people,
      organizations: storage.organizations,
      now,
    }),
    announcer: createAnnouncer({ outbox: storage.outbox, deliveries, now }),
    roles: createRoles({
      store: storage.roles,
      audit,
      tenantAdmins: settings.TENANT_ADMINS,
      now,
      ...(home !== undefined && { homeTenant: home }),
    }),
    attributes: createAttributes({
      store: storage.attributes,
      audit,
      meansBuiltIn,
      now,
    }),
    organizationSettings: createOrganizationSettings({
      store: storage.organizationSettings,
      audit,
      now,
    }),
    exports: createExportRequests({
      operations: storage.operations,
      memory: storage.exportMemory,
      jobs,
      now,
    }),
    schedules: createSchedules({ store: storage.schedules, jobs, now }),
    entra,
    syncs:
      parts.syncs ??
      createSyncs({
        operations: storage.operations,
        states: storage.syncStates,
        settings: syncSettings,
        jobs,
        audit,
        now,
      }),
    entraGroups: parts.entraGroups ?? entra,
    /** people as a sync brings and removes them */
    syncedPeople: {
      round: (tenant: string) => createArrivalRound(roundDeps, tenant),
      leave: (...given) => arrivals.leave(...given),
      byEntraId: (...given) => arrivals.byEntraId(...given),
    } satisfies SyncedPeople,
    syncSettings,
    meetImported: createMeetImported(roundDeps),
    retention: createRetention({
      operations: storage.operations,
      files: storage.files,
      days: settings.FILE_DAYS,
      now,
    }),
    directory,
    importsUnderWay,
  };
}

/** A queue that wakes this process's loops when this process puts something in; others find it by asking. */
function waking<Q extends { send(message: never, delaySeconds?: number): Promise<void> }>(
  queue: Q,
  wake: () => void,
): Q {
  return Object.assign(Object.create(queue) as Q, {
    async send(message: never, delaySeconds?: number) {
      await queue.send(message, delaySeconds);
      wake();
    },
  });
}
