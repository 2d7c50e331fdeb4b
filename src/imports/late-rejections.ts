import type { Rejection, RowProblem } from './reading/row.ts';

const reasons = [
  'same-phone-later',
  'in-other-network',
  'linked',
] as const satisfies readonly RowProblem[];
type LateReason = (typeof reasons)[number];

const cells = 4;

/**
 * Rejections that only the comparing finds, shard by shard and so out of order. In the worst case that is every row
 * of a file, so they are kept as four numbers each (16 bytes), not as objects.
 */
export class LateRejections {
  private table = new Uint32Array(cells * 1024);
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(rejection: { record: number; line: number; reason: LateReason; laterLine?: number }): void {
    const at = this.count * cells;
    if (at === this.table.length) {
      const larger = new Uint32Array(this.table.length * 2);
      larger.set(this.table);
      this.table = larger;
    }
    this.table.set(
      [
        rejection.record,
        rejection.line,
        reasons.indexOf(rejection.reason),
        rejection.laterLine ?? 0,
      ],
      at,
    );
    this.count += 1;
  }

  /** All of them in the order of the file. */
  *inOrder(): Generator<Rejection> {
    const order = new Uint32Array(this.count).map((_, index) => index);
    order.sort((a, b) => this.cell(a, 0) - this.cell(b, 0));
    for (const index of order) {
      const laterLine = this.cell(index, 3);
      yield {
        record: this.cell(index, 0),
        line: this.cell(index, 1),
        reason: reasons[this.cell(index, 2)] ?? 'same-phone-later',
        ...(laterLine > 0 && { laterLine }),
      };
    }
  }

  private cell(index: number, column: number): number {
    return this.table[index * cells + column] ?? 0;
  }
}
