import { networks } from '../../domain/network.ts';
import type { Actor } from '../../domain/person.ts';
import type { DeletedEntry } from './deleted.ts';

/**
 * A shard's deleted people in compact form, in no order. A bulk deletion adds tens of thousands of them, and as objects they
 * would take four times as much memory.
 */
export interface PackedDeleted {
  readonly count: number;
  /** 16 bytes each */
  readonly ids: Buffer;
  /** when each was deleted; milliseconds since 1970 */
  readonly at: Float64Array;
  readonly others: Uint8Array;
  /** each one's place in `actors` */
  readonly by: Uint32Array;
  readonly actors: readonly Actor[];
  /** each one's place in `operations`, whose first is none */
  readonly in: Uint32Array;
  readonly operations: readonly (string | undefined)[];
  /** start of each one's texts in `text`; one more for the end */
  readonly starts: Uint32Array;
  /** name, phone and search record, separated by U+0000, which neither of the first two has */
  readonly text: Buffer;
}

const idBytes = 16;
const separator = '\u0000';

export function packDeleted(entries: readonly DeletedEntry[]): PackedDeleted {
  const count = entries.length;
  const ids = Buffer.alloc(count * idBytes);
  const at = new Float64Array(count);
  const others = new Uint8Array(count);
  const actors = createPlaces<Actor>();
  const by = new Uint32Array(count);
  const operations = createPlaces<string | undefined>([undefined]);
  const within = new Uint32Array(count);
  const starts = new Uint32Array(count + 1);
  const texts = entries.map((entry, place) => {
    ids.write(entry.id, place * idBytes, 'hex');
    at[place] = entry.at;
    others[place] = Number(entry.network === networks[1]);
    by[place] = actors.placeOf(JSON.stringify(entry.by), entry.by);
    within[place] = operations.placeOf(entry.operation ?? '', entry.operation);
    const text = Buffer.from([entry.name, entry.phone, entry.record].join(separator));
    starts[place + 1] = (starts[place] ?? 0) + text.length;
    return text;
  });
  const text = Buffer.allocUnsafeSlow(starts[count] ?? 0);
  texts.forEach((bytes, place) => text.set(bytes, starts[place]));
  return {
    ...{ count, ids, at, others, by, actors: actors.values },
    ...{ in: within, operations: operations.values, starts, text },
  };
}

/** Entries whose texts are read when they are needed. */
export function entriesOf(packed: PackedDeleted): DeletedEntry[] {
  return Array.from(packed.at, (at, place) => new PackedEntry(packed, place, at));
}

/** Bytes of memory, without the few different actors and operations. */
export function bytesOfDeleted({ ids, at, others, by, in: within, starts, text }: PackedDeleted) {
  return [ids, at, others, by, within, starts, text].reduce((sum, one) => sum + one.byteLength, 0);
}

class PackedEntry implements DeletedEntry {
  readonly at: number;
  private readonly packed: PackedDeleted;
  private readonly place: number;

  constructor(packed: PackedDeleted, place: number, at: number) {
    this.packed = packed;
    this.place = place;
    this.at = at;
  }

  get id(): string {
    const from = this.place * idBytes;
    return this.packed.ids.toString('hex', from, from + idBytes);
  }

  get network() {
    return this.packed.others[this.place] === 1 ? networks[1] : networks[0];
  }

  get by(): Actor {
    return this.packed.actors[this.packed.by[this.place] ?? 0] ?? { id: '', name: '' };
  }

  get operation(): string | undefined {
    return this.packed.operations[this.packed.in[this.place] ?? 0];
  }

  get name(): string {
    return this.texts()[0] ?? '';
  }

  get phone(): string {
    return this.texts()[1] ?? '';
  }

  get record(): string {
    return this.texts().slice(2).join(separator);
  }

  /** In stored segments. */
  toJSON(): DeletedEntry {
    const { id, network, name, phone, at, by, operation, record } = this;
    return { id, network, name, phone, at, by, operation, record };
  }

  private texts(): string[] {
    const { text, starts } = this.packed;
    return text.toString('utf8', starts[this.place], starts[this.place + 1]).split(separator);
  }
}

/** Different values, each with its place. */
function createPlaces<Value>(values: Value[] = []) {
  const places = new Map<string, number>(values.length === 0 ? [] : [['', 0]]);
  return {
    values,
    placeOf(key: string, value: Value): number {
      const there = places.get(key);
      if (there !== undefined) return there;
      places.set(key, values.length);
      values.push(value);
      return values.length - 1;
    },
  };
}
