/** Mutants that live because they change nothing that could be lost, with the reason. */
export interface Explained {
  readonly file: string;
  /** As `Mutant.change` has it. */
  readonly change: string;
  readonly why: string;
}

export const explained: readonly Explained[] = [
  {
    file: 'src/lib/retry-on-conflict.ts',
    change: '> → >=',
    why: 'The end of the patience to the nanosecond: a try more or less at that moment.',
  },
  {
    file: 'src/jobs/in-write-order.ts',
    change: '!(await deps.writeQueue.isFirst(tenant, place)) → true',
    why: 'The first one joins again, which changes nothing, and finds its own place at the head: requests more, no other outcome.',
  },
];
