/** `GET /groups…`: groups by the beginning of their name, their owners and members. */
import { badRequest, notFound, refusal, unknownProperty, unsupportedOption } from './answer.ts';
import type { Answer } from './answer.ts';
import { pageSize } from './page-size.ts';
import type { GraphGroup, Tenant } from './tenant.ts';
import { pick, selected } from './user.ts';
import type { UserProperty } from './user.ts';

const unaskedSize = 100;
const startsWith = /^startswith\(displayName,\s*'((?:[^']|'')*)'\)$/i;

export interface GroupsCall {
  readonly tenant: Tenant;
  readonly query: URLSearchParams;
  readonly prefer: string | undefined;
  readonly consistency: string | undefined;
  readonly root: string;
  /** The path below the service's address, without the query: `/groups/…/members`. */
  readonly path: string;
}

/** Properties of a group that Graph knows; this emulator holds the first two. */
const ofGroup = ['id', 'displayName', 'description', 'mail', 'mailNickname', 'groupTypes'];
const ofList = ['$select', '$top', '$skiptoken', '$count', '$filter'];

/** A property in `$select` that no group has is refused, not left out. */
function unknownOfGroup({ query }: GroupsCall): Answer | undefined {
  const names = (query.get('$select') ?? 'id').split(',').map((name) => name.trim());
  const unknown = names.find((name) => !ofGroup.includes(name));
  return unknown === undefined ? undefined : unknownProperty(unknown, 'group');
}

export function listGroups(call: GroupsCall): Answer {
  const refused = unsupportedOption(call.query, ofList) ?? unknownOfGroup(call);
  if (refused !== undefined) return refused;
  const filter = call.query.get('$filter');
  const match = filter === null ? undefined : startsWith.exec(filter.trim());
  if (match === null) {
    return refusal(400, 'Request_UnsupportedQuery', 'Unsupported or invalid query filter clause.');
  }
  const prefix = (match?.[1] ?? '').replaceAll("''", "'").toLowerCase();
  const found = call.tenant
    .groups()
    .filter(({ displayName }) => displayName.toLowerCase().startsWith(prefix))
    .map((group) => shownGroup(group, call.query.get('$select')));
  return paged(call, found, 'groups');
}

export function oneGroup(call: GroupsCall, id: string): Answer {
  const group = call.tenant.group(id);
  if (group === undefined) return notFound(id);
  const refused = unknownOfGroup(call);
  if (refused !== undefined) return refused;
  const context = { '@odata.context': `${call.root}/$metadata#groups/$entity` };
  return { status: 200, body: { ...context, ...shownGroup(group, call.query.get('$select')) } };
}

/** @param of the people to return: `owners`, `members`, or `transitiveMembers`, which includes nested groups */
export function peopleOfGroup(
  call: GroupsCall,
  id: string,
  of: string,
  usersOnly: boolean,
): Answer {
  const group = call.tenant.group(id);
  if (group === undefined) return notFound(id);
  const unsupported = unsupportedOption(call.query, ofList);
  if (unsupported !== undefined) return unsupported;
  if (usersOnly && !isAdvanced(call)) return needsAdvanced();
  const properties = selected(call.query.get('$select') ?? undefined);
  if (typeof properties === 'string') return unknownProperty(properties);
  const ids = of === 'transitiveMembers' ? call.tenant.usersWithin(id) : listed(group, of);
  const found = ids.flatMap((each) => shownMember(call.tenant, each, properties, usersOnly));
  return paged(call, found, usersOnly ? 'users' : 'directoryObjects');
}

/** A link to the next page has `$count` in it; the header has to come again. */
function isAdvanced({ query, consistency }: GroupsCall): boolean {
  return query.get('$count') === 'true' && consistency?.toLowerCase() === 'eventual';
}

function needsAdvanced(): Answer {
  const message =
    "The specified OData cast requires '$count=true' and the header 'ConsistencyLevel: eventual'.";
  return refusal(400, 'Request_UnsupportedQuery', message);
}

function listed(group: GraphGroup, of: string): readonly string[] {
  return of === 'owners' ? group.owners : group.members;
}

function shownMember(
  tenant: Tenant,
  id: string,
  properties: readonly UserProperty[],
  usersOnly: boolean,
): object[] {
  const user = tenant.user(id);
  // With a type cast in the path, Graph omits the type.
  const type = (name: string) => (usersOnly ? {} : { '@odata.type': `#microsoft.graph.${name}` });
  if (user !== undefined) return [{ ...type('user'), ...pick(user, properties) }];
  const group = tenant.group(id);
  if (group === undefined || usersOnly) return [];
  return [{ ...type('group'), id: group.id, displayName: group.displayName }];
}

function shownGroup({ id, displayName }: GraphGroup, select: string | null): object {
  const all: Record<string, string> = { id, displayName };
  if (select === null) return all;
  const names = select.split(',').map((name) => name.trim());
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

/** Returns a page; the link to the next one repeats the query. */
function paged(call: GroupsCall, all: readonly object[], what: string): Answer {
  const size = pageSize(call.query, call.prefer, unaskedSize);
  if (typeof size !== 'number') return size;
  const from = Number(call.query.get('$skiptoken') ?? 0);
  if (!Number.isInteger(from) || from < 0) return badRequest('Badly formed token.');
  const next = new URLSearchParams(call.query);
  next.set('$skiptoken', String(from + size));
  next.set('$top', String(size));
  const link = `${call.root}${call.path}?${next.toString().replaceAll('%24', '$')}`;
  const more = from + size < all.length ? { '@odata.nextLink': link } : {};
  const context = { '@odata.context': `${call.root}/$metadata#${what}` };
  return { status: 200, body: { ...context, ...more, value: all.slice(from, from + size) } };
}
