import { createPictures, type Pictures } from '../features/people/pictures.ts';
import { safeId } from '../domain/organization.ts';
import { createRetention, type Retention } from '../domain/operations/retention.ts';
import type { Announcer } from '../domain/operations/ports.ts';
import { createAttributes, type Attributes } from '../features/admin/attributes.ts';
import { createRoles, type Roles } from '../features/admin/roles.ts';
import {
  createOrganizationSettings,
  type OrganizationSettings,
} from '../features/admin/settings.ts';
import { createExportRequests, type ExportRequests } from '../features/exports/export-requests.ts';
import { createSchedules, type Schedules } from '../features/exports/schedules.ts';
import { createAddAllowance } from '../features/groups/add-allowance.ts';
import { createGroups, type Groups } from '../features/groups/groups.ts';
import {
  createRestoreRequests,
  type RestoreRequests,
} from '../features/groups/restore-requests.ts';
import { meansBuiltIn } from '../features/imports/reading/headers.ts';
import { createAnnouncer } from '../features/notices/announcer.ts';
import type { Storage } from '../infra/storage/storage.ts';
import type { Dependencies } from './dependencies.ts';
import { composePeople, type PeopleFeature } from './people.ts';
import { composeSync, type SyncFeature } from './sync.ts';
import { defined } from '../lib/defined.ts';

/** The parts that the web role and the worker share. */
export interface Shared extends PeopleFeature, SyncFeature {
  /** milliseconds since 1970 */
  readonly now: () => number;
  readonly jobs: Storage['jobs'];
  readonly deliveries: Storage['deliveries'];
  /** @param wake reads a queue when a message that this process has just sent can be claimed */
  onSent(wake: Wake): void;
  /** the one tenant that the bot serves; absent in local mode */
  readonly homeTenant?: string;
  /** whether this deployment serves an organization (its key); others' data may be left from before */
  readonly serves: (tenant: string) => boolean;
  readonly groups: Groups;
  readonly restoreRequests: RestoreRequests;
  readonly pictures: Pictures;
  readonly announcer: Announcer;
  readonly roles: Roles;
  readonly attributes: Attributes;
  readonly organizationSettings: OrganizationSettings;
  readonly exports: ExportRequests;
  readonly schedules: Schedules;
  readonly retention: Retention;
}

type Wake = (queue: 'jobs' | 'deliveries', afterSeconds?: number) => void;

export function composeShared(deps: Dependencies): Shared {
  const { settings, storage } = deps;
  const now = deps.now ?? (() => Date.now());
  const homeTenant = settings.MicrosoftAppTenantId;
  let wake: Wake = () => undefined;
  const jobs = waking(storage.jobs, (seconds) => wake('jobs', seconds));
  const deliveries = waking(storage.deliveries, (seconds) => wake('deliveries', seconds));
  const people = composePeople(deps, now);
  const { audit } = people;
  const organizationSettings = createOrganizationSettings({
    store: storage.organizationSettings,
    audit,
    now,
  });
  const restoreRequests = createRestoreRequests({
    store: storage.restoreRequests,
    people: people.people,
    now,
  });
  const sync = composeSync(deps, { audit, jobs, now, people: people.syncedPeople });
  return {
    ...people,
    ...sync,
    pictures: createPictures({
      photos: deps.photos ?? sync.entra,
      files: storage.files,
      jobs,
      now,
    }),
    now,
    jobs,
    deliveries,
    onSent(lookAtQueue) {
      wake = lookAtQueue;
    },
    ...defined({ homeTenant }),
    serves: (tenant) => homeTenant === undefined || tenant === safeId(homeTenant),
    groups: createGroups({
      groups: storage.groups,
      memberships: storage.memberships,
      provisioning: people.provisioning,
      named: people.addNamed,
      allowance: createAddAllowance({ store: storage.addedMembers, now }),
      requests: restoreRequests,
      settings: organizationSettings,
      people: people.people,
      organizations: storage.organizations,
      now,
    }),
    restoreRequests,
    announcer: createAnnouncer({ outbox: storage.outbox, deliveries, now }),
    roles: createRoles({
      store: storage.roles,
      audit,
      tenantAdmins: settings.TENANT_ADMINS,
      granted: (tenant) => organizationSettings.granted(tenant),
      now,
      ...defined({ homeTenant }),
    }),
    attributes: createAttributes({ store: storage.attributes, audit, meansBuiltIn, now }),
    organizationSettings,
    exports: createExportRequests({
      operations: storage.operations,
      memory: storage.exportMemory,
      jobs,
      now,
    }),
    schedules: createSchedules({ store: storage.schedules, jobs, now }),
    retention: createRetention({
      operations: storage.operations,
      files: storage.files,
      days: settings.FILE_DAYS,
      now,
    }),
  };
}

/** A queue that wakes this process's loops when this process sends; other processes see the message at their next poll. */
function waking<Q extends { send(message: never, delaySeconds?: number): Promise<void> }>(
  queue: Q,
  wake: (afterSeconds?: number) => void,
): Q {
  return Object.assign(Object.create(queue) as Q, {
    async send(message: never, delaySeconds?: number) {
      await queue.send(message, delaySeconds);
      wake(delaySeconds);
    },
  });
}
