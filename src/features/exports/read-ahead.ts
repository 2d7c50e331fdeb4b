/**
 * The same items, each asked for while the one before it is still worked on: so that neither the store nor this process waits
 * for the other. One item is held at most.
 */
export async function* readAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const source = items[Symbol.asyncIterator]();
  let next = source.next();
  try {
    for (let item = await next; item.done !== true; item = await next) {
      next = source.next();
      // It is awaited with the next item; until then a failure is no unhandled one.
      next.catch(() => undefined);
      yield item.value;
    }
  } finally {
    await source.return?.();
  }
}
