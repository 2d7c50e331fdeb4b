import type { Operation } from './operation.ts';

/** An operation's place in the write queue of its organization: first confirmed, first served. */
export function writeQueuePlace(operation: Operation): string {
  const confirmed = Date.parse(operation.confirmedAt ?? operation.at);
  return `${String(confirmed).padStart(14, '0')}-${operation.id}`;
}

/** The id of the operation that holds a place. */
export function operationOfPlace(place: string): string {
  return place.slice(15);
}
