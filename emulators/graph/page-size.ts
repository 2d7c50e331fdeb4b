/** How many a page is to have: `$top`, or the header `Prefer: odata.maxpagesize=…`. */
import { badRequest } from './answer.ts';
import type { Answer } from './answer.ts';

const largest = 999;

/** @returns the size, or the refusal that Graph answers to a size it doesn't serve */
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

/** A preference may be given only in part: what is too large becomes the largest. */
export function preferred(prefer: string | undefined): number | undefined {
  const size = Number(/odata\.maxpagesize\s*=\s*(\d+)/i.exec(prefer ?? '')?.[1]);
  return size >= 1 ? Math.min(size, largest) : undefined;
}
