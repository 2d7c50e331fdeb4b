import { changesOf } from '../../domain/compare.ts';
import {
  maxAnsweredEach,
  type Asked,
  type AskedRow,
  type IdentityQuestion,
  type Questions,
} from '../../domain/operations/identity-questions.ts';
import { nameOf } from '../../domain/person.ts';
import { rowsOf, type AskedLine } from './asked-line.ts';
import { saidOf, withoutKept, type Target } from './plan-line.ts';
import { sharedKey } from './twins.ts';
import type { SpillFiles } from './spill-files.ts';

const partition = 'asked';
const longestShown = 80;
const changesKept = 4;
const linesKept = 9;

/** Collects the rows that need an answer: all of them on disk, the first ones for the preview. */
export class AskedRows {
  private n = 0;
  private settled = 0;
  private readonly asked = new Map<IdentityQuestion, { rows: number; first: AskedRow[] }>();
  private readonly spill: SpillFiles;
  private readonly target: Target;

  constructor(spill: SpillFiles, target: Target) {
    this.spill = spill;
    this.target = target;
  }

  async add(line: Omit<AskedLine, 'n'>): Promise<void> {
    const numbered: AskedLine = { ...line, n: this.n };
    this.n += 1;
    await this.spill.add(partition, numbered);
    const { question } = numbered;
    if (question === 'none') {
      this.settled += 1;
      return;
    }
    const asked = this.asked.get(question) ?? { rows: 0, first: [] };
    this.asked.set(question, asked);
    asked.rows += 1;
    asked.first.push(shortened(askedRow(numbered, this.target)));
    asked.first.sort((one, other) => one.line - other.line);
    asked.first.length = Math.min(asked.first.length, maxAnsweredEach);
  }

  /** The number of lines. */
  get count(): number {
    return this.n;
  }

  /** As JSON lines, in the order of adding. */
  open(): AsyncIterable<Buffer> {
    return this.spill.open(partition);
  }

  /** undefined: there are neither questions nor such updates */
  questions(): Questions | undefined {
    if (this.n === 0) return undefined;
    const questions: Partial<Record<IdentityQuestion, Asked>> = {};
    for (const [question, asked] of this.asked) questions[question] = asked;
    return { ...questions, ...(this.settled > 0 && { settled: this.settled }) };
  }

  /** Rows whose person would be changed if the admin agrees. */
  get mayUpdate(): number {
    return [...this.asked.values()].reduce((sum, { rows }) => sum + rows, this.settled);
  }
}

/** Keeps the row short, since the size of an operation's record is limited. */
function shortened(row: AskedRow): AskedRow {
  const changes = row.changes.slice(0, changesKept);
  const moreChanges = row.changes.length - changes.length;
  return { ...row, changes, ...(moreChanges > 0 && { moreChanges }) };
}

/** A line in a readable form. */
export function askedRow(line: AskedLine, target: Target): AskedRow {
  const { n, row, key, before, twins = [] } = line;
  const other = sharedKey(row, twins)?.with ?? rowsOf(line)[0];
  const common = {
    n,
    line: row.line,
    name: nameOf(row.fields).slice(0, longestShown),
    phone: row.fields.phone ?? '',
    key,
  };
  if (before === undefined) {
    const otherLines = rowsOf(line)
      .filter((each) => each !== row)
      .slice(0, linesKept)
      .map((each) => each.line);
    return {
      ...common,
      changes: [],
      ...(other !== undefined && { otherLine: other.line }),
      ...(otherLines.length > 1 && { otherLines }),
    };
  }
  const known = withoutKept(row, before).row;
  const changes = changesOf(before, saidOf(known, target));
  return {
    ...common,
    who: {
      name: nameOf(before.fields).slice(0, longestShown),
      phone: before.fields.phone ?? '',
    },
    changes: changes.map((change) => ({
      ...change,
      before: change.before.slice(0, longestShown),
      after: change.after.slice(0, longestShown),
    })),
  };
}
