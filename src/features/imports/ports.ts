import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { MatchOrder } from '../../domain/match-keys.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, FieldChange, Person } from '../../domain/person.ts';
import type { OperationKey } from '../../domain/operations/operation.ts';
import type { ApplyCheckpoint } from './apply-checkpoint.ts';

/** An organization's facts that an import needs. */
export interface OrganizationFacts {
  /** keys the derivation of people's ids; made once, at the organization's first use */
  readonly identitySecret: string;
  /** two letters; decides how national phone numbers are read */
  readonly defaultCountry?: string;
}

export interface OrganizationReader {
  facts(tenant: string): Promise<OrganizationFacts>;
  /** the organization's own attributes, without the removed ones; read again each time, since changes apply at once */
  attributes(tenant: string): Promise<readonly AttributeDefinition[]>;
  /**
   * Derived id → person's id, for people who aren't found under the id of their phone: those whose phone was
   * changed, and those who got another person's former phone.
   */
  aliases(tenant: string): Promise<ReadonlyMap<string, string>>;
}

/** People who may have an email or an employee ID. Their records decide. */
export interface MatchIndex {
  /** number of people */
  readonly people: number;
  /** ids of a few people */
  withEmail(email: string): readonly string[];
  withEmployeeId(employeeId: string): readonly string[];
}

/** The keys by which an organization recognises people, and its limit for big changes. */
export interface Recognition {
  index(tenant: string): Promise<MatchIndex>;
  order(tenant: string): Promise<MatchOrder>;
  /** percent of the people */
  changeLimit(tenant: string): Promise<number>;
}

/** Writes a person whose phone number changes, so that a number always has one owner. */
export interface PhoneChanges {
  /** @returns `taken`: the number belongs to another person by now */
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

/** A shard of a large import, as a unit of work (src/features/imports/work-units.ts). */
export interface WorkUnit {
  readonly shard: string;
  readonly state: 'open' | 'taken' | 'done';
  /** while taken: when its worker counts as dead; milliseconds since 1970 */
  readonly until: number;
  readonly checkpoint: ApplyCheckpoint;
  /** optimistic concurrency */
  readonly etag: string;
}

export interface WorkUnitStore {
  /** Creates the units that are missing; existing ones stay. */
  create(key: OperationKey, parts: readonly Omit<WorkUnit, 'etag'>[]): Promise<void>;
  /** All units of an import, by shard. */
  all(key: OperationKey): Promise<readonly WorkUnit[]>;
  /** Replaces a unit if it is still the version that `part.etag` names. */
  update(key: OperationKey, part: WorkUnit): Promise<WorkUnit | 'conflict'>;
  removeAll(key: OperationKey): Promise<void>;
}
