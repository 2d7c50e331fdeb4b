import type { Series } from './samples.ts';

/** Whether a figure levelled off, and what it was in the last half of its time. */
export interface Levelled {
  readonly name: string;
  readonly isLevel: boolean;
  /** middle value in the third quarter and in the last one; the lowest of what comes and goes with each request */
  readonly before: number;
  readonly after: number;
}

/** The growth that a figure may have from the third quarter to the last, in its own unit. */
const allowance: readonly (readonly [RegExp, number])[] = [
  [/heap/, 4],
  [/buffers/, 3],
  [/resident/, 20],
  [/handles|sockets/, 12],
  [/open files/, 4],
  [/temporary/, 6],
  [/^rows of (?:operations|audit)$/, Infinity],
  // One for each account that was ever there, and each night brings sixty new ones.
  [/^rows of organizations, entra$/, Infinity],
  [/^rows|^blobs/, 60],
  [/^messages/, 40],
];
const share = 0.1;
/**
 * They are many at one moment and few at the next, such as before and after a night. What is never given back raises the lowest.
 */
const comesAndGoes =
  /handles|sockets|open files|temporary|^messages|^rows of (?:turns|outbox|changes)$/;

/** @param series since the last time its process was replaced; a short one says nothing and is left out */
export function levelled(series: Series): Levelled | undefined {
  const from = series.breaks.at(-1) ?? 0;
  const points = series.points.filter(([minute]) => minute >= from);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 12) return undefined;
  const length = last[0] - first[0];
  const typical = comesAndGoes.test(series.name) ? lowest : middle;
  const quarter = (number: number) =>
    typical(
      points
        .filter(([minute]) => minute >= first[0] + (length * (number - 1)) / 4)
        .filter(([minute]) => minute <= first[0] + (length * number) / 4)
        .map(([, value]) => value),
    );
  const before = quarter(3);
  const after = quarter(4);
  const may = allowance.find(([name]) => name.test(series.name))?.[1] ?? 0;
  return { name: series.name, isLevel: after - before <= may + before * share, before, after };
}

function lowest(values: readonly number[]): number {
  return Math.min(...values);
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
