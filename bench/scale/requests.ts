/**
 * What is asked of the storage account, by what it costs and where it counts. A page is an answer to a query, of up to 1,000 rows;
 * a batch is an entity group transaction of up to 100 writes; a fetch is an asking of a queue that brought messages, a poll one
 * that brought none.
 */
export const requestKinds = [
  'table read',
  'table page',
  'table write',
  'table batch',
  'table delete',
  'blob read',
  'blob write',
  'blob list',
  'blob look',
  'blob delete',
  'blob lease',
  'queue send',
  'queue fetch',
  'queue poll',
  'queue update',
  'queue delete',
] as const;

export type RequestKind = (typeof requestKinds)[number];

export type Requests = Readonly<Partial<Record<RequestKind, number>>>;

/** All of them together, each as often as told. */
export function sum(
  ...parts: readonly (Requests | readonly [times: number, Requests])[]
): Requests {
  const all: Partial<Record<RequestKind, number>> = {};
  for (const part of parts) {
    const [times, requests] = isTimes(part) ? part : ([1, part] as const);
    for (const kind of requestKinds) {
      const more = times * (requests[kind] ?? 0);
      if (more !== 0) all[kind] = (all[kind] ?? 0) + more;
    }
  }
  return all;
}

function isTimes(
  part: Requests | readonly [times: number, Requests],
): part is readonly [times: number, Requests] {
  return Array.isArray(part);
}

/** @param of absent: all kinds */
export function total(requests: Requests, of: readonly RequestKind[] = requestKinds): number {
  return of.reduce((all, kind) => all + (requests[kind] ?? 0), 0);
}

/** Kinds of one service: `table`, `blob` or `queue`. */
export function kindsOf(service: string): readonly RequestKind[] {
  return requestKinds.filter((kind) => kind.startsWith(service));
}
