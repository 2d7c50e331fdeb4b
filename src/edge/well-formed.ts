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
 * Drops what an activity has in a shape that Teams never sends (a list where a text belongs, say), as if it weren't there:
 * so a client's nonsense is answered like anything else that can't be understood, and is no failure of ours. Changes the
 * activity itself.
 */
export function keepWellFormed(activity: Activity): void {
  const parts = activity as unknown as Parts;
  keepTexts(parts, texts);
  keepTexts(activity.from as unknown as Parts, ['name', 'aadObjectId']);
  const conversation = activity.conversation as unknown as Parts;
  keepTexts(conversation, ['name', 'tenantId']);
  // What kind of chat it is decides who sees the answer: one that nobody knows is not the personal one.
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
