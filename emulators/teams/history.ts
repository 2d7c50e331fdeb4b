/**
 * The content of each chat, as Teams keeps it: messages with stable ids, edits in place, one person's own view
 * of a card after an answer, app installations, unread marks.
 */
import { chatIdOf } from './chats.ts';
import type { Chat } from './chats.ts';
import type { Rosters } from './rosters.ts';
import type { Attachment, JsonObject } from './protocol.ts';
import { createSignal } from './signal.ts';

export interface Message {
  /** stable over edits; the activity id that the bot receives */
  readonly id: string;
  readonly chatId: string;
  /** the chat's id, or in a channel the post's own */
  readonly conversationId: string;
  /** `bot`, or a person's key */
  readonly from: string;
  readonly at: string;
  readonly edited?: string;
  readonly text?: string;
  readonly attachments: readonly Attachment[];
  /** the message that the bot answered with this one; a notice has none */
  readonly replyTo?: string;
  /** text in the activity feed for a card */
  readonly summary?: string;
  readonly suggested?: readonly { title: string; value: string }[];
  /** cards that single people received as the answer to an action; the bot's next edit ends them */
  readonly views: Readonly<Record<string, JsonObject>>;
  /** for a person's message: its delivery to the bot, shown below it unless `taken` */
  readonly delivery?: 'sending' | 'taken' | 'late' | 'refused' | 'unreachable';
  /** increases with each change of any message, so that a client can ask for changes since */
  readonly change: number;
}

export type AppState = 'new' | 'added' | 'removed';

export type HistoryEvent =
  | { kind: 'message'; chatId: string; messageId: string; what: 'posted' | 'changed' | 'removed' }
  | { kind: 'app'; chatId: string; state: AppState }
  | { kind: 'unread'; chatId: string; person: string; count: number }
  | { kind: 'typing'; chatId: string };

/** Stored in a file between starts. */
export interface HistorySnapshot {
  readonly messages: readonly Message[];
  readonly apps: Readonly<Record<string, AppState>>;
}

/** A chat drops its oldest messages beyond this number. */
const keptInChat = 400;

export type History = ReturnType<typeof createHistory>;

export function createHistory(deps: { rosters: Rosters; onError: (error: unknown) => void }) {
  const { rosters } = deps;
  const everyChat = [...rosters.all(), ...rosters.deleted()];
  const messages = new Map<string, Message[]>(everyChat.map((chat) => [chat.id, []]));
  const apps = new Map<string, AppState>();
  const unread = new Map<string, number>();
  const changed = createSignal<HistoryEvent>(deps.onError);
  let lastId = 0;
  let lastChange = 0;

  /** Teams' ids are the time in milliseconds; here they never repeat. */
  function nextId(): string {
    lastId = Math.max(Date.now(), lastId + 1);
    return String(lastId);
  }

  function listOf(chatId: string): Message[] {
    return messages.get(chatId) ?? [];
  }

  function find(conversationId: string, messageId: string): Message | undefined {
    return listOf(chatIdOf(conversationId)).find((message) => message.id === messageId);
  }

  function setUnread(chatId: string, person: string, count: number) {
    unread.set(`${chatId} ${person}`, count);
    changed.emit({ kind: 'unread', chatId, person, count });
  }

  function countUnread(message: Message) {
    for (const person of rosters.find(message.chatId)?.members ?? []) {
      if (person.key === message.from) continue;
      setUnread(
        message.chatId,
        person.key,
        (unread.get(`${message.chatId} ${person.key}`) ?? 0) + 1,
      );
    }
  }

  function replace(message: Message, parts: Partial<Omit<Message, 'id' | 'chatId'>>): Message {
    const list = listOf(message.chatId);
    const index = list.findIndex((each) => each.id === message.id);
    const next = { ...message, ...parts, change: ++lastChange };
    if (index >= 0) list[index] = next;
    const { chatId, id: messageId } = message;
    changed.emit({ kind: 'message', chatId, messageId, what: 'changed' });
    return next;
  }

  return {
    onChange: changed.on,
    nextId,
    find,
    chat: (conversationId: string): Chat | undefined => rosters.find(conversationId),
    messages: (chatId: string): readonly Message[] => listOf(chatId),
    lastChange: () => lastChange,
    appState: (chatId: string): AppState => apps.get(chatId) ?? 'new',
    unread: (chatId: string, person: string) => unread.get(`${chatId} ${person}`) ?? 0,
    typing: (chatId: string) => changed.emit({ kind: 'typing', chatId }),

    setAppState(chatId: string, state: AppState) {
      apps.set(chatId, state);
      changed.emit({ kind: 'app', chatId, state });
    },

    markRead(chatId: string, person: string) {
      if ((unread.get(`${chatId} ${person}`) ?? 0) > 0) setUnread(chatId, person, 0);
    },

    post(
      message: Pick<Message, 'conversationId' | 'from' | 'attachments'> &
        Partial<Pick<Message, 'id' | 'text' | 'summary' | 'suggested' | 'delivery'>>,
    ): Message {
      const chatId = chatIdOf(message.conversationId);
      const at = new Date().toISOString();
      const posted = { id: nextId(), ...message, chatId, at, views: {}, change: ++lastChange };
      const list = listOf(chatId);
      list.push(posted);
      if (list.length > keptInChat) list.shift();
      changed.emit({ kind: 'message', chatId, messageId: posted.id, what: 'posted' });
      countUnread(posted);
      return posted;
    },

    /** The bot's edit: shown to everyone, replacing each person's own view of the card. */
    edit(message: Message, parts: Pick<Message, 'attachments'> & Partial<Message>): Message {
      return replace(message, { ...parts, views: {}, edited: new Date().toISOString() });
    },

    /** The card that one person received in answer to an action. */
    setView(message: Message, person: string, card: JsonObject): Message {
      const fresh = find(message.chatId, message.id) ?? message;
      return replace(fresh, { views: { ...fresh.views, [person]: card } });
    },

    /** Like reopening Teams: every card as the bot last sent it. */
    dropViews(person: string) {
      for (const message of [...messages.values()].flat()) {
        if (message.views[person] === undefined) continue;
        const views = Object.entries(message.views).filter(([key]) => key !== person);
        replace(message, { views: Object.fromEntries(views) });
      }
    },

    setDelivery(message: Message, delivery: NonNullable<Message['delivery']>) {
      const fresh = find(message.chatId, message.id);
      if (fresh !== undefined) replace(fresh, { delivery });
    },

    remove(message: Message) {
      const list = listOf(message.chatId);
      const index = list.findIndex((each) => each.id === message.id);
      if (index >= 0) list.splice(index, 1);
      const { chatId, id: messageId } = message;
      changed.emit({ kind: 'message', chatId, messageId, what: 'removed' });
    },

    clear(chatId: string) {
      for (const message of [...listOf(chatId)]) this.remove(message);
    },

    snapshot: (): HistorySnapshot => ({
      messages: [...messages.values()].flat(),
      apps: Object.fromEntries(apps),
    }),

    /** Restores the stored history without chats that no longer exist. */
    restore(snapshot: HistorySnapshot) {
      for (const message of snapshot.messages) {
        messages.get(message.chatId)?.push(message);
        lastId = Math.max(lastId, Number(message.id) || 0);
        lastChange = Math.max(lastChange, message.change);
      }
      for (const [chatId, state] of Object.entries(snapshot.apps)) apps.set(chatId, state);
    },
  };
}
