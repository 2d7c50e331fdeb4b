import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { MatchOrder } from '../../domain/match-keys.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, FieldChange, Person } from '../../domain/person.ts';
import type { OperationKey } from '../../domain/operations/operation.ts';
import type { ApplyCheckpoint } from './apply-checkpoint.ts';

/** What an import has to know of its organization. */
export interface OrganizationFacts {
  /** keys the derivation of people's ids; made once, at the organization's first use */
  readonly identitySecret: string;
  /** two letters; decides how national phone numbers are read */
  readonly defaultCountry?: string;
}

export interface OrganizationReader {
  facts(tenant: string): Promise<OrganizationFacts>;
  /** the organization's own attributes, without the removed ones; asked anew each time, since they follow at once */
  attributes(tenant: string): Promise<readonly AttributeDefinition[]>;
  /**
   * Where a person isn't found under the id that their phone gives: derived id → the person's. The few whose phone was
   * changed stand here, and those who got a phone that was another's before.
   */
  aliases(tenant: string): Promise<ReadonlyMap<string, string>>;
}

/** Who in the directory may have an email or an employee ID; their records decide. */
export interface MatchIndex {
  /** how many people there are */
  readonly people: number;
  /** ids of a few people */
  withEmail(email: string): readonly string[];
  withEmployeeId(employeeId: string): readonly string[];
}

/** How an organization recognises people by other keys than the phone, and what it calls a big change. */
export interface Recognition {
  index(tenant: string): Promise<MatchIndex>;
  order(tenant: string): Promise<MatchOrder>;
  /** percent of the people */
  changeLimit(tenant: string): Promise<number>;
}

/** Writes somebody whose phone number changes: a number has one owner, wherever people live. */
export interface PhoneChanges {
  /** @returns `taken`: the number is somebody else's by now */
  write(
    tenant: string,
    by: Actor,
    change: {
      readonly operation: string;
      readonly before: StoredPerson;
      readonly person: Person;
      readonly changes: readonly FieldChange[];
    },
  ): Promise<'written' | 'conflict' | 'taken'>;
}

/** A shard of a large import: several workers write it (src/features/imports/work-units.ts). */
export interface WorkUnit {
  readonly shard: string;
  readonly state: 'open' | 'taken' | 'done';
  /** while taken: if nothing is heard of whoever took it by then, they have died; milliseconds since 1970 */
  readonly until: number;
  readonly checkpoint: ApplyCheckpoint;
  /** optimistic concurrency */
  readonly etag: string;
}

export interface WorkUnitStore {
  /** Makes the parts that aren't there yet; those that are stay. */
  create(key: OperationKey, parts: readonly Omit<WorkUnit, 'etag'>[]): Promise<void>;
  /** All parts of an import, by shard. */
  all(key: OperationKey): Promise<readonly WorkUnit[]>;
  /** Replaces a part if it is still the version that `part.etag` names. */
  update(key: OperationKey, part: WorkUnit): Promise<WorkUnit | 'conflict'>;
  removeAll(key: OperationKey): Promise<void>;
}
