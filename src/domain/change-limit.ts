/*
 * A large change needs a confirmation: more people changed, moved or deleted at once than the organization's
 * limit. It is a mistake more often than intended: a file of another department, a column shifted by one, a
 * group that was emptied.
 */

/** Percent of the people in the directory. */
const usualChangeLimit = 20;
/** Smaller changes need no confirmation, however small the directory is. */
export const fewestOfBigChange = 20;

/** @param limit percent */
export function isBigChange(changed: number, people: number, limit: number): boolean {
  return changed >= fewestOfBigChange && changed * 100 > people * limit;
}

/** Anything else counts as the default. @returns percent, 1 to 100 */
export function parseChangeLimit(text: string | undefined): number {
  const limit = Number(text);
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : usualChangeLimit;
}
