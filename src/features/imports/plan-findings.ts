import { changesOf } from '../../domain/compare.ts';
import type { NumberHabit } from '../../domain/phone.ts';
import { nameOf, type PersonFields } from '../../domain/person.ts';
import type {
  ChangeSample,
  Counts,
  FurtherReason,
  Leaving,
  Preview,
  ProblemSample,
  ReadNumbers,
} from '../../domain/operations/operation.ts';
import type { LeavingLine } from './leaving-line.ts';
import { networkOf, saidOf, type PlanLine, type PlannedRow, type Target } from './plan-line.ts';
import type { AskedColumns } from './reading/ask-columns.ts';
import type { FileFacts } from './reading/read-file.ts';
import type { Problem, Rejection, RowProblem } from './reading/row.ts';
import { defined } from '../../lib/defined.ts';

/** Problems and changes that a preview shows: as many as fit a card on a phone. */
const shown = 5;
/** Columns that a preview names, and the length of each name: headers come from outside. */
const columnsShown = 10;
const maxColumnLength = 40;
const maxTextLength = 80;

/** Reasons of rows whose person is known, or stands in another row. */
const isOfSomebody: ReadonlySet<RowProblem> = new Set([
  'same-phone-later',
  'same-person-later',
  'in-other-network',
  'linked',
  'changed-meanwhile',
  'required-missing',
  'marked-deleted',
] as const);

/** Collects the findings of a plan, for its counts and its preview. */
export class PlanFindings {
  private added = 0;
  private updated = 0;
  private unchanged = 0;
  private rejected = 0;
  private leftOut = 0;
  /** rows that are imported and also in the error log */
  private told = 0;
  private passedOver = 0;
  private firstPassedOver: number | undefined;
  private moved = 0;
  private movedToOthers = 0;
  private broughtBack = 0;
  /** rows that are marked as deleted, and rightly so */
  private gone = 0;
  private unreadRows = 0;
  private deleted = 0;
  private linked = 0;
  private held = 0;
  private readonly numbers: Partial<Record<NumberHabit, ReadNumbers>> = {};
  private readonly problems = new FirstByLine<ProblemSample>();
  private readonly leftOutSample = new FirstByLine<ProblemSample>();
  private readonly addedSample = new FirstByLine<ChangeSample>();
  private readonly updatedSample = new FirstByLine<ChangeSample>();
  private readonly removedSample = new FirstByLine<ChangeSample>();
  private readonly stayingSample = new FirstByLine<ChangeSample>();
  private readonly target: Target;

  constructor(target: Target) {
    this.target = target;
  }

  /** @param valuesLeftOut values of the row that were counted as left out before; now the whole row is rejected */
  reject(rejection: Rejection, valuesLeftOut = 0): void {
    this.rejected += 1;
    if (!isOfSomebody.has(rejection.reason)) this.unreadRows += 1;
    this.leftOut -= valuesLeftOut;
    this.problems.offer(problemSample(rejection));
  }

  /** A line that is nobody's: a total, a remark, the header once more. */
  passOver(line: number): void {
    this.passedOver += 1;
    this.firstPassedOver ??= line;
  }

  /** Values of a row that is imported without them. */
  leaveOut(problem: Rejection, values: number): void {
    this.leftOut += values;
    this.told += 1;
    this.leftOutSample.offer(problemSample(problem));
  }

  /** Whether the error log has anything. */
  get hasProblems(): boolean {
    return this.rejected + this.told > 0;
  }

  leave(rows: number): void {
    this.unchanged += rows;
  }

  /** A row that is marked as deleted, and there is nobody whom it could delete. */
  leaveGone(): void {
    this.unchanged += 1;
    this.gone += 1;
  }

  /** A person whom the import deletes, or may delete. */
  remove(line: LeavingLine): void {
    this.deleted += 1;
    this.removedSample.offer(sampleOfLeaving(line));
  }

  /** A person who would be deleted, but stays because they are linked. */
  stay(line: LeavingLine): void {
    this.linked += 1;
    this.stayingSample.offer(sampleOfLeaving(line));
  }

  /** A person who isn't in the file, unless an uncertain row is theirs. */
  hold(): void {
    this.held += 1;
  }

  /** The people that the import deletes, or may. */
  leaving(list: string): Leaving {
    const { deleted: people, linked, held, unreadRows: unread } = this;
    return {
      people,
      linked,
      ...(held > 0 && { held }),
      ...(unread > 0 && { unread }),
      ...(people + linked > 0 && { list }),
    };
  }

  /** How many people are deleted, or may be. */
  get deletions(): number {
    return this.deleted;
  }

  /** Rows that say of somebody that they are there. */
  get usable(): number {
    return this.added + this.updated + this.unchanged - this.gone;
  }

  /** A number that can be read in two ways, and nothing decides. */
  readNumber(as: NumberHabit, number: Omit<ReadNumbers, 'rows'>): void {
    const { rows, ...first } = this.numbers[as] ?? { ...number, rows: 0 };
    this.numbers[as] = { ...first, rows: rows + 1 };
  }

  /** Whether the preview shows a row of this line among those that are added. */
  wantsAdded(line: number): boolean {
    return this.addedSample.wants(line);
  }

  /** A row is added that the preview doesn't show. */
  planAdded(): void {
    this.added += 1;
  }

