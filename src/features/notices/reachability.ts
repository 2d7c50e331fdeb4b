import { waitingMessage } from './delivery-message.ts';
import type { Chat, ChatStore, DeliveryQueue } from './ports.ts';

/** A chat as reported by an activity. */
export type HeardChat = Omit<Chat, 'reachable' | 'reason' | 'joined'> & {
  /** time of the activity, by the platform's clock; ISO 8601, UTC */
  readonly since: string;
};

/** Tracks which people can be reached, from their activities. Each may be delivered again, and late. */
export interface Reachability {
  /**
   * A person has written: they can be reached, and their waiting notices are sent.
   * @returns their chat as it was known before
   */
  wrote(chat: HeardChat): Promise<Chat | undefined>;
  /** The app was added to a personal chat: handled like a message, regardless of the previous state. */
  installed(chat: HeardChat): Promise<void>;
  /** The app was removed from a personal chat: nothing is sent there until it is added again or the person writes. */
  removed(gone: {
    readonly tenant: string;
    readonly person: string;
    readonly since: string;
  }): Promise<void>;
}

/**
 * Requests the waiting notices before marking the chat as reachable: after a crash in between the chat is still
 * unreachable, so the next message requests them again. In the other order the waiting notices would be
 * forgotten.
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
      if (before?.reachable !== true) await back(chat);
      else if (before.reference !== chat.reference || before.name !== chat.name)
        await chats.save({ ...chat, reachable: true });
      return before;
    },
    async installed(chat) {
      const before = await chats.read(chat.tenant, chat.person);
      // A late delivery: the app has been removed since.
      if (before?.since !== undefined && before.since > chat.since) return;
      await back(chat);
    },
    async removed({ tenant, person, since }) {
      const before = await chats.read(tenant, person);
      if (before === undefined) return;
      // A late delivery: the person is back since.
      if (before.since !== undefined && before.since > since) return;
      await chats.lose(before, { reason: 'uninstalled', since });
    },
  };
}
