import type { Counted } from './counted.ts';
import type { Place } from './office.ts';
import type { Held } from './processes.ts';

/** One figure over the day. */
export interface Series {
  /** `web: heap, MB` or `rows of turns` */
  readonly name: string;
  /** minutes since the day began, and the value */
  readonly points: (readonly [number, number])[];
  /** minutes at which its process was replaced by another one */
  readonly breaks: number[];
}

export interface Samples {
  readonly series: ReadonlyMap<string, Series>;
  /** The day begins now. */
  begin(): void;
  held(place: Place, held: Held): void;
  counted(counts: Counted): void;
  /** The place's process was replaced. */
  replaced(place: Place): void;
}

const figures: readonly (readonly [keyof Held, string])[] = [
  ['heapMB', 'heap after a collection, MB'],
  ['externalMB', 'buffers, MB'],
  ['rssMB', 'resident memory, MB'],
  ['handles', 'handles'],
  ['sockets', 'sockets'],
  ['files', 'open files'],
  ['temporary', 'temporary files'],
];

export function createSamples(): Samples {
  let began = performance.now();
  const series = new Map<string, Series>();
  const minutes = () => (performance.now() - began) / 60_000;
  const of = (name: string): Series => {
    const found = series.get(name) ?? { name, points: [], breaks: [] };
    series.set(name, found);
    return found;
  };
  return {
    series,
    begin() {
      began = performance.now();
    },
    held(place, held) {
      for (const [figure, name] of figures) {
        of(`${place}: ${name}`).points.push([minutes(), held[figure]]);
      }
    },
    counted(counts) {
      for (const [name, count] of Object.entries(counts)) of(name).points.push([minutes(), count]);
    },
    replaced(place) {
      for (const [, name] of figures) of(`${place}: ${name}`).breaks.push(minutes());
    },
  };
}
