/** Mutants that live because they change nothing that could be lost, with the reason. */
export interface Explained {
  readonly file: string;
  /** As `Mutant.change` has it. */
  readonly change: string;
  readonly why: string;
}

export const explained: readonly Explained[] = [];
