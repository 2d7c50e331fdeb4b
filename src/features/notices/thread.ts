import type { Chat } from './ports.ts';

/** The conversation id in a chat's reference; '' where it has none. */
export function conversationOf(chat: Chat): string {
  const reference = JSON.parse(chat.reference) as { conversation?: { id?: string } };
  return reference.conversation?.id ?? '';
}
