/**
 * Loaded before a process of the day: its clock is that of a calendar all of them share, which jumps a month ahead in
 * each night. In the product's processes, what happens once in a while happens often.
 */
import { readFileSync } from 'node:fs';
import { setClockAhead } from '../support/clock-ahead.ts';

const { DAY_CALENDAR: calendar = '', DAY_MS: dayMs } = process.env;
const lookEveryMs = 500;
/** Longer timers are those of rounds; shorter ones are limits, and stay. */
const longMs = 5 * 60_000;
/** The product's day is the run's. */
const timesFaster = (24 * 3_600_000) / Number(dayMs);

let aheadMs = 0;
const look = () => (aheadMs = Number(readFileSync(calendar, 'utf8')));
look();
const realTimeout = globalThis.setTimeout;
const realInterval = globalThis.setInterval;
realInterval(look, lookEveryMs).unref();

setClockAhead(() => aheadMs);

type Run = (...given: never[]) => void;
const faster = (ms?: number) => (ms !== undefined && ms >= longMs ? ms / timesFaster : ms);
if (dayMs !== undefined) {
  const timeout = (run: Run, ms?: number, ...given: never[]) =>
    realTimeout(run, faster(ms), ...given);
  const interval = (run: Run, ms?: number, ...given: never[]) =>
    realInterval(run, faster(ms), ...given);
  globalThis.setTimeout = Object.assign(timeout, realTimeout) as typeof realTimeout;
  globalThis.setInterval = Object.assign(interval, realInterval);
}
