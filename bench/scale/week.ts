import { assumptions as given } from './assumptions.ts';
import { house } from './house.ts';
import { limits } from './limits.ts';
import type { Organization } from './organizations.ts';
import { looked, turn } from './predict.ts';
import { sum, total, type Requests } from './requests.ts';
import { workOf, type JobKind, type Measured, type Work } from './work.ts';

const week = 7 * 24 * 3_600;

interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

export interface Week {
  readonly workers: number;
  /** all that was asked, idle processes' polling left out */
  readonly requests: Requests;
  readonly requestsASecond: Spread;
  readonly rowsASecond: Spread;
  /** in the busiest partition at any moment */
  readonly busiestPartition: number;
  /** share of the week for which the workers' processors, and their slots, were busy; and in the busiest hour */
  readonly cpu: { readonly week: number; readonly busiestHour: number };
  readonly slots: { readonly week: number; readonly busiestHour: number };
  /** seconds that jobs waited for a slot, and took from when they were due */
  readonly waited: Readonly<Record<JobKind, Spread>>;
  readonly took: Readonly<Record<JobKind, Spread>>;
  readonly jobs: number;
  /** messages put into the queues in the busiest second */
  readonly messagesASecond: number;
  /** most that was asked in any second of each quarter of an hour */
  readonly quarters: readonly number[];
}

interface Due {
  readonly at: number;
  readonly work: Work;
  readonly organization: number;
  /** what is due when this has ended: an import is confirmed some minutes after its preview */
  readonly then?: Work;
}

interface Running {
  readonly due: Due;
  readonly worker: number;
  /** share that is done */
  done: number;
}

const confirmedAfter = 180;

/** Plays a week second by second: jobs in the order in which they come, in the slots that there are, on the processors that there are. */
export function playWeek(
  organizations: readonly Organization[],
  measured: Measured,
  workers: number,
): Week {
  const jobs = dueIn(organizations, measured);
  const waiting: Due[] = [];
  const running: Running[] = [];
  /** organizations in which an import writes: others of theirs wait */
  const writing = new Set<number>();
  const requestsIn = new Float64Array(week);
  const rowsIn = new Float64Array(week);
  const messagesIn = new Float64Array(week);
  const cpuIn = new Float64Array(week);
  const slotsIn = new Float64Array(week);
  const waits = new Map<JobKind, number[]>();
  const takes = new Map<JobKind, number[]>();
  const all: Requests[] = [];
  let busiestPartition = 0;
  let ended = 0;
  let next = 0;

  const note = (of: Map<JobKind, number[]>, kind: JobKind, seconds: number) => {
    const those = of.get(kind) ?? [];
    those.push(seconds);
    of.set(kind, those);
  };

  function start(second: number): void {
    const busy = Array.from({ length: workers }, () => 0);
    for (const { worker } of running) busy[worker] = (busy[worker] ?? 0) + 1;
    for (let index = 0; index < waiting.length && running.length < workers * house.slots;) {
      const due = waiting[index];
      const isWriter = due?.work.kind === 'apply';
      if (due === undefined || (isWriter && writing.has(due.organization))) {
        index += 1;
        continue;
      }
      waiting.splice(index, 1);
      const worker = busy.indexOf(Math.min(...busy));
      busy[worker] = (busy[worker] ?? 0) + 1;
      if (isWriter) writing.add(due.organization);
      running.push({ due, worker, done: 0 });
      note(waits, due.work.kind, second - due.at);
    }
  }

  function end(job: Running, second: number): void {
    const { due } = job;
    running.splice(running.indexOf(job), 1);
    if (due.work.kind === 'apply') writing.delete(due.organization);
    note(takes, due.work.kind, second - due.at);
    all.push(due.work.requests);
    ended += 1;
    if (due.then === undefined) return;
    const follows = { at: second + confirmedAfter, work: due.then, organization: due.organization };
    const place = jobs.findIndex(({ at }, index) => index >= next && at > follows.at);
    jobs.splice(place < 0 ? jobs.length : place, 0, follows);
  }

  /** Lets everything that runs go on for a second. */
  function go(second: number): void {
    const onWorker = Array.from({ length: workers }, () => 0);
    for (const { worker } of running) onWorker[worker] = (onWorker[worker] ?? 0) + 1;
    const steps = running.map((job) => {
      const { cpu, least } = job.due.work;
      const share = given.vcpu / (onWorker[job.worker] ?? 1);
      const rate = Math.min(1 / Math.max(least, 1e-3), share / Math.max(cpu, 1e-3));
      return Math.min(rate, 1 - job.done);
    });
    const rows = running.reduce((some, { due }, at) => some + due.work.rows * (steps[at] ?? 0), 0);
    const slowed = Math.min(1, limits.accountRows / Math.max(rows, 1));
    for (const [at, job] of [...running].entries()) {
      const step = (steps[at] ?? 0) * slowed;
      const { work } = job.due;
      job.done += step;
      requestsIn[second] = (requestsIn[second] ?? 0) + step * total(work.requests);
      rowsIn[second] = (rowsIn[second] ?? 0) + step * work.rows;
      messagesIn[second] = (messagesIn[second] ?? 0) + step * (work.requests['queue send'] ?? 0);
      cpuIn[second] = (cpuIn[second] ?? 0) + step * work.cpu;
      slotsIn[second] = (slotsIn[second] ?? 0) + 1;
      busiestPartition = Math.max(busiestPartition, step * work.busiest);
      if (job.done >= 1 - 1e-9) end(job, second + 1);
    }
  }

  const turns = turnsIn(organizations);
  const turnRequests = sum(
    [0.75, turn],
    [0.25, looked({ isCold: false, followed: given.followedInTurn })],
  );
  for (let second = 0; second < week; second += 1) {
    for (let due = jobs[next]; due !== undefined && due.at <= second; due = jobs[next]) {
      waiting.push(due);
      next += 1;
    }
    start(second);
    go(second);
    const asked = (turns[Math.floor(second / 60)] ?? 0) / 60;
    requestsIn[second] = (requestsIn[second] ?? 0) + asked * total(turnRequests);
    rowsIn[second] = (rowsIn[second] ?? 0) + asked * total(turnRequests);
  }
  const allTurns = turns.reduce((some, more) => some + more, 0);
  const ofWorkers = (used: Float64Array, each: number) => ({
    week: mean(used) / (workers * each),
    busiestHour: Math.max(...hours(used)) / (workers * each),
  });
  return {
    workers,
    requests: sum(...all, [allTurns, turnRequests]),
    requestsASecond: spread(requestsIn),
    rowsASecond: spread(rowsIn),
    busiestPartition,
    cpu: ofWorkers(cpuIn, given.vcpu),
    slots: ofWorkers(slotsIn, house.slots),
    waited: byKind(waits),
    took: byKind(takes),
    jobs: ended,
    messagesASecond: spread(messagesIn).most,
    quarters: maxIn(requestsIn, 900),
  };
}

