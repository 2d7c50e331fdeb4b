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
