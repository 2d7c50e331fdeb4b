import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptAccount } from './account.ts';

/** The data of a version. The shape of these files never changes, or older ones could not be read. */
export interface KeptPress {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** how that version understood it */
  readonly meant: unknown;
}

export interface KeptRead {
  /** a reader of records.ts */
  readonly reader: string;
  readonly key: unknown;
  /** that version's reading of it, without etags */
  readonly meant: unknown;
}

export interface Fixtures {
  readonly presses: readonly KeptPress[];
  readonly messages: Readonly<Record<'jobs' | 'deliveries', readonly unknown[]>>;
  readonly records: KeptAccount & { readonly reads: readonly KeptRead[] };
  readonly parts: readonly { readonly base64: string; readonly meant: unknown }[];
  /** an account in the middle of its life */
  readonly world: KeptAccount & {
    readonly presses: Readonly<Record<string, KeptPress>>;
    /** milliseconds since 1970: what waits there waits for a time */
    readonly keptAt: number;
  };
}

export const folder = join(import.meta.dirname, 'fixtures');

export function keptVersions(): string[] {
  return readdirSync(folder).toSorted((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
}

export function fixturesOf(version: string): Fixtures {
  const read = <Name extends keyof Fixtures>(name: Name): Fixtures[Name] =>
    JSON.parse(readFileSync(join(folder, version, `${name}.json`), 'utf8')) as Fixtures[Name];
  return {
    presses: read('presses'),
    messages: read('messages'),
    records: read('records'),
    parts: read('parts'),
    world: read('world'),
  };
}
