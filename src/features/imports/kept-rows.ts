import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { PlannedRow } from './plan-line.ts';
import type { OrdinaryRow } from './reading/ordinary-row.ts';
import type { RowKeys } from './repeated-keys.ts';
import type { SpillFiles } from './spill-files.ts';

/*
 * Checked rows that wait for their comparison, in a spill file for each range of ids. Thousands of rows as objects would
 * keep the garbage collector busier than anything else, so a row is its JSON, behind a head with what decides
 * whether anything else has to be known of it.
 *
 * A row in bytes: length of the JSON, line, hash of the email, hash of the employee ID (32 bits each, little
 * endian), JSON.
 */

const headLength = 12;
const jsonFrom = 4 + headLength;
const lineAt = 4;
const emailAt = 8;
const employeeIdAt = 12;

/** How the JSON of each row begins. */
const beforeId = '{"id":"';
const idLength = 32;
const beforeFields = '"fields":{';
/** a quotation mark */
const mark = 34;
/** a closing brace */
const brace = 125;

export interface KeptRow {
  readonly id: string;
  read(): PlannedRow;
  /** absent: it isn't in a spill file as it is */
  readonly bytes?: RowBytes;
}

/** A row in its spill file. */
interface RowBytes extends KeptRow {
  readonly line: number;
  readonly keys: RowKeys;
  /** Whether it says nothing but values: which person it was found by, what it clears and the like may need a closer look. */
  readonly hasOnlyValues: boolean;
  readonly json: Buffer;
  /** where in `json` the row's fields begin, after their brace */
  readonly fieldsAt: number;
}

const head = Buffer.alloc(headLength);
const afterFields = Buffer.from('}');

function writeHead(line: number, { email, employeeId }: RowKeys): void {
  head.writeUInt32LE(line, lineAt - 4);
  head.writeUInt32LE(email, emailAt - 4);
  head.writeUInt32LE(employeeId, employeeIdAt - 4);
}

/** Adds a row to those of its range. */
export function keepRow(
  spill: SpillFiles,
  range: string,
  row: PlannedRow,
  keys: RowKeys,
): void | Promise<void> {
  writeHead(row.line, keys);
  return spill.addFramed(range, head, JSON.stringify(row));
}

/** The same for a row whose fields are JSON already, in bytes. */
export function keepRowInBytes(
  spill: SpillFiles,
  range: string,
  { id, record, row }: { readonly id: string; readonly record: number; readonly row: OrdinaryRow },
): void | Promise<void> {
  writeHead(row.line, row.keys);
  // As JSON.stringify writes a PlannedRow.
  const json = `${beforeId}${id}","line":${row.line},"record":${record},"fields":`;
  return spill.addFramed(range, head, json, row.fields, afterFields);
}

/** Memory for the rows of one range after the other. */
export interface RowMemory {
  bytes?: Buffer;
}

/**
 * All rows of a range, in the order of writing.
 * @param memory is used again for the next range, so the rows of the last one can't be read then
 */
export async function readKeptRows(
  spill: SpillFiles,
  range: string,
  memory: RowMemory = {},
): Promise<KeptRow[]> {
  const { isDue, yieldIfDue } = createEventLoopYield();
  const bytes = await spill.readWhole(range, memory.bytes);
  if (bytes.buffer !== memory.bytes?.buffer) memory.bytes = bytes;
  const rows: KeptRow[] = [];
  for (let start = 0; start < bytes.length;) {
    const row = new BytesOfRow(bytes, start);
    rows.push(row);
    start = row.end;
    if (isDue()) await yieldIfDue();
  }
  return rows;
}

class BytesOfRow implements RowBytes {
  readonly id: string;
  readonly end: number;
  private readonly start: number;
  private readonly all: Buffer;

  constructor(all: Buffer, start: number) {
    this.all = all;
    this.start = start;
    this.end = start + jsonFrom + all.readUInt32LE(start);
    const from = start + jsonFrom + beforeId.length;
    // An id of another length hasn't its end where that of others is.
    this.id =
      all[from + idLength] === mark
        ? all.toString('latin1', from, from + idLength)
        : this.read().id;
  }

  get bytes(): RowBytes {
    return this;
  }

  get line(): number {
    return this.all.readUInt32LE(this.start + lineAt);
  }

  get keys(): RowKeys {
    return {
      email: this.all.readUInt32LE(this.start + emailAt),
      employeeId: this.all.readUInt32LE(this.start + employeeIdAt),
    };
  }

  get hasOnlyValues(): boolean {
    // The values are the last of a row that has nothing else.
    return this.all[this.end - 1] === brace && this.all[this.end - 2] === brace;
  }

  get fieldsAt(): number {
    return this.json.indexOf(beforeFields) + beforeFields.length;
  }

  get json(): Buffer {
    return this.all.subarray(this.start + jsonFrom, this.end);
  }

  read(): PlannedRow {
    return JSON.parse(this.all.toString('utf8', this.start + jsonFrom, this.end)) as PlannedRow;
  }
}

/** A row that isn't from a spill file, or was changed since. */
export function keptRow(row: PlannedRow): KeptRow {
  return { id: row.id, read: () => row };
}
