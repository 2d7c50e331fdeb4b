import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { ExportNetwork, ExportRequest } from '../../domain/operations/export-facts.ts';
import type { WholePeople } from '../../domain/people-store.ts';
import type { Text } from '../../text/text.ts';
import type { Schedule } from './schedule.ts';

/** Data kept about one admin's exports. */
export interface ExportMemory {
  /** the last choices */
  readonly choices?: ExportRequest;
  /** id of the last completed export of each network */
  readonly last: Readonly<Partial<Record<ExportNetwork, string>>>;
  /** idempotency keys with their operations, newest first: a repeated action finds its operation */
  readonly asked: readonly { readonly key: string; readonly operation: string }[];
  /** absent: nothing is stored yet */
  readonly etag?: string;
}

export interface ExportMemoryStore {
  /** @param person Entra object id */
  read(tenant: string, person: string): Promise<ExportMemory>;
  /** Replaces the data, if it is still the version that `memory.etag` names. */
  write(tenant: string, person: string, memory: ExportMemory): Promise<'written' | 'conflict'>;
}

export interface ScheduleStore {
  /** In no particular order; there are few. */
  list(tenant: string): Promise<readonly Schedule[]>;
  read(tenant: string, id: string): Promise<Schedule | undefined>;
  /** An existing id is a conflict. */
  create(schedule: Omit<Schedule, 'etag'>): Promise<Schedule | 'conflict'>;
  update(schedule: Schedule): Promise<Schedule | 'conflict'>;
  remove(tenant: string, id: string): Promise<void>;
}

/** The organization's settings for an export; read again for each. */
export interface ExportSettings {
  delimiter(tenant: string): Promise<',' | ';'>;
  /** the organization's own attributes, without the removed ones */
  attributes(tenant: string): Promise<readonly AttributeDefinition[]>;
}

/** The content of an organization's archive, each part in pages of lines (src/domain/archive.ts). */
export interface ArchiveSource extends WholePeople {
  /** version of the product */
  readonly product: string;
  organization(tenant: string): AsyncIterable<readonly object[]>;
  operations(tenant: string): AsyncIterable<readonly object[]>;
  audit(tenant: string): AsyncIterable<readonly object[]>;
}

/**
 * An organization's audit as a CSV file in the language of `text`, page by page, newest first.
 * @param onEntries told how many entries are in the next page
 */
export type AuditFile = (
  tenant: string,
  text: Text,
  onEntries: (entries: number) => void,
) => AsyncIterable<Buffer>;
