/*
 * A big change is asked about before it is made: more people changed, moved or deleted at once than the organization's limit.
 * It is a slip more often than a wish: a file of another department, a column shifted by one, a group that was emptied.
 */

/** Percent of the people who are there. */
export const usualChangeLimit = 20;
/** Nobody is asked for fewer people than this, however small the directory is. */
export const fewestOfBigChange = 20;

/** @param limit percent */
export function isBigChange(changed: number, people: number, limit: number): boolean {
  return changed >= fewestOfBigChange && changed * 100 > people * limit;
}

/** What isn't understood counts as not chosen. @returns percent, 1 to 100 */
export function parseChangeLimit(text: string | undefined): number {
  const limit = Number(text);
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : usualChangeLimit;
}
