/**
 * Yields the same items, fetching each while the one before is processed, so that neither the store nor this
 * process waits for the other. Buffers one item at most.
 */
export async function* readAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const source = items[Symbol.asyncIterator]();
  let next = source.next();
  try {
    for (let item = await next; item.done !== true; item = await next) {
      next = source.next();
      // Awaited with the next item; until then a failure must not be an unhandled one.
      next.catch(() => undefined);
      yield item.value;
    }
  } finally {
    await source.return?.();
  }
}
