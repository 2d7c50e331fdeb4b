import type { CountryCode } from '../../domain/phone.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { applyChanges, nothingYet } from './apply-changes.ts';
import type { SyncSettings } from './sync-settings.ts';
import { note, type Checkpoint, type SyncFlowDeps } from './sync-run.ts';

export async function bring(
  deps: SyncFlowDeps,
  begun: Operation,
  settings: SyncSettings,
  checkpoint: Checkpoint,
  signal: AbortSignal,
  dryRun: boolean,
) {
  const { tenant } = begun;
  const { defaultCountry } = await deps.organization.facts(tenant);
  const { reading } = checkpoint;
  return applyChanges(
    deps,
    {
      key: begun,
      by: begun.confirmedBy ?? begun.by,
      at: begun.at,
      mapping: settings.mapping,
      attributes: await deps.organization.attributes(tenant),
      defaultCountry: defaultCountry as CountryCode | undefined,
      pages: reading.pages,
      isFull: checkpoint.since === undefined,
      dryRun,
      signal,
      async onProgress(page, so) {
        const written = { checkpoint: { ...checkpoint, page, so }, counts: so.counts };
        const state = dryRun ? 'planning' : 'applying';
        const next = { state, rowsDone: so.users, ...(!dryRun && written) } as const;
        await note(deps, begun, next, dryRun ? undefined : so);
      },
    },
    dryRun ? { page: 0, so: nothingYet } : { page: checkpoint.page, so: checkpoint.so },
  );
}
