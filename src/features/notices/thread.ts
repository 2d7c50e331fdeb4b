import type { Chat } from './ports.ts';

/** The id of the conversation that a chat's reference names; '' where it names none. */
export function conversationOf(chat: Chat): string {
  const reference = JSON.parse(chat.reference) as { conversation?: { id?: string } };
  return reference.conversation?.id ?? '';
}
