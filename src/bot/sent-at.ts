import type { Activity } from 'botbuilder';

/**
 * When an activity was sent, by the platform's clock, whenever it arrives.
 * @returns milliseconds since 1970; undefined where the activity doesn't say
 */
export function sentAt({ timestamp }: Pick<Activity, 'timestamp'>): number | undefined {
  const time = new Date((timestamp as Date | string | undefined) ?? Number.NaN).getTime();
  return Number.isNaN(time) ? undefined : time;
}
