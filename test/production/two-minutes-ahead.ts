/** Loaded before the product: its clock is ahead of everyone else's, as far as Azure still accepts. */
import { setClockAhead } from '../support/clock-ahead.ts';

setClockAhead(() => 2 * 60_000);
