import type { Activity } from 'botbuilder';

/**
 * When an activity was sent, by the platform's clock, regardless of when it arrives.
 * @returns milliseconds since 1970; undefined where the activity has no time
 */
export function sentAt({ timestamp }: Pick<Activity, 'timestamp'>): number | undefined {
  const time = new Date((timestamp as Date | string | undefined) ?? Number.NaN).getTime();
  return Number.isNaN(time) ? undefined : time;
}
