/** Waits for something, but not for longer; it goes on all the same. @returns `late` when it has no end by then */
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
