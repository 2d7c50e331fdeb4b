import type { AuditEntry } from '../../domain/audit.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, PersonFields } from '../../domain/person.ts';
import type {
  AnswerOf,
  IncomingIdentity,
  Provisioning,
  ProvisioningOutcome,
} from '../../domain/provisioning.ts';
import { AppError } from '../../errors.ts';
import { defined } from '../../lib/defined.ts';
import { examineIdentity, type Examined } from './examine-identity.ts';
import { troublesOf, withoutTroubles } from './from-identity.ts';
import { untilSettled } from './identity.ts';
import { leave } from './leave.ts';
import { finishMergeFound, mergeFound } from './merge-found.ts';
import { provisioningParts, type ProvisioningDeps } from './provisioning-parts.ts';
import { addIdentity, mayBeUnderWay, updateFromIdentity } from './write-identity.ts';

export interface PeopleProvisioning extends Provisioning {
  /** @param operation the sync that does it */
  provision(
    tenant: string,
    by: Actor,
    incoming: IncomingIdentity,
    operation?: string,
  ): Promise<ProvisioningOutcome>;
  /**
   * Removes the person linked to an account that is gone from Entra or disabled (but not a group's guest). They
   * can be restored like anyone who was deleted.
   * @param operation the sync in which it happens
   * @returns the person it removed, or this same operation had removed; undefined: nobody
   */
  leave(
    tenant: string,
    by: Actor,
    entraId: string,
    operation?: string,
  ): Promise<StoredPerson | undefined>;
  /**
   * Finds out which person a sync means, and what would change; writes nothing.
   * @param answerOf what an admin answered, if it isn't certain
   */
  examine(tenant: string, incoming: IncomingIdentity, answerOf?: AnswerOf): Promise<Examined>;
  /** Adds a person who, as an admin said, is none of the existing ones, whatever their email and employee ID. */
  addAsNew(
    tenant: string,
    by: Actor,
    incoming: IncomingIdentity,
    operation?: string,
  ): Promise<ProvisioningOutcome>;
  /** Finishes a merge whose process died between its two records. */
  finishMerge(tenant: string, entry: AuditEntry): Promise<void>;
}

export function createProvisioning(deps: ProvisioningDeps): PeopleProvisioning {
  const parts = provisioningParts(deps);
  const { records } = parts;

  return {
    examine: (tenant, incoming, answerOf) => examineIdentity(parts, tenant, incoming, answerOf),
    leave: (tenant, by, entraId, operation) => leave(parts, tenant, by, entraId, operation),
    finishMerge: (tenant, entry) => finishMergeFound(parts, tenant, entry),

    addAsNew(tenant, by, incoming, operation) {
      return untilSettled(async () => {
        const found = await records.find(tenant, incoming);
        const owner = found.byKey.phone;
        // The number stays with its owner.
        const isTaken = owner !== undefined && owner.deletedAt === undefined;
        const fields = withoutTroubles(incoming.fields, {
          ...found,
          phoneIsOfAnother: found.phoneIsOfAnother || isTaken,
        });
        const meeting = { tenant, by, incoming, found, fields, ...defined({ operation }) };
        const person = await addIdentity(parts, meeting);
        if (person === 'conflict') return person;
        return { what: 'added', person, merged: [], troubles: troublesOf(found) };
      });
    },

    async byEntraId(tenant, entraId) {
      const person = await records.byEntraId(tenant, entraId);
      return person?.deletedAt === undefined ? person : undefined;
    },

    provision(tenant, by, incoming, operation) {
      const merged: string[] = [];
      return untilSettled(async (sparing) => {
        const found = await records.find(tenant, incoming);
        const { record, others } = found;
        if (sparing && mayBeUnderWay(found, deps.now())) return 'conflict';
        const fields = withoutTroubles(incoming.fields, found);
        const meeting = { tenant, by, incoming, found, fields, ...defined({ operation }) };
        const troubles = troublesOf(found);
        if (record === undefined) {
          mustBeSomebody(incoming, fields);
          const person = await addIdentity(parts, meeting);
          return person === 'conflict' ? person : { what: 'added', person, merged, troubles };
        }
        const [other] = others;
        if (other !== undefined) {
          const outcome = await mergeFound(parts, tenant, by, record, other);
          if (outcome === 'merged') merged.push(other.id);
          return 'conflict';
        }
        const outcome = await updateFromIdentity(parts, meeting, record);
        if (outcome === 'conflict') return outcome;
        const what = outcome.what === 'unchanged' && merged.length > 0 ? 'changed' : outcome.what;
        return { ...outcome, what, merged, troubles };
      });
    },
  };
}

/** A person needs at least one key. */
function mustBeSomebody({ entraId }: IncomingIdentity, fields: PersonFields): void {
  if (entraId !== undefined || (fields.phone ?? '') !== '' || (fields.email ?? '') !== '') return;
  throw new AppError('unexpected', {}, { note: 'someone without account, phone and email' });
}
