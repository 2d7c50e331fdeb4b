import { waitingMessage } from './delivery-message.ts';
import type { Chat, ChatStore, DeliveryQueue } from './ports.ts';

/** A chat as an activity tells of it. */
export type HeardChat = Omit<Chat, 'reachable' | 'reason'> & {
  /** when it was said, by the platform's clock; ISO 8601, UTC */
  readonly since: string;
};

/** Who can be reached, as their activities tell. All of it may be told again, and late. */
export interface Reachability {
  /** A person has written: they can be reached, and what waited for them is told. */
  wrote(chat: HeardChat): Promise<void>;
  /** The app was added to a person's chat: the same, whatever was known before. */
  installed(chat: HeardChat): Promise<void>;
  /** The app was taken out of a person's chat: nothing is sent there until they add it again or write. */
  removed(gone: {
    readonly tenant: string;
    readonly person: string;
    readonly since: string;
  }): Promise<void>;
}

/**
 * What waits is asked for before the chat counts as reachable: whoever dies in between leaves a chat that can't be
 * reached, so the next message asks again. The other way round what waits would be forgotten.
 */
export function createReachability(deps: {
  readonly chats: ChatStore;
  readonly deliveries: DeliveryQueue;
}): Reachability {
  const { chats, deliveries } = deps;

  async function back(chat: HeardChat): Promise<void> {
    await deliveries.send(waitingMessage(chat.tenant, chat.person));
    await chats.save({ ...chat, reachable: true });
  }

  return {
    async wrote(chat) {
      const before = await chats.read(chat.tenant, chat.person);
      if (before?.reachable !== true) return back(chat);
      if (before.reference === chat.reference && before.name === chat.name) return;
      await chats.save({ ...chat, reachable: true });
    },
    async installed(chat) {
      const before = await chats.read(chat.tenant, chat.person);
      // Told late: it has been taken out again since.
      if (before?.since !== undefined && before.since > chat.since) return;
      await back(chat);
    },
    async removed({ tenant, person, since }) {
      const before = await chats.read(tenant, person);
      if (before === undefined) return;
      // Told late: they are back since.
      if (before.since !== undefined && before.since > since) return;
      await chats.lose(before, { reason: 'uninstalled', since });
    },
  };
}
