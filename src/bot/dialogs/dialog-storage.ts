import type { DialogStore } from '../../edge/ports.ts';
import type { Storage, StoreItems } from 'botbuilder';

/**
 * The SDK's storage for dialogue state, laid over our store. Only what question is open stands here, and the last
 * writer wins (the SDK's state manager writes so): nothing that matters more than a question may be kept in it.
 */
export function createDialogStorage(store: DialogStore): Storage {
  return {
    async read(keys) {
      const found = await store.read(keys);
      const items: StoreItems = {};
      for (const [key, text] of Object.entries(found)) items[key] = parse(text);
      return items;
    },
    async write(changes: StoreItems) {
      const entries = Object.entries(changes);
      await store.write(
        Object.fromEntries(entries.map(([key, item]) => [key, JSON.stringify(item)])),
      );
    },
    delete: (keys) => store.remove(keys),
  };
}

/** State that can't be read any more is as good as none: the question is simply not open. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
}
