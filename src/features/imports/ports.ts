import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { MatchOrder } from '../../domain/match-keys.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, FieldChange, Person } from '../../domain/person.ts';
import type { OperationKey } from '../../domain/operations/operation.ts';
import type { RowKeys } from './repeated-keys.ts';

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

export interface SecretAdoption {
  /** Replaces the secret that people's ids are made with: only while there are no people. */
  adoptSecret(tenant: string, identitySecret: string): Promise<void>;
}

/** People who may have an email or an employee ID. Their records decide. */
export interface MatchIndex {
  /** number of people */
  readonly people: number;
  /** Whether anyone may have one of a row's keys. */
  mayHave(keys: RowKeys): boolean;
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
  write(tenant: string, by: Actor, change: PhoneChange): Promise<'written' | 'conflict' | 'taken'>;
}

export interface PhoneChange {
  readonly operation: string;
  readonly before: StoredPerson;
  readonly person: Person;
  readonly changes: readonly FieldChange[];
}

/** Rows of a large import that an earlier version wrote by several workers. They may hold rejected rows. */
export interface FormerWorkUnits {
  removeAll(key: OperationKey): Promise<void>;
}
