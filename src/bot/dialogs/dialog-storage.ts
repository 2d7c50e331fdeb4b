import type { DialogStore } from '../../edge/ports.ts';
import type { Storage, StoreItems } from 'botbuilder';

/**
 * The SDK's storage for dialog state, on our store. It holds only the open question, and the last write wins
 * (as the SDK's state manager expects), so nothing more important may be stored in it.
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

/** Unreadable state counts as none: no question is open. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
}
