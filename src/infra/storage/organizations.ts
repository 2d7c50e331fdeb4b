import { randomBytes } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { AppError } from '../../errors.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type {
  OrganizationFacts,
  OrganizationReader,
  SecretAdoption,
} from '../../features/imports/ports.ts';
import { z } from 'zod';
import {
  attributeTypes,
  inOrder,
  isOwnKey,
  type AttributeDefinition,
  type OwnKey,
} from '../../domain/attributes.ts';
import { usualTimeZone } from '../../domain/time-zone.ts';
import { aliasRows } from './aliases.ts';
import { keyPart } from './keys.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { createOrganizationSettingStore } from './organization-settings.ts';
import { insertRow, readRow, replaceRow, textOf } from './rows.ts';
import type { StoredRow } from './rows.ts';
import { decodeText } from './text-encoding.ts';
import { defined } from '../../lib/defined.ts';

export interface OrganizationReaderDeps {
  /** `organizations`: the row `settings` of each organization */
  readonly table: TableClient;
  /** DEFAULT_COUNTRY, for organizations that have selected none */
  readonly defaultCountry?: string;
}

/** Organizations cached in memory; beyond that they are read again. */
const maxKept = 10_000;

/**
 * How long a process uses what it has read. Whoever changes the secret waits longer (`secretSeconds` in
 * src/features/imports/jobs/import-everything-job.ts).
 */
const knownForMs = 30_000;

/**
 * Reads an organization's settings. Its identity secret is created on first use. People's ids depend on it, so it changes
 * only while there are none: when an archive of everything brings its own.
 */
export function createOrganizationReader(
  deps: OrganizationReaderDeps,
): OrganizationReader & SecretAdoption {
  const { table, defaultCountry } = deps;
  const known = new Map<string, { readonly facts: OrganizationFacts; readonly until: number }>();
  return {
    async facts(tenant) {
      const partitionKey = keyPart(tenant);
      const kept = known.get(partitionKey);
      if (kept !== undefined && kept.until > performance.now()) return kept.facts;
      const row =
        (await readRow(table, partitionKey, 'settings')) ??
        (await madeSettings(table, partitionKey));
      const identitySecret = textOf(row, 'identitySecret');
      if (identitySecret === undefined || identitySecret === '') {
        throw new AppError('unexpected', {}, { note: 'an organization without identity secret' });
      }
      const country = textOf(row, 'defaultCountry') ?? defaultCountry;
      const facts = { identitySecret, ...(country !== undefined && { defaultCountry: country }) };
      if (known.size >= maxKept) known.clear();
      known.set(partitionKey, { facts, until: performance.now() + knownForMs });
      return facts;
    },
    async adoptSecret(tenant, identitySecret) {
      const partitionKey = keyPart(tenant);
      await retryOnConflict('an identity secret', async () => {
        const row =
          (await readRow(table, partitionKey, 'settings')) ??
          (await madeSettings(table, partitionKey));
        if (textOf(row, 'identitySecret') === identitySecret) return undefined;
        const country = textOf(row, 'defaultCountry');
        const adopted = { partitionKey, rowKey: 'settings', identitySecret };
        const written = { ...adopted, ...defined({ defaultCountry: country }) };
        return (await replaceRow(table, written, row.etag)) === undefined ? 'conflict' : undefined;
      });
      known.delete(partitionKey);
    },
    async attributes(tenant) {
      const rows = createOrganizationRows(table, 'attribute|');
      const all = (await rows.all(tenant))
        .map(attributeFrom)
        .filter((attribute) => attribute !== undefined);
      const active = all.filter(({ removedAt }) => removedAt === undefined);
      return inOrder(await withTimeZone(table, tenant, active));
    },
    async aliases(tenant) {
      const found = new Map<string, string>();
      for await (const page of aliasRows(table).aliases(tenant)) {
        for (const { derived, person } of page) found.set(derived, person);
      }
      return found;
    },
  };
}

/** The definition in an `attribute|…` row; undefined when this version can't read it. */
export function attributeFrom(row: StoredRow): AttributeDefinition | undefined {
  const parsed = definition.safeParse(JSON.parse(decodeText(textOf(row, 'definition') ?? 'null')));
  if (!parsed.success) return undefined;
  const { removedAt, selfEdit, suggested, order, ...known } = parsed.data;
  return {
    ...known,
    ...(selfEdit === true && { selfEdit }),
    ...defined({ suggested, order, removedAt }),
  };
}

/** The organization's time zone in those that need one; most organizations have none, and no setting is read. */
export async function withTimeZone(
  table: TableClient,
  tenant: string,
  attributes: readonly AttributeDefinition[],
): Promise<readonly AttributeDefinition[]> {
  if (!attributes.some(({ type }) => type === 'date-time')) return attributes;
  const chosen = await createOrganizationSettingStore(table).one(tenant, 'timeZone');
  const timeZone = chosen ?? usualTimeZone;
  return attributes.map((one) => (one.type === 'date-time' ? { ...one, timeZone } : one));
}

const definition = z.object({
  key: z.custom<OwnKey>((key) => typeof key === 'string' && isOwnKey(key)),
  name: z.string(),
  type: z.enum(attributeTypes),
  required: z.boolean(),
  visibleTo: z.enum(['all', 'admins']),
  selfEdit: z.boolean().optional(),
  suggested: z.array(z.string()).optional(),
  order: z.number().optional(),
  removedAt: z.string().optional(),
});

/** Two processes may do this at once: the row in the table wins. */
async function madeSettings(table: TableClient, partitionKey: string) {
  const identitySecret = randomBytes(32).toString('hex');
  await insertRow(table, { partitionKey, rowKey: 'settings', identitySecret });
  const row = await readRow(table, partitionKey, 'settings');
  if (row === undefined) throw new AppError('unexpected', {}, { note: 'settings vanished' });
  return row;
}
