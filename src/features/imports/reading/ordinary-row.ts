import type { RowKeys } from '../repeated-keys.ts';

/** A row, as `toRow` would read it, in bytes. */
export class OrdinaryRow {
  readonly line: number;
  readonly phone: string;
  readonly keys: RowKeys;
  /** JSON of `fields` */
  readonly fields: Buffer;

  constructor(line: number, phone: string, keys: RowKeys, fields: Buffer) {
    this.line = line;
    this.phone = phone;
    this.keys = keys;
    this.fields = fields;
  }
}

export interface OrdinaryLines {
  /** The rows that were read before aren't used any more: their memory is. */
  reuse(): void;
  /**
   * @param from where a line begins
   * @returns undefined: the line isn't ordinary, or not whole
   */
  read(bytes: Buffer, from: number, line: number): OrdinaryRow | undefined;
  /** after the end of the line that was read last; before that of one that isn't ordinary */
  readonly end: number;
  /** Whether most lines are ordinary: otherwise trying costs more than it saves. */
  readonly isUseful: boolean;
}
