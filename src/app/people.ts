import { createAudit, type Audit } from '../features/admin/audit.ts';
import { createAddNamed, type AddNamed } from '../features/people/add-named.ts';
import { createBulkChanges, type BulkChanges } from '../features/people/bulk-changes.ts';
import { createLinkImportedPeople } from '../features/people/link-imported-people.ts';
import { createPhoneChanges } from '../features/people/phone-changes.ts';
import { createDuplicates, type Duplicates } from '../features/people/duplicates.ts';
import { createMerges, type Merges } from '../features/people/merges.ts';
import { createPeople, type People } from '../features/people/people.ts';
import { createProvisioningBatch } from '../features/people/provisioning-batch.ts';
import { createProvisioning, type PeopleProvisioning } from '../features/people/provisioning.ts';
import { createDirectoryView, type DirectoryView } from '../features/search/directory-view.ts';
import type { PeopleWriters } from '../features/search/own-writes.ts';
import type { SyncedPeople } from '../features/sync/apply-changes.ts';
import { parseMatchOrder } from '../domain/match-keys.ts';
import type { AnswerOf } from '../domain/provisioning.ts';
import { createDecideHeld } from '../features/people/decide-held.ts';
import { createRunningImports, type RunningImports } from '../jobs/running-imports.ts';
import type { Dependencies } from './dependencies.ts';

/** An email that more people share is no match key. */
const maxWithEmail = 10;

/** The directory: changes to single people, the identities that join it, and the view that lists and finds them. */
export interface PeopleFeature {
  readonly audit: Audit;
  readonly people: People;
  /** moves and deletions of several, with their records */
  readonly bulk: BulkChanges;
  readonly merges: Merges;
  readonly duplicates: Duplicates;
  /** adds people whom a group admin names */
  readonly addNamed: AddNamed;
  readonly provisioning: PeopleProvisioning;
  /** people as a sync adds, changes and removes them */
  readonly syncedPeople: SyncedPeople;
  /** changes of phone numbers within an import or undo */
  readonly phoneChanges: ReturnType<typeof createPhoneChanges>;
  readonly linkImportedPeople: ReturnType<typeof createLinkImportedPeople>;
  readonly directory: DirectoryView;
  /** the stores through which people are changed, which tell the view */
  readonly writers: PeopleWriters;
  readonly runningImports: RunningImports;
}

export function composePeople({ storage, log }: Dependencies, now: () => number): PeopleFeature {
  // The audit reads people to complete entries that a dead process left half recorded, and people write to the
  // audit.
  const audit: Audit = createAudit({
    store: storage.audit,
    intents: storage.auditIntents,
    async complete(tenant, entry) {
      await merges.finish(tenant, entry);
      await provisioning.finishMerge(tenant, entry);
      return people.complete(tenant, entry);
    },
    onDelay: (err) => log.warn({ err }, 'an audit entry is appended later'),
    now,
  });
  const runningImports = createRunningImports();
  const directory = createDirectoryView({
    people: storage.people,
    segments: storage.segments,
    changes: storage.changes,
    log,
    now,
    isBusy: () => runningImports.any(),
  });
  const writers = directory.telling({ people: storage.people, changeFeed: storage.changes });
  const peopleDeps = {
    store: writers.people,
    organizations: storage.organizations,
    aliases: storage.aliases,
    changeFeed: writers.changeFeed,
    audit,
    now,
  };
  const people: People = createPeople(peopleDeps);
  const merges = createMerges(peopleDeps);
  const idsWith = async (tenant: string, key: 'emails' | 'employeeIds', value: string) => {
    // It waits for shards that are being read, so that the search has everyone.
    const also = await directory.alsoKnownBy(tenant, key, value);
    const { entries } = await directory.find(tenant, value, maxWithEmail, 'en');
    return [...new Set([...entries.map(({ id }) => id), ...also])];
  };
  const provisioningDeps = {
    ...peopleDeps,
    matchOrder: async (tenant: string) =>
      parseMatchOrder((await storage.organizationSettings.all(tenant)).chosen.matchBy),
    entraLinks: storage.entraLinks,
    emails: {
      withEmail: (tenant: string, email: string) => idsWith(tenant, 'emails', email),
      withEmployeeId: (tenant: string, id: string) => idsWith(tenant, 'employeeIds', id),
    },
  };
  const provisioning: PeopleProvisioning = createProvisioning(provisioningDeps);
  const batchDeps = { ...provisioningDeps, contents: storage.people, provisioning };
  return {
    audit,
    people,
    bulk: createBulkChanges({
      people,
      store: storage.people,
      operations: storage.operations,
      now,
    }),
    merges,
    duplicates: createDuplicates({
      directory,
      apart: storage.apart,
      organizations: storage.organizations,
      people,
      audit,
      now,
    }),
    addNamed: createAddNamed(peopleDeps),
    provisioning,
    syncedPeople: {
      round: (tenant: string, answerOf?: AnswerOf) =>
        createProvisioningBatch(batchDeps, tenant, answerOf),
      decide: createDecideHeld(provisioning),
      leave: (...given) => provisioning.leave(...given),
      byEntraId: (...given) => provisioning.byEntraId(...given),
    },
    phoneChanges: createPhoneChanges(peopleDeps),
    linkImportedPeople: createLinkImportedPeople({
      ...batchDeps,
      maybeTwice: async (tenant) => (await directory.matchIndex(tenant)).maybeTwice(),
    }),
    directory,
    writers,
    runningImports,
  };
}
