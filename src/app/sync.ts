import type { SyncedPeople } from '../features/sync/apply-changes.ts';
import { createHeldPeople, type HeldPeople } from '../features/sync/held-people.ts';
import type { JobSender } from '../domain/operations/ports.ts';
import type { Audit } from '../features/admin/audit.ts';
import type { EntraGroups } from '../features/sync/ports.ts';
import { createSyncSettings, type SyncSettingsUse } from '../features/sync/sync-settings-use.ts';
import { createSyncs, type Syncs } from '../features/sync/syncs.ts';
import { createEntra, type Entra } from '../infra/graph/entra.ts';
import { createGraphClient } from '../infra/graph/graph-client.ts';
import { createTokens } from '../infra/graph/tokens.ts';
import type { Dependencies } from './dependencies.ts';

/** The sync with Microsoft Entra, as the web role uses it. */
export interface SyncFeature {
  readonly entra: Entra;
  readonly syncs: Syncs;
  readonly syncSettings: SyncSettingsUse;
  readonly entraGroups: EntraGroups;
  readonly heldPeople: HeldPeople;
}

interface SyncNeeds {
  readonly people: SyncedPeople;
  readonly audit: Audit;
  readonly jobs: JobSender;
  readonly now: () => number;
}

export function composeSync(
  deps: Dependencies,
  { audit, jobs, now, people }: SyncNeeds,
): SyncFeature {
  const { settings, storage } = deps;
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
  const syncs =
    deps.syncs ??
    createSyncs({
      operations: storage.operations,
      states: storage.syncStates,
      settings: syncSettings,
      jobs,
      audit,
      now,
    });
  const heldPeople = createHeldPeople({ held: storage.heldPeople, people, audit, now });
  return { entra, syncs, syncSettings, heldPeople, entraGroups: deps.entraGroups ?? entra };
}
