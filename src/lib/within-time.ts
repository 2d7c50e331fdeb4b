/** Waits for work, but not longer than `milliseconds`; the work continues. @returns `late` when it hasn't ended by then */
export async function withinTime<Result>(
  milliseconds: number,
  work: Promise<Result>,
): Promise<Result | 'late'> {
  const { promise, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => resolve('late'), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
