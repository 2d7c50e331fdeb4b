import type { Network } from '../../domain/network.ts';
import { AppError } from '../../errors.ts';
import type { HashParts } from './snapshot-hash.ts';

/**
 * A snapshot: the people in an export, and their state. One line for each person, sorted by id, so that the
 * next export finds the changes by merging both: exactly, independent of clocks, and including people who were
 * erased.
 */
export interface SnapshotEntry {
  readonly id: string;
  /** of network and all attributes (person-id.ts) */
  readonly hash: string;
  readonly network: Network;
  /** E.164; empty for a person without one */
  readonly phone: string;
  /** of a person with values of own attributes: the hash in parts (snapshot-hash.ts); absent in older snapshots */
  readonly parts?: HashParts;
}

/** "id hash E|O phone", and for a person with own attributes " hash key=hash,key=hash"; no part contains a space. */
export function snapshotLine({ id, hash, network, phone, parts }: SnapshotEntry): string {
  const line = `${id} ${hash} ${network === 'Employee' ? 'E' : 'O'} ${phone}`;
  if (parts === undefined) return `${line}\n`;
  const own = Object.entries(parts.own).map((pair) => pair.join('='));
  return `${line} ${parts.builtIn} ${own.join(',')}\n`;
}

/** Reads a snapshot entry by entry. Only the few entries at the end of a chunk need to be awaited. */
export interface RosterReader {
  /** the current entry; undefined: at the end */
  readonly current: SnapshotEntry | undefined;
  /** Moves to the next entry; returns a promise where that has to be fetched first. */
  advance(): void | Promise<void>;
}

/** Opens a snapshot at its first entry. @param chunks its bytes; absent: an empty one */
export async function openSnapshot(chunks?: AsyncIterable<Buffer>): Promise<RosterReader> {
  const batches = chunks === undefined ? undefined : entriesOf(chunks);
  let batch: readonly SnapshotEntry[] = [];
  let at = 0;

  async function fetchBatch(): Promise<void> {
    const read = await batches?.next();
    batch = read?.done === false ? read.value : [];
    at = 0;
    if (read?.done === false && batch.length === 0) await fetchBatch();
  }

  await fetchBatch();
  return {
    get current() {
      return batch[at];
    },
    advance() {
      at += 1;
      return at < batch.length || batch.length === 0 ? undefined : fetchBatch();
    },
  };
}

async function* entriesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly SnapshotEntry[]> {
  let cut = '';
  for await (const chunk of chunks) {
    // Ids, hashes and E.164 numbers are ASCII, so no character spans two chunks.
    const lines = (cut + chunk.toString('latin1')).split('\n');
    cut = lines.pop() ?? '';
    yield lines.map(entryFrom);
  }
  if (cut !== '') throw damaged();
}

function entryFrom(line: string): SnapshotEntry {
  const [id = '', hash = '', network, phone = '', builtIn, own = ''] = line.split(' ');
  if (id === '' || (network !== 'E' && network !== 'O')) throw damaged();
  const entry = { id, hash, network: network === 'E' ? 'Employee' : 'Others', phone } as const;
  if (builtIn === undefined) return entry;
  const pairs = own === '' ? [] : own.split(',').map((pair) => pair.split('=', 2));
  return { ...entry, parts: { builtIn, own: Object.fromEntries(pairs) as HashParts['own'] } };
}

function damaged(): AppError {
  return new AppError('unexpected', {}, { note: 'a damaged snapshot' });
}
