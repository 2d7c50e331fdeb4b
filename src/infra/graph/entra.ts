import { z } from 'zod';
import { safeId } from '../../domain/organization.ts';
import type { GroupOwners } from '../../features/groups/ports.ts';
import type { PhotoSource } from '../../features/people/pictures.ts';
import type { EntraEntry, EntraGroups, EntraPage, EntraUsers } from '../../features/sync/ports.ts';
import type { EntraField } from '../../features/sync/sync-settings.ts';
import type { GraphClient } from './graph-client.ts';
import { defined } from '../../lib/defined.ts';

/** Entra over Microsoft Graph: users for the sync, groups to select from, owners of teams. */
export type Entra = EntraUsers & EntraGroups & GroupOwners & PhotoSource;

/** Graph's limit for a page of users. */
const pageSize = 999;
/** Delta queries take the size as a preference; others take `$top`. */
const sized = { Prefer: `odata.maxpagesize=${pageSize}` };
/** With `$count=true`, what a type in the path needs, on each page: Graph calls it an advanced query. */
const advanced = { ConsistencyLevel: 'eventual' };
const maxGroups = 15;
/** The smallest but one: a profile shows it no larger. */
const photoSize = '64x64';

const page = z
  .object({
    value: z.array(z.unknown()),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  })
  .loose();

const text = z.string().nullish();
const user = z
  .object({
    id: z.string().min(1),
    '@removed': z.object({ reason: z.string().optional() }).loose().optional(),
    accountEnabled: z.boolean().nullish(),
    userType: text,
    businessPhones: z.array(z.string()).nullish(),
  })
  .loose();
const pictured = z.object({ '@odata.mediaEtag': z.string().min(1).max(200) }).loose();
const named = z.object({ id: z.string().min(1), displayName: text }).loose();

export function createEntra(graph: GraphClient): Entra {
  async function pageOf(
    tenant: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<z.infer<typeof page>> {
    return page.parse(await graph.get(tenant, path, headers));
  }

  async function* all(tenant: string, first: string): AsyncGenerator<readonly unknown[]> {
    for (let path: string | undefined = first; path !== undefined;) {
      const found: z.infer<typeof page> = await pageOf(tenant, path);
      yield found.value;
      path = found['@odata.nextLink'];
    }
  }

  return {
    async changes(tenant, fields, link) {
      const found = await pageOf(tenant, link ?? `users/delta?$select=${selectOf(fields)}`, sized);
      return pageFrom(found, fields);
    },

    async members(tenant, group, fields, link) {
      const users = `groups/${encodeURIComponent(group)}/transitiveMembers/microsoft.graph.user`;
      const first = `${users}?$count=true&$select=${selectOf(fields)}&$top=${pageSize}`;
      const found = await graph.find(tenant, link ?? first, advanced);
      return found === undefined ? undefined : pageFrom(page.parse(found), fields);
    },

    async find(tenant, begins) {
      const quoted = begins.trim().replaceAll("'", "''");
      const filter =
        quoted === ''
          ? ''
          : `$filter=${encodeURIComponent(`startswith(displayName,'${quoted}')`)}&`;
      const found = await pageOf(
        tenant,
        `groups?${filter}$select=id,displayName&$top=${maxGroups}`,
      );
      return z
        .array(named)
        .parse(found.value)
        .slice(0, maxGroups)
        .map(({ id, displayName }) => ({ id, name: displayName ?? id }));
    },

    async photo(tenant, entraId, etag) {
      const path = `users/${encodeURIComponent(entraId)}/photos/${photoSize}`;
      const about = await graph.find(tenant, path);
      if (about === undefined) return undefined;
      const { '@odata.mediaEtag': now } = pictured.parse(about);
      if (now === etag) return 'same';
      const bytes = await graph.bytes(tenant, `${path}/$value`);
      return bytes === undefined ? undefined : { etag: now, bytes };
    },

    async ownersOf(tenant, entraGroupId) {
      const owners: string[] = [];
      const path = `groups/${encodeURIComponent(entraGroupId)}/owners?$select=id&$top=${pageSize}`;
      for await (const found of all(tenant, path)) {
        owners.push(
          ...z
            .array(named)
            .parse(found)
            .map(({ id }) => safeId(id)),
        );
      }
      return owners;
    },
  };
}

function selectOf(fields: readonly EntraField[]): string {
  const names = new Set(['id', 'accountEnabled', 'userType', 'displayName', ...fields]);
  return [...names].join(',');
}

function pageFrom(found: z.infer<typeof page>, fields: readonly EntraField[]): EntraPage {
  const next = found['@odata.nextLink'];
  const delta = found['@odata.deltaLink'];
  return {
    // Members that aren't users (a device or a contact in a group) are left out.
    entries: found.value.flatMap((value) => {
      const parsed = user.safeParse(value);
      return parsed.success ? [entryFrom(parsed.data, fields)] : [];
    }),
    ...defined({ next, delta }),
  };
}

function entryFrom(found: z.infer<typeof user>, fields: readonly EntraField[]): EntraEntry {
  const id = safeId(found.id);
  // A disabled account is treated as deleted; its person is restored when it is enabled again.
  if (found['@removed'] !== undefined || found.accountEnabled === false) return { id, gone: true };
  const values: Partial<Record<EntraField, string>> = {};
  for (const field of [...fields, 'displayName' as const]) {
    const value = valueOf(found, field);
    if (value !== undefined) values[field] = value;
  }
  const isTold = typeof found.accountEnabled === 'boolean';
  return {
    id,
    isGuest: found.userType?.toLowerCase() === 'guest',
    ...(!isTold && { isUntold: true }),
    values,
  };
}

/** undefined where Graph returns no value, '' where it returns an empty one. */
function valueOf(found: z.infer<typeof user>, field: EntraField): string | undefined {
  const value: unknown = field === 'businessPhones' ? businessPhone(found) : found[field];
  if (value === null) return '';
  return typeof value === 'string' ? value : undefined;
}

function businessPhone({ businessPhones }: z.infer<typeof user>): string | null | undefined {
  if (businessPhones === undefined || businessPhones === null) return businessPhones;
  return businessPhones[0] ?? '';
}
