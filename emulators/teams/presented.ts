/** A message in the view of one person's client. */
import type { Message } from './history.ts';
import { cardType, isJsonObject } from './protocol.ts';
import type { Attachment, JsonObject } from './protocol.ts';

export type PresentedMessage = Omit<Message, 'views'>;

/**
 * @param person their own view of a card, received as the answer to an action, replaces the card
 * @param olderClient whether the client doesn't support Action.Execute and uses each action's fallback
 */
export function presented(
  message: Message,
  person: string,
  olderClient: boolean,
): PresentedMessage {
  const { views, ...shown } = message;
  const view = views[person];
  const attachments = shown.attachments
    .map((each) => (view !== undefined && isCard(each) ? { ...each, content: view } : each))
    .map((each) =>
      olderClient && isCard(each) ? { ...each, content: older(each.content) } : each,
    );
  return { ...shown, attachments };
}

/** The card in a message; undefined when it has none. */
export function cardOf(message: Pick<Message, 'attachments'>): JsonObject | undefined {
  const content = message.attachments.find(isCard)?.content;
  return isJsonObject(content) ? content : undefined;
}

function isCard(attachment: Attachment): boolean {
  return attachment.contentType === cardType;
}

/** Replaces what an older client doesn't support: an Execute becomes its fallback, or is removed. */
function older(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(older).filter((each) => each !== undefined);
  if (!isJsonObject(value)) return value;
  if (value.type === 'Action.Execute') {
    return isJsonObject(value.fallback) ? { title: value.title, ...value.fallback } : undefined;
  }
  const kept = Object.entries(value).filter(([name]) => name !== 'refresh' && name !== 'fallback');
  return Object.fromEntries(kept.map(([name, each]) => [name, older(each)]));
}
