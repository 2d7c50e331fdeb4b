import type { Rejection, RowProblem } from './reading/row.ts';

const reasons = [
  'same-phone-later',
  'in-other-network',
  'linked',
  'changed-meanwhile',
  'required-missing',
  'marked-deleted',
  'locked',
  'zeros-lost',
  'not-applied',
  'phone-missing',
  'same-person-later',
  'keys-disagree',
  'name-disagrees',
  'left-out-by-choice',
  'phone-of-another',
  'phone-shared',
  'another-phone',
  'keys-of-several',
  'linked-stays',
  'maybe-someone-else',
  'nobody-found',
  'stays-in-other-network',
  'name-missing',
  'group-limit',
] as const satisfies readonly RowProblem[];

export interface LateRejection extends Rejection {
  readonly reason: (typeof reasons)[number];
  /** of values that aren't taken: names of columns, at most four */
  readonly columns?: readonly string[];
  /** number of values left out of the row before; once the row is rejected, they don't count */
  readonly valuesLeftOut?: number;
}

/** Reasons that name their column. */
const namesColumn: readonly RowProblem[] = [
  'required-missing',
  'locked',
  'zeros-lost',
  'phone-missing',
  'name-missing',
];
/** Reasons of values, not of rows. */
const ofValues: readonly RowProblem[] = ['locked', 'zeros-lost'];
const namesLine: readonly RowProblem[] = ['same-phone-later', 'same-person-later'];

const cells = 4;

/**
 * Rejections found only while comparing, shard by shard and so out of order. In the worst case that is every
 * row of a file, so each is kept as four numbers (16 bytes), not as an object.
 */
export class LateRejections {
  private table = new Uint32Array(cells * 1024);
  private count = 0;
  private readonly columns: readonly string[];

  /** @param columns all column names that a rejection can have */
  constructor(columns: readonly string[]) {
    this.columns = columns;
  }

  add(rejection: LateRejection): void {
    const at = this.count * cells;
    if (at === this.table.length) {
      const larger = new Uint32Array(this.table.length * 2);
      larger.set(this.table);
      this.table = larger;
    }
    const { record, line, reason, laterLine, column } = rejection;
    const detail = laterLine ?? this.packed(rejection.columns ?? [column ?? '']);
    this.table.set([record, line, reasons.indexOf(reason), detail], at);
    this.count += 1;
  }

  /** All of them in the file's order. */
  *inOrder(): Generator<LateRejection> {
    const order = new Uint32Array(this.count).map((_, index) => index);
    order.sort((a, b) => this.cell(a, 0) - this.cell(b, 0));
    for (const index of order) {
      const reason = reasons[this.cell(index, 2)] ?? 'changed-meanwhile';
      const detail = this.cell(index, 3);
      const column = this.unpacked(detail);
      yield {
        record: this.cell(index, 0),
        line: this.cell(index, 1),
        reason,
        ...(namesLine.includes(reason) && { laterLine: detail }),
        ...(namesColumn.includes(reason) && column !== '' && { column }),
        ...(ofValues.includes(reason) && { leftOut: true as const }),
      };
    }
  }

  /** The indexes of up to four names, a byte each; there are at most some forty names. */
  private packed(names: readonly string[]): number {
    return names
      .slice(0, 4)
      .reduce((packed, name) => packed * 256 + this.columns.indexOf(name) + 1, 0);
  }

  private unpacked(packed: number): string {
    const names: string[] = [];
    for (let rest = packed; rest > 0; rest = Math.floor(rest / 256)) {
      names.unshift(this.columns[(rest % 256) - 1] ?? '');
    }
    return names.filter((name) => name !== '').join(', ');
  }

  private cell(index: number, column: number): number {
    return this.table[index * cells + column] ?? 0;
  }
}
