/** The requested page size: `$top`, or the header `Prefer: odata.maxpagesize=…`. */
import { badRequest } from './answer.ts';
import type { Answer } from './answer.ts';

const largest = 999;

/** @returns the size, or Graph's error for a size that it doesn't serve */
export function pageSize(
  query: URLSearchParams,
  prefer: string | undefined,
  unasked: number,
): number | Answer {
  const top = query.get('$top');
  if (top === null) return preferred(prefer) ?? unasked;
  const size = Number(top);
  if (Number.isInteger(size) && size >= 1 && size <= largest) return size;
  return badRequest(
    `Invalid page size specified: '${top}'. Must be between 1 and ${largest} inclusive.`,
  );
}

/** A preference may be met in part: a size that is too large becomes the largest. */
export function preferred(prefer: string | undefined): number | undefined {
  const size = Number(/odata\.maxpagesize\s*=\s*(\d+)/i.exec(prefer ?? '')?.[1]);
  return size >= 1 ? Math.min(size, largest) : undefined;
}
