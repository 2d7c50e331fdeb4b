import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { PlannedRow } from './plan-line.ts';
import type { SpillFiles } from './spill-files.ts';

/**
 * A checked row that waits for its comparison. It is read when it is its turn: thousands of rows as objects
 * would keep the garbage collector busier than anything else.
 */
export interface KeptRow {
  readonly id: string;
  read(): PlannedRow;
}

interface KeptRows {
  readonly rows: KeptRow[];
  /** The row as JSON, if it is the last one that was read, and unchanged. */
  readonly jsonOf: (row: PlannedRow) => string | undefined;
}

/** How each row in a partition begins. */
const beforeId = '{"id":"';
const idLength = 32;
const lineFeed = 10;
/** a quotation mark */
const mark = 34;

/** All rows of a partition, in the order of writing. */
export async function readKeptRows(spill: SpillFiles, partition: string): Promise<KeptRows> {
  const { isDue, yieldIfDue } = createEventLoopYield();
  const blocks: Buffer[] = [];
  for await (const block of spill.open(partition)) blocks.push(block);
  const reader = new RowReader(Buffer.concat(blocks));
  const rows: KeptRow[] = [];
  for (let start = 0; start < reader.length;) {
    const row = reader.rowAt(start);
    rows.push(row);
    start = row.end + 1;
    if (isDue()) await yieldIfDue();
  }
  return { rows, jsonOf: (row) => reader.jsonOf(row) };
}

class RowReader {
  private readonly bytes: Buffer;
  private row: PlannedRow | undefined;
  private json = '';

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get length(): number {
    return this.bytes.length;
  }

  rowAt(start: number): BytesOfRow {
    const found = this.bytes.indexOf(lineFeed, start);
    const end = found === -1 ? this.bytes.length : found;
    return new BytesOfRow(this, this.idIn(start, end), start, end);
  }

  read(start: number, end: number): PlannedRow {
    this.json = this.bytes.toString('utf8', start, end);
    this.row = JSON.parse(this.json) as PlannedRow;
    return this.row;
  }

  jsonOf(row: PlannedRow): string | undefined {
    return row === this.row ? this.json : undefined;
  }

  private idIn(start: number, end: number): string {
    const from = start + beforeId.length;
    const isUsual =
      this.bytes[from + idLength] === mark &&
      this.bytes.toString('latin1', start, from) === beforeId;
    return isUsual
      ? this.bytes.toString('latin1', from, from + idLength)
      : this.read(start, end).id;
  }
}

class BytesOfRow implements KeptRow {
  readonly id: string;
  readonly end: number;
  private readonly start: number;
  private readonly reader: RowReader;

  constructor(reader: RowReader, id: string, start: number, end: number) {
    this.id = id;
    this.end = end;
    this.start = start;
    this.reader = reader;
  }

  read(): PlannedRow {
    return this.reader.read(this.start, this.end);
  }
}

/** A row that isn't from a partition, or was changed since. */
export function keptRow(row: PlannedRow): KeptRow {
  return { id: row.id, read: () => row };
}
