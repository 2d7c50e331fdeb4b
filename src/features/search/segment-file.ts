import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sharedAttributes, type SharedAttribute } from '../../domain/attributes.ts';
import type { DeletedEntry } from './deleted.ts';
import { entriesOf, packDeleted } from './packed-deleted.ts';
import { byAttribute, flag, type Segment } from './segment.ts';

/*
 * A stored segment: a header with its format and the time of reading, then, compressed (and so with a
 * checksum), a line of JSON and the columns. A process of another format version, which may fold or sort
 * differently, reads the shard instead.
 */
/** Of other attributes, the columns would be others. */
const make = `rollcall view 6 ${sharedAttributes.join(' ')}, unicode ${process.versions.unicode}, icu ${process.versions.icu}`;
const compressed = promisify(gzip);
const decompressed = promisify(gunzip);
/** Far larger than any segment; a larger file isn't one. */
const longestPart = 1024 * 1024 * 1024;

interface Header {
  readonly make: string;
  readonly readFrom: number;
  /** absent in files of versions that always read all rows: the same */
  readonly rebuiltFrom?: number;
  readonly count: number;
  /** the different values of each shared attribute */
  readonly shared: Readonly<Record<SharedAttribute, readonly string[]>>;
  readonly operations: readonly string[];
  readonly operationCount: number;
  readonly textBytes: number;
  readonly recordBytes: number;
  readonly deleted: readonly DeletedEntry[];
}

export async function encodeSegment(segment: Segment): Promise<Buffer> {
  const header: Header = {
    make,
    readFrom: segment.readFrom,
    rebuiltFrom: segment.rebuiltFrom,
    count: segment.count,
    shared: Object.fromEntries(
      sharedAttributes.map((key) => [key, segment.shared[key].values]),
    ) as Header['shared'],
    operations: segment.operations,
    operationCount: segment.operationsOf.length,
    textBytes: segment.text.length,
    recordBytes: segment.records.length,
    deleted: entriesOf(segment.deleted),
  };
  const columns = [
    segment.ids,
    // Outdated people are listed beside the segment, and a reader of the file has no such list yet.
    segment.flags.map((bits) => bits & ~flag.outdated),
    ...sharedAttributes.map((key) => segment.shared[key].of),
    segment.addedOf,
    segment.changedOf,
    segment.operationStarts,
    segment.operationsOf,
    segment.textStarts,
    segment.text,
    segment.recordStarts,
    segment.records,
  ];
  const content = Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    ...columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)),
  ]);
  // The fastest level: reading time matters more than size.
  const packed = await compressed(content, { level: 1 });
  return Buffer.concat([Buffer.from(`${String(segment.readFrom)}\n`), packed]);
}

/** When the people of a stored segment were read, without unpacking it; undefined when it is damaged. */
export function readFromOf(bytes: Buffer): number | undefined {
  const time = Number(bytes.toString('latin1', 0, bytes.indexOf('\n')));
  return Number.isSafeInteger(time) && time > 0 ? time : undefined;
}

/** @returns undefined when it is damaged, or of another format version */
export async function decodeSegment(bytes: Buffer): Promise<Segment | undefined> {
  const line = bytes.indexOf('\n');
  if (line < 0) return undefined;
  let content: Buffer;
  try {
    content = await decompressed(bytes.subarray(line + 1), { maxOutputLength: longestPart });
  } catch {
    return undefined;
  }
  const headerEnd = content.indexOf('\n');
  const header = parseHeader(content.toString('utf8', 0, headerEnd));
  if (header === undefined || header.readFrom !== readFromOf(bytes)) return undefined;
  const { count } = header;
  let at = headerEnd + 1;
  // Copied, since typed arrays need an aligned start.
  const next = (length: number): Buffer => {
    const column = Buffer.allocUnsafeSlow(length);
    content.copy(column, 0, at, at + length);
    at += length;
    return column;
  };
  const numbers = (length: number) => new Uint32Array(next(length * 4).buffer);
  const { operationCount } = header;
  const numbersOfAll = (sharedAttributes.length + 2) * count + operationCount + 3 * (count + 1);
  const expected = count * 16 + count * 2 + numbersOfAll * 4;
  if (content.length !== at + expected + header.textBytes + header.recordBytes) return undefined;
  return {
    count,
    readFrom: header.readFrom,
    rebuiltFrom: header.rebuiltFrom ?? header.readFrom,
    operations: header.operations,
    ids: next(count * 16),
    flags: new Uint16Array(next(count * 2).buffer),
    shared: byAttribute(
      sharedAttributes.map((key) => ({ key, values: header.shared[key], of: numbers(count) })),
    ),
    addedOf: numbers(count),
    changedOf: numbers(count),
    operationStarts: numbers(count + 1),
    operationsOf: numbers(operationCount),
    textStarts: numbers(count + 1),
    text: next(header.textBytes),
    recordStarts: numbers(count + 1),
    records: next(header.recordBytes),
    deleted: packDeleted(header.deleted),
  };
}

function parseHeader(json: string): Header | undefined {
  try {
    const header = JSON.parse(json) as Header;
    return header.make === make ? header : undefined;
  } catch {
    return undefined;
  }
}
