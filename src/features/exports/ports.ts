import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { ExportNetwork, ExportRequest } from '../../domain/operations/export-facts.ts';
import type { Schedule } from './schedule.ts';

/** What is remembered of one admin's exports. */
export interface ExportMemory {
  /** as it was chosen the last time */
  readonly choices?: ExportRequest;
  /** id of the last completed export of each network */
  readonly last: Readonly<Partial<Record<ExportNetwork, string>>>;
  /** which card's press became which operation, newest first: a second press finds it */
  readonly asked: readonly { readonly key: string; readonly operation: string }[];
  /** absent: nothing is remembered yet */
  readonly etag?: string;
}

export interface ExportMemoryStore {
  /** @param person Entra object id */
  read(tenant: string, person: string): Promise<ExportMemory>;
  /** Replaces what is remembered, if it is still the version that `memory.etag` names. */
  write(tenant: string, person: string, memory: ExportMemory): Promise<'written' | 'conflict'>;
}

export interface ScheduleStore {
  /** In no particular order; they are few. */
  list(tenant: string): Promise<readonly Schedule[]>;
  read(tenant: string, id: string): Promise<Schedule | undefined>;
  /** An id that is there already is a conflict. */
  create(schedule: Omit<Schedule, 'etag'>): Promise<Schedule | 'conflict'>;
  update(schedule: Schedule): Promise<Schedule | 'conflict'>;
  remove(tenant: string, id: string): Promise<void>;
}

/** What an export has to know of its organization; asked anew for each. */
export interface ExportSettings {
  delimiter(tenant: string): Promise<',' | ';'>;
  /** the organization's own attributes, without the removed ones */
  attributes(tenant: string): Promise<readonly AttributeDefinition[]>;
}
