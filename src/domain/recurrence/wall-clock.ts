/** The local time of a time zone. A local time is represented as if it were UTC: milliseconds since 1970. */
export interface WallClock {
  /** Converts to local time. @param at milliseconds since 1970 */
  shows(at: number): number;
  /**
   * The moments (milliseconds since 1970) with this local time, in order: one, or none where a clock change skips
   * it, or two where it occurs twice.
   */
  momentsOf(reading: number): readonly number[];
  /**
   * The first moment (milliseconds since 1970) with this local time or, where a clock change skips it, with a
   * later one. A local time that occurs twice means the first occurrence.
   */
  firstAt(reading: number): number;
}

/** No zone is further from UTC than this, and no clock changes twice within twice as long. */
const dayMs = 24 * 3_600_000;

/** @param timeZone IANA name; an unknown one counts as UTC */
export function createWallClock(timeZone: string): WallClock {
  const format = formatOf(timeZone);

  function shows(at: number): number {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const day = Date.UTC(part('year'), part('month') - 1, part('day'));
    const seconds = (part('hour') * 60 + part('minute')) * 60 + part('second');
    // Formatted parts have whole seconds.
    return day + seconds * 1000 + (((at % 1000) + 1000) % 1000);
  }

  /** Computed with the offset of the day before and of the day after: without a clock change in between they agree. */
  function candidatesFor(reading: number): readonly [number, number] {
    const before = reading - (shows(reading - dayMs) - (reading - dayMs));
    const after = reading - (shows(reading + dayMs) - (reading + dayMs));
    return before <= after ? [before, after] : [after, before];
  }

  function momentsOf(reading: number): readonly number[] {
    return [...new Set(candidatesFor(reading))].filter((moment) => shows(moment) === reading);
  }

  function firstAt(reading: number): number {
    const [only] = momentsOf(reading);
    if (only !== undefined) return only;
    let [before, from] = candidatesFor(reading);
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if (shows(middle) < reading) before = middle;
      else from = middle;
    }
    return from;
  }

  return { shows, momentsOf, firstAt };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const options = {
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
}