/** All jobs of a week in the order in which they are due, by the second of the week in UTC, Monday 0:00 being 0. */
function dueIn(organizations: readonly Organization[], measured: Measured): Due[] {
  const due: Due[] = [];
  for (const [organization, one] of organizations.entries()) {
    const work = workOf(one.people, measured);
    const utc = (minute: number) => modulo(Math.round((minute - one.offset * 60) * 60), week);
    for (let day = 0; day < 7; day += 1) {
      due.push({ at: utc(day * 1_440 + one.syncHour * 60), work: work.daily, organization });
    }
    const { plan, apply } = work.weekly;
    due.push({ at: utc(one.importAt), work: plan, organization, then: apply });
    for (const at of one.exportsAt) due.push({ at: utc(at), work: work.export, organization });
  }
  return due.sort((one, other) => one.at - other.at);
}

/** Turns in each minute of the week, evenly over the hours in which people work. */
function turnsIn(organizations: readonly Organization[]): Float64Array {
  const minutes = new Float64Array(week / 60);
  const perDay = (given.workUntil - given.workFrom) * 60;
  for (const { offset, turnsADay } of organizations) {
    for (let day = 0; day < 5; day += 1) {
      for (let minute = 0; minute < perDay; minute += 1) {
        const at = day * 1_440 + given.workFrom * 60 + minute - offset * 60;
        const place = modulo(at, minutes.length);
        minutes[place] = (minutes[place] ?? 0) + turnsADay / perDay;
      }
    }
  }
  return minutes;
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;

function mean(values: Float64Array): number {
  return values.reduce((some, more) => some + more, 0) / values.length;
}

function hours(values: Float64Array): number[] {
  return Array.from({ length: Math.floor(values.length / 3_600) }, (_, hour) =>
    mean(values.subarray(hour * 3_600, (hour + 1) * 3_600)),
  );
}

function maxIn(values: Float64Array, seconds: number): number[] {
  return Array.from({ length: Math.floor(values.length / seconds) }, (_, part) =>
    Math.round(
      values.subarray(part * seconds, (part + 1) * seconds).reduce((a, b) => Math.max(a, b), 0),
    ),
  );
}

function byKind(of: ReadonlyMap<JobKind, readonly number[]>): Record<JobKind, Spread> {
  const kinds: readonly JobKind[] = ['plan', 'apply', 'export', 'sync'];
  return Object.fromEntries(kinds.map((kind) => [kind, spread(of.get(kind) ?? [])])) as Record<
    JobKind,
    Spread
  >;
}

function spread(values: Float64Array | readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), most: at(1) };
}
