/** Routes calls. The caller's token names the organization whose directory is served. */
import { badRequest, notFound, refusal, unknownProperty } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Directory } from './directory.ts';
import { listGroups, oneGroup, peopleOfGroup } from './groups-routes.ts';
import { photoOf } from './photos.ts';
import { usersDelta } from './users-delta.ts';
import { pick, selected } from './user.ts';

export interface GraphCall {
  readonly method: string;
  /** Below the service's address: `/users/delta`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly prefer: string | undefined;
  /** the header ConsistencyLevel */
  readonly consistency: string | undefined;
  readonly root: string;
}

const bearer = /^Bearer local:(\S+)$/i;
const delta = /^\/users\/(?:microsoft\.graph\.)?delta(?:\(\))?$/;
const user = /^\/users\/([^/]+)$/;
const photo = /^\/users\/([^/]+)\/photos\/([^/]+)(\/\$value)?$/;
const groups = /^\/groups$/;
const group = /^\/groups\/([^/]+)$/;
const people = /^\/groups\/([^/]+)\/(owners|members|transitiveMembers)(\/microsoft\.graph\.user)?$/;

export function serveGraph(directory: Directory, call: GraphCall): Answer {
  const tenantId = bearer.exec(call.authorization ?? '')?.[1];
  if (tenantId === undefined) return unknownCaller(call.authorization);
  if (call.method !== 'GET') return refusal(405, 'Request_BadRequest', 'Method not allowed.');
  const { path } = call;
  if (delta.test(path)) return usersDelta(directory, { ...call, tenantId });
  const tenant = directory.tenant(tenantId);
  const userId = partOf(user, path);
  if (userId !== undefined) return oneUser(directory, call, tenantId, userId);
  const pictured = partOf(photo, path);
  if (pictured !== undefined) {
    const [, , size = '', value] = photo.exec(path) ?? [];
    const user = tenant.user(pictured) ?? tenant.userByName(pictured);
    return photoOf(user, pictured, size, value !== undefined);
  }
  if (groups.test(path)) return listGroups({ ...call, tenant });
  const groupId = partOf(group, path);
  if (groupId !== undefined) return oneGroup({ ...call, tenant }, groupId);
  const [, , of, cast] = people.exec(path) ?? [];
  const id = partOf(people, path);
  if (id === undefined || of === undefined) {
    return badRequest(`Resource not found for the segment '${path.split('/')[1] ?? ''}'.`);
  }
  return peopleOfGroup({ ...call, tenant }, id, of, cast !== undefined);
}

function oneUser(directory: Directory, call: GraphCall, tenantId: string, id: string): Answer {
  const tenant = directory.tenant(tenantId);
  const found = tenant.user(id) ?? tenant.userByName(id);
  if (found === undefined) return notFound(id);
  const properties = selected(call.query.get('$select') ?? undefined);
  if (typeof properties === 'string') return unknownProperty(properties);
  const context = { '@odata.context': `${call.root}/$metadata#users/$entity` };
  return { status: 200, body: { ...context, ...pick(found, properties) } };
}

function unknownCaller(authorization: string | undefined): Answer {
  const missing = authorization === undefined || !/^Bearer \S/i.test(authorization);
  const message = missing ? 'Access token is empty.' : 'Access token validation failure.';
  const headers = { 'www-authenticate': 'Bearer realm="", error="invalid_token"' };
  return refusal(401, 'InvalidAuthenticationToken', message, headers);
}

/** The id in a path; undefined when the path doesn't match or isn't correctly encoded. */
function partOf(pattern: RegExp, path: string): string | undefined {
  const part = pattern.exec(path)?.[1];
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
