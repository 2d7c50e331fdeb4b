import type { TurnContext } from 'botbuilder';

type Activity = TurnContext['activity'];
type Parts = Record<string, unknown>;

const texts = ['id', 'text', 'name', 'action', 'replyToId', 'locale', 'localTimezone'] as const;
const lists = {
  attachments: 'contentType',
  entities: 'type',
  membersAdded: 'id',
  membersRemoved: 'id',
};

/**
 * Drops the fields of an activity whose shape Teams never sends (a list instead of a text, say), as if they
 * were absent. A client's malformed input is then answered like any other that can't be understood, not as a
 * failure of ours. Changes the activity in place.
 */
export function keepWellFormed(activity: Activity): void {
  const parts = activity as unknown as Parts;
  keepTexts(parts, texts);
  keepTexts(activity.from as unknown as Parts, ['name', 'aadObjectId']);
  const conversation = activity.conversation as unknown as Parts;
  keepTexts(conversation, ['name', 'tenantId']);
  // The type of chat decides who sees the answer: an unknown one must not count as the personal chat.
  const { conversationType } = conversation;
  if (conversationType !== undefined && typeof conversationType !== 'string') {
    conversation.conversationType = 'unknown';
  }
  for (const [list, key] of Object.entries(lists)) {
    if (Array.isArray(parts[list])) parts[list] = parts[list].filter((each) => hasText(each, key));
    else drop(parts, list);
  }
  if (typeof parts.channelData !== 'object') drop(parts, 'channelData');
}

function keepTexts(parts: Parts, names: readonly string[]): void {
  for (const name of names) if (typeof parts[name] !== 'string') drop(parts, name);
}

function hasText(part: unknown, key: string): boolean {
  return typeof (part as Parts | null | undefined)?.[key] === 'string';
}

function drop(parts: Parts, name: string): void {
  Reflect.deleteProperty(parts, name);
}
