import type { AuditEntry } from '../../domain/audit.ts';
import { momentAfter } from '../../domain/changed-person.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor } from '../../domain/person.ts';
import { changeOf, type Change } from './change.ts';
import { untilSettled } from './identity.ts';
import { writePerson } from './merge-two.ts';
import { changesFromMerge, mergedAway, withPastOf } from './merge.ts';
import type { ProvisioningParts } from './provisioning-parts.ts';

/** Makes one record of two. The other is set aside first, so that its phone is free for the one that stays. */
export async function mergeFound(
  { deps, claims }: ProvisioningParts,
  tenant: string,
  by: Actor,
  record: StoredPerson,
  other: StoredPerson,
): Promise<'merged' | 'conflict'> {
  if (other.deletedAt !== undefined && record.absorbed?.includes(other.id) === true) {
    return 'merged';
  }
  const made = changeOf(record, changesFromMerge(record, other), by, deps.now(), {});
  const person = withPastOf(made.person, other);
  const change: Change = {
    tenant,
    by,
    what: 'people-merged',
    ...made,
    person,
    // After the entry is kept aside, completing it finishes what is begun here.
    async before() {
      if (other.mergedInto === record.id) return true;
      const gone = mergedAway(other, record.id, by, momentAfter(other, deps.now()));
      return writePerson(deps, tenant, gone, other.etag);
    },
  };
  return (await claims.makeChange(change, record)) === 'written' ? 'merged' : 'conflict';
}

/** Finishes a merge whose process died between its two records. */
export async function finishMergeFound(
  parts: ProvisioningParts,
  tenant: string,
  entry: AuditEntry,
): Promise<void> {
  const { identity } = parts;
  const merged = entry.changes.find(({ field }) => field === 'merged');
  if (entry.what !== 'people-merged' || merged === undefined) return;
  await untilSettled(async () => {
    const [record, other] = await Promise.all([
      identity.read(tenant, entry.subject.id),
      identity.read(tenant, merged.before),
    ]);
    if (record === undefined || other?.mergedInto !== record.id) return 'done';
    return (await mergeFound(parts, tenant, entry.by, record, other)) === 'merged'
      ? 'done'
      : 'conflict';
  });
}
