/**
 * `GET /users/delta`: everyone, then the changes since, as Graph documents delta queries
 * (learn.microsoft.com/graph/delta-query-overview and …/delta-query-users).
 *
 * - A first round omits unset properties; later rounds have `null` for cleared ones.
 * - Only changes of the selected properties count.
 * - A user who changes while pages are being read may appear again in the next round; none is missed.
 * - `$select` and the page size are part of the token; a link is followed as it is.
 */
import { badRequest, refusal, unknownProperty, unsupportedOption } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Directory } from './directory.ts';
import { pageSize, preferred } from './page-size.ts';
import type { UserRecord } from './tenant.ts';
import { readToken, writeToken } from './tokens.ts';
import type { DeltaToken } from './tokens.ts';
import { pick, selected } from './user.ts';
import type { UserProperty } from './user.ts';

const unaskedSize = 200;

export interface DeltaCall {
  readonly tenantId: string;
  readonly query: URLSearchParams;
  readonly prefer: string | undefined;
  /** the service's address, for links */
  readonly root: string;
}

/** Graph refuses to sort, search or expand a delta query; its `$filter` by ids isn't used here. */
const supported = ['$select', '$top', '$skiptoken', '$deltatoken'];

export function usersDelta(directory: Directory, call: DeltaCall): Answer {
  const unsupported = unsupportedOption(call.query, supported);
  if (unsupported !== undefined) return unsupported;
  const token = tokenOf(directory, call);
  if ('status' in token) return token;
  const properties = selected(token.select);
  if (typeof properties === 'string') return unknownProperty(properties);
  const size = preferred(call.prefer) ?? token.size;
  return page(directory, call, { ...token, size }, properties);
}

function tokenOf(directory: Directory, call: DeltaCall): DeltaToken | Answer {
  const { query } = call;
  const skip = query.get('$skiptoken');
  if (skip !== null) return goOn(directory, call, skip, false);
  const delta = query.get('$deltatoken');
  // Empty, as in the Location of a 410: starts over.
  if (delta === null || delta === '') return begin(directory, call);
  if (delta.toLowerCase() !== 'latest') return goOn(directory, call, delta, true);
  const token = begin(directory, call);
  return 'status' in token ? token : { ...token, since: token.until, from: Infinity };
}

function begin(directory: Directory, { tenantId, query, prefer }: DeltaCall): DeltaToken | Answer {
  const size = pageSize(query, prefer, unaskedSize);
  if (typeof size !== 'number') return size;
  const select = query.get('$select');
  return {
    directory: directory.id(),
    tenant: tenantId,
    generation: directory.generation(),
    since: 0,
    until: directory.tenant(tenantId).number(),
    from: 0,
    size,
    ...(select !== null && { select }),
  };
}

function goOn(
  directory: Directory,
  call: DeltaCall,
  text: string,
  isDelta: boolean,
): DeltaToken | Answer {
  const token = readToken(text);
  if (token?.tenant !== call.tenantId) {
    return badRequest('Badly formed token.', isDelta ? 'Directory_InvalidDeltaToken' : undefined);
  }
  const old = isDelta && token.generation < directory.generation();
  if (old || token.directory !== directory.id()) return expired(directory, call, token.select);
  if (!isDelta) return token;
  const until = directory.tenant(call.tenantId).number();
  return { ...token, since: token.until, until, from: 0 };
}

/** The Location has an empty token and the first call's selection: following it starts over. */
function expired(directory: Directory, { root }: DeltaCall, select: string | undefined): Answer {
  const chosen = select === undefined ? '' : `$select=${encodeURIComponent(select)}&`;
  const message =
    'The sync state generation is not found. The delta token is expired and data must be synchronized again.';
  const location = `${root}/users/delta?${chosen}$deltatoken=`;
  const status = directory.expiredStatus();
  return refusal(status, 'syncStateNotFound', message, status === 410 ? { location } : {});
}

function page(
  directory: Directory,
  { tenantId, root }: DeltaCall,
  token: DeltaToken,
  properties: readonly UserProperty[],
): Answer {
  const { records } = directory.tenant(tenantId);
  const value: unknown[] = [];
  let place = token.from;
  for (; place < records.length && value.length < token.size; place += 1) {
    const record = records[place];
    const shown = record === undefined ? undefined : entry(record, token.since, properties);
    if (shown !== undefined) value.push(shown);
  }
  const context = { '@odata.context': `${root}/$metadata#users(${properties.join(',')})` };
  const link = `${root}/users/delta?`;
  if (place < records.length) {
    const next = `${link}$skiptoken=${writeToken({ ...token, from: place })}`;
    return { status: 200, body: { ...context, '@odata.nextLink': next, value } };
  }
  const generation = directory.generation();
  const delta = `${link}$deltatoken=${writeToken({ ...token, generation, from: 0 })}`;
  return { status: 200, body: { ...context, '@odata.deltaLink': delta, value } };
}

function entry(record: UserRecord, since: number, properties: readonly UserProperty[]): unknown {
  const { user, created, changed, removed } = record;
  if (removed !== undefined) {
    if (since === 0 || removed.number <= since) return undefined;
    return { id: user.id, '@removed': { reason: removed.reason } };
  }
  const shown = pick(user, properties);
  if (created > since) {
    return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== null));
  }
  return properties.some((property) => (changed[property] ?? 0) > since) ? shown : undefined;
}
