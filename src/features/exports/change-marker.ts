import type { AttributeKey } from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import { contentHash } from '../../domain/person-id.ts';
import type { PersonContents } from '../../domain/people-store.ts';
import type { ExportNetwork } from '../../domain/operations/export-facts.ts';
import type { Mark } from '../../lib/spreadsheets/our-columns.ts';
import { isAsBefore } from './snapshot-hash.ts';
import type { SnapshotEntry } from './snapshot.ts';

/**
 * The change of a person from the viewpoint of a file of one network (or of all): people who came into it are
 * added, people who left it are moved or deleted, regardless of the other network. In a file of both networks, people
 * with no other change than their network are moved.
 */
function markOf(person: {
  readonly wasIn: boolean;
  readonly isIn: boolean;
  readonly isThere: boolean;
  readonly differs: boolean;
  /** in nothing but the network, in a file of both */
  readonly onlyMoved: boolean;
}): Mark | undefined {
  const { wasIn, isIn, isThere, differs, onlyMoved } = person;
  if (!wasIn) return isIn ? 'added' : undefined;
  if (isIn && onlyMoved) return 'moved';
  if (isIn) return differs ? 'changed' : undefined;
  return isThere ? 'moved' : 'deleted';
}

export function isIn(network: ExportNetwork, person: PersonContents): boolean {
  return person.deletedAt === undefined && (network === 'All' || person.network === network);
}

/**
 * Compares with an earlier export of the same network.
 * @param existing keys of the existing own attributes
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
    onlyMoved:
      entry !== undefined &&
      entry.network !== person.network &&
      isAsBefore(inNetwork(person, entry.network), entry, existing),
  });
}

/**
 * Compares with the state at a moment, by the person's own history. It keeps the last 20 sets of changes: a
 * person changed more often since may count as having always been in their current network.
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
    onlyMoved: networkThen !== person.network && changes.every(({ field }) => field === 'network'),
  });
}

/** The person as they would be in the other network. */
function inNetwork(person: PersonContents, network: Network): PersonContents {
  return { ...person, network, hash: contentHash(network, person.fields) };
}

/**
 * Whether a person deleted since existed at the moment. Imports that restored people used to overwrite the time
 * at which they were added: without other evidence such people count as older, since most are.
 */
function isOlder({ addedAt, history }: PersonContents, from: string): boolean {
  if (addedAt < from) return true;
  return history.some(
    ({ at, changes }) =>
      at < from ||
      (at === addedAt && changes.some(({ field, after }) => field === 'deleted' && after === '')),
  );
}
