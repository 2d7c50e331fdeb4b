/** A recurring time in the local time of its zone. */
export interface Recurrence {
  readonly every: 'day' | 'week' | 'month';
  /** 0 to 23 */
  readonly hour: number;
  /** with `week`: 1 Monday to 7 Sunday */
  readonly weekday?: number;
  /** with `month`: 1 to 31; in a shorter month its last day */
  readonly day?: number;
  /** IANA name */
  readonly timeZone: string;
}
