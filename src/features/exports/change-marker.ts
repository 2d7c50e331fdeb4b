import type { AttributeKey } from '../../domain/attributes.ts';
import type { PersonContents } from '../../domain/people-store.ts';
import type { ExportNetwork } from '../../domain/operations/export-facts.ts';
import type { Mark } from '../../lib/spreadsheets/our-columns.ts';
import { isAsBefore } from './snapshot-hash.ts';
import type { SnapshotEntry } from './snapshot.ts';

/**
 * What happened to a person, as far as the reader of a file of one network (or of all) is concerned: who came into it is
 * added, who left it is moved or deleted, wherever they came from or went.
 */
function markOf(person: {
  readonly wasIn: boolean;
  readonly isIn: boolean;
  readonly isThere: boolean;
  readonly differs: boolean;
}): Mark | undefined {
  const { wasIn, isIn, isThere, differs } = person;
  if (!wasIn) return isIn ? 'added' : undefined;
  if (isIn) return differs ? 'changed' : undefined;
  return isThere ? 'moved' : 'deleted';
}

export function isIn(network: ExportNetwork, person: PersonContents): boolean {
  return person.deletedAt === undefined && (network === 'All' || person.network === network);
}

/**
 * Compared with an earlier export of the same network.
 * @param existing keys of the own attributes that there are
 */
export function markSinceSnapshot(
  network: ExportNetwork,
  person: PersonContents,
  entry: SnapshotEntry | undefined,
  existing: ReadonlySet<AttributeKey>,
): Mark | undefined {
  return markOf({
    wasIn: entry !== undefined,
    isIn: isIn(network, person),
    isThere: person.deletedAt === undefined,
    differs: entry !== undefined && !isAsBefore(person, entry, existing),
  });
}

/**
 * Compared with the state at a moment, which the person's own history tells. It keeps the last 20 sets of changes: who was
 * changed more often since may be taken for someone who was always where they are now.
 * @param from ISO 8601, UTC
 */
export function markSinceMoment(
  network: ExportNetwork,
  person: PersonContents,
  from: string,
): Mark | undefined {
  const changes = person.history
    .filter(({ at }) => at >= from)
    .toReversed()
    .flatMap((entry) => entry.changes);
  const moved = changes.find(({ field }) => field === 'network');
  const deleted = changes.find(({ field }) => field === 'deleted');
  const networkThen = moved?.before ?? person.network;
  const thereThen =
    deleted === undefined
      ? (person.deletedAt === undefined || person.deletedAt >= from) && person.addedAt < from
      : deleted.before === '' && isOlder(person, from);
  return markOf({
    wasIn: thereThen && (network === 'All' || networkThen === network),
    isIn: isIn(network, person),
    isThere: person.deletedAt === undefined,
    differs: person.changedAt >= from,
  });
}

/**
 * Whether somebody who was deleted since had been there at the moment. An import that brought them back used to write its own time
 * over the one at which they were added: then, if nothing else tells, they are taken for older, since most are.
 */
function isOlder({ addedAt, history }: PersonContents, from: string): boolean {
  if (addedAt < from) return true;
  return history.some(
    ({ at, changes }) =>
      at < from ||
      (at === addedAt && changes.some(({ field, after }) => field === 'deleted' && after === '')),
  );
}
