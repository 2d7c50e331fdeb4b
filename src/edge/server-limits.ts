/** What Teams sends is a few levels deep; what goes through data level by level would run out of stack. */
const maxLevels = 100;

/** Whether data are nested deeper than anything that Teams sends. */
export function isTooDeep(body: unknown): boolean {
  let level: readonly unknown[] = [body];
  for (let depth = 0; depth < maxLevels; depth += 1) {
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
