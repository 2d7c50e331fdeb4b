import { randomBytes } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { AppError } from '../errors.ts';
import type { OrganizationFacts, OrganizationReader } from '../imports/ports.ts';
import { keyPart } from './keys.ts';
import { insertRow, readRow, textOf } from './rows.ts';

export interface OrganizationReaderDeps {
  /** `organizations`: the row `settings` of each */
  readonly table: TableClient;
  /** DEFAULT_COUNTRY, for organizations that have chosen none */
  readonly defaultCountry?: string;
}

/** Organizations kept in memory; past that they are read again. */
const mostKept = 10_000;

/**
 * What an organization decides. Its identity secret is made at the first use and never changes: people's ids hang
 * on it. So it is read once in a process.
 */
export function createOrganizationReader(deps: OrganizationReaderDeps): OrganizationReader {
  const { table, defaultCountry } = deps;
  const known = new Map<string, OrganizationFacts>();
  return {
    async facts(tenant) {
      const partitionKey = keyPart(tenant);
      const kept = known.get(partitionKey);
      if (kept !== undefined) return kept;
      const row =
        (await readRow(table, partitionKey, 'settings')) ??
        (await madeSettings(table, partitionKey));
      const identitySecret = textOf(row, 'identitySecret');
      if (identitySecret === undefined || identitySecret === '') {
        throw new AppError('unexpected', {}, { note: 'an organization without identity secret' });
      }
      const country = textOf(row, 'defaultCountry') ?? defaultCountry;
      const facts = { identitySecret, ...(country !== undefined && { defaultCountry: country }) };
      if (known.size >= mostKept) known.clear();
      known.set(partitionKey, facts);
      return facts;
    },
  };
}

/** Two processes may do this at once: what stands in the table afterwards is what counts. */
async function madeSettings(table: TableClient, partitionKey: string) {
  const identitySecret = randomBytes(32).toString('hex');
  await insertRow(table, { partitionKey, rowKey: 'settings', identitySecret });
  const row = await readRow(table, partitionKey, 'settings');
  if (row === undefined) throw new AppError('unexpected', {}, { note: 'settings vanished' });
  return row;
}