  plan(line: PlanLine): void {
    if (line.type !== 'update') {
      this.added += 1;
      if (line.type === 'bring-back') this.broughtBack += 1;
      if (this.addedSample.wants(line.row.line))
        this.addedSample.offer(sampleOf(line.row, line.row.fields, []));
      return;
    }
    this.updated += 1;
    const network = networkOf(line.row, this.target);
    if (line.before.network !== network) {
      this.moved += 1;
      if (network === 'Others') this.movedToOthers += 1;
    }
    if (!this.updatedSample.wants(line.row.line)) return;
    const after = saidOf(line.row, this.target);
    const known = { ...line.before.fields, ...line.row.fields };
    this.updatedSample.offer(sampleOf(line.row, known, changesOf(line.before, after)));
  }

  get counts(): Counts {
    return {
      added: this.added,
      updated: this.updated,
      unchanged: this.unchanged,
      rejected: this.rejected,
      ...(this.leftOut > 0 && { leftOut: this.leftOut }),
    };
  }

  preview(facts: FileFacts): Preview {
    return {
      delimiter: facts.delimiter,
      encoding: facts.encoding,
      ...sourceOf(facts),
      notUnderstood: facts.notUnderstood
        .slice(0, columnsShown)
        .map((name) => name.slice(0, maxColumnLength)),
      notUnderstoodCount: facts.notUnderstood.length,
      ...(facts.headerLine !== undefined && { headerLine: facts.headerLine }),
      ...(this.firstPassedOver !== undefined && {
        notPeople: { lines: this.passedOver, first: this.firstPassedOver },
      }),
      ...(facts.asked !== undefined && columnsIn(facts.asked)),
      problems: this.problems.list,
      ...(this.leftOutSample.list.length > 0 && { leftOutSample: this.leftOutSample.list }),
      addedSample: this.addedSample.list,
      updatedSample: this.updatedSample.list,
      ...(this.removedSample.list.length > 0 && { removedSample: this.removedSample.list }),
      ...(this.stayingSample.list.length > 0 && { stayingSample: this.stayingSample.list }),
      ...(Object.keys(this.numbers).length > 0 && { numbers: this.numbers }),
      moved: this.moved,
      movedToOthers: this.movedToOthers,
      broughtBack: this.broughtBack,
    };
  }
}

/** Number of unread sheets that are named. */
const sheetsNamed = 5;

function sourceOf(facts: FileFacts): Partial<Preview> {
  const { archived, sheet, otherSheets = [], hiddenRows } = facts;
  if (archived === undefined && sheet === undefined) return {};
  const short = (name: string) => name.slice(0, maxTextLength);
  return {
    source: {
      ...(archived !== undefined && { archived: short(archived) }),
      ...(sheet !== undefined && { sheet: short(sheet) }),
      ...(otherSheets.length > 0 && {
        otherSheets: otherSheets.slice(0, sheetsNamed).map(short),
        otherSheetsCount: otherSheets.length,
      }),
      ...defined({ hiddenRows }),
    },
  };
}

function columnsIn({
  columns,
  more,
  own,
  order,
  split,
  together,
  leavers,
}: AskedColumns): Partial<Preview> {
  return {
    columns,
    ...(more !== undefined && { moreColumns: more }),
    ...(own !== undefined && { ownAttributes: own }),
    ...defined({ order, split, together, leavers }),
  };
}

/** Reasons of a row that a preview shows. The error log has all. */
const reasonsShown = 4;

function problemSample({ line, reason, column, value, laterLine, more }: Rejection): ProblemSample {
  return {
    line,
    reason,
    ...(column !== undefined && { column: column.slice(0, maxTextLength) }),
    ...defined({ value, laterLine }),
    ...(more !== undefined && { more: more.slice(0, reasonsShown - 1).map(shortReason) }),
  };
}

function shortReason({ reason, column, value }: Problem): FurtherReason {
  return {
    reason,
    ...(column !== undefined && { column: column.slice(0, maxTextLength) }),
    ...defined({ value }),
  };
}

function sampleOf(
  row: PlannedRow,
  fields: PersonFields,
  changes: ChangeSample['changes'],
): ChangeSample {
  const written =
    fields.displayName ?? [fields.firstName, fields.lastName].filter(Boolean).join(' ');
  return {
    line: row.line,
    name: written.slice(0, 80),
    phone: row.fields.phone ?? '',
    changes: changes.map(short),
  };
}

function sampleOfLeaving({ row, before: { fields } }: LeavingLine): ChangeSample {
  return {
    line: row?.line ?? 0,
    name: nameOf(fields).slice(0, 80),
    phone: fields.phone ?? '',
    changes: [],
  };
}

function short(change: ChangeSample['changes'][number]): ChangeSample['changes'][number] {
  return { ...change, before: change.before.slice(0, 80), after: change.after.slice(0, 80) };
}

/** Keeps the few samples that come first in the file, in whatever order they are found. */
class FirstByLine<T extends { readonly line: number }> {
  readonly list: T[] = [];

  wants(line: number): boolean {
    const last = this.list.at(-1);
    return this.list.length < shown || last === undefined || line < last.line;
  }

  offer(sample: T): void {
    if (!this.wants(sample.line)) return;
    this.list.push(sample);
    this.list.sort((a, b) => a.line - b.line);
    this.list.length = Math.min(this.list.length, shown);
  }
}
