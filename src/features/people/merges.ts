import type { AuditEntry } from '../../domain/audit.ts';
import type { Actor } from '../../domain/person.ts';
import type { ChangeDeps } from './change.ts';
import { createIdentity, type IdentityDeps } from './identity.ts';
import { mergeTwo, type MergeDeps, type MergeOutcome, type MergeWanted } from './merge-two.ts';
import { createPhoneClaims } from './phone-claims.ts';
import { undoMerge, type UndoOutcome } from './undo-merge.ts';

/** Merges of two records by an admin, and their undoing. The caller checks the right before. */
export interface Merges {
  merge(tenant: string, by: Actor, wanted: MergeWanted): Promise<MergeOutcome>;
  /** @param goes id of the merged record; @param stays of the remaining one */
  undo(tenant: string, by: Actor, goes: string, stays: string): Promise<UndoOutcome>;
  /** Finishes a merge, or its undoing, whose process died midway. */
  finish(tenant: string, entry: AuditEntry): Promise<void>;
}

interface MergesDeps extends ChangeDeps, IdentityDeps {}

export function createMerges(deps: MergesDeps): Merges {
  const identity = createIdentity(deps);
  const parts: MergeDeps = { deps, identity, claims: createPhoneClaims(deps, identity) };
  return {
    merge: (tenant, by, wanted) => mergeTwo(parts, tenant, by, wanted),
    undo: (tenant, by, goes, stays) => undoMerge(parts, tenant, by, goes, stays),
    async finish(tenant, entry) {
      const { id: stays } = entry.subject;
      const goes = entry.changes.find(({ field }) => field === 'merged')?.before;
      if (goes === undefined) return;
      const record = await identity.read(tenant, goes);
      if (record?.mergeNote === undefined || record.mergedInto !== stays) return;
      if (record.mergeNote.undoing === true) {
        if (entry.what === 'merge-undone') await undoMerge(parts, tenant, entry.by, goes, stays);
        return;
      }
      if (entry.what !== 'people-merged') return;
      const wanted = { stays, goes, picks: {}, seen: {}, mayMove: false };
      await mergeTwo(parts, tenant, entry.by, wanted, true);
    },
  };
}
