/** Teams sends a few levels only; code that recurses into deeper data would overflow the stack. */
const maxLevels = 100;

/** Whether data are nested deeper than anything Teams sends. */
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
