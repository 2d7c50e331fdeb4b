/** What the clock on the wall shows in a time zone. A reading is told as if it were UTC: milliseconds since 1970. */
export interface WallClock {
  /** @param at milliseconds since 1970 */
  shows(at: number): number;
  /**
   * The first moment (milliseconds since 1970) at which the clock shows this reading or, where it is put forward over it, a
   * later one. A reading that it shows twice, because the clock is put back, is meant the first time.
   */
  firstAt(reading: number): number;
}

/** No clock is further from UTC than this, and none is changed twice within twice as long. */
const dayMs = 24 * 3_600_000;

/** @param timeZone IANA name; one that isn't known: UTC */
export function createWallClock(timeZone: string): WallClock {
  const format = formatOf(timeZone);

  function shows(at: number): number {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const day = Date.UTC(part('year'), part('month') - 1, part('day'));
    const seconds = (part('hour') * 60 + part('minute')) * 60 + part('second');
    // Parts end with whole seconds.
    return day + seconds * 1000 + (((at % 1000) + 1000) % 1000);
  }

  function firstAt(reading: number): number {
    // By the clock of the day before and of the day after: where it isn't changed in between, they agree.
    const moments = [reading - dayMs, reading + dayMs].map(
      (near) => reading - (shows(near) - near),
    );
    const early = Math.min(...moments);
    const late = Math.max(...moments);
    if (shows(early) === reading) return early;
    if (shows(late) === reading) return late;
    let [before, from] = [early, late];
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if (shows(middle) < reading) before = middle;
      else from = middle;
    }
    return from;
  }

  return { shows, firstAt };
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
