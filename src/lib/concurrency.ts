/**
 * Runs `work` for each item, at most `concurrency` at a time. After the first failure no further item is
 * started; it is thrown once the running ones have ended.
 */
export async function forEachConcurrent<Item>(
  items: Iterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  let failed = false;
  const worker = async () => {
    for (let next = queue.next(); next.done !== true && !failed; next = queue.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  const rejected = workers.find((result) => result.status === 'rejected');
  if (rejected !== undefined) throw rejected.reason;
}

/**
 * The same, and a failure aborts the others by their signal.
 * @throws the reason of the first failure, or that of `outer`, once all have ended
 */
export async function forEachAborting<Item>(
  items: Iterable<Item>,
  concurrency: number,
  outer: AbortSignal,
  work: (item: Item, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([outer, failed.signal]);
  await forEachConcurrent(items, concurrency, async (item) => {
    try {
      signal.throwIfAborted();
      await work(item, signal);
    } catch (error) {
      failed.abort(error);
    }
  });
  signal.throwIfAborted();
}
