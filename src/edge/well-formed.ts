import type { Activity } from 'botbuilder';

type Parts = Record<string, unknown>;

const texts = [
  'id',
  'text',
  'name',
  'action',
  'replyToId',
  'locale',
  'localTimezone',
  'timestamp',
  'localTimestamp',
] as const;
const lists = {
  attachments: 'contentType',
  entities: 'type',
  membersAdded: 'id',
  membersRemoved: 'id',
};
/** The answer repeats these: its receiver, its sender and its chat. */
const parties = ['from', 'recipient', 'conversation'] as const;
const ofParty = ['name', 'aadObjectId', 'tenantId', 'role'] as const;

/** Ids and names become parts of addresses, of table keys and of the answer. Those of Teams have some 100 characters. */
const maxLength = 1_000;

/**
 * Checks the fields that the SDK reads unchecked and needs.
 * @param body untrusted, already parsed
 */
export function isActivity(body: unknown): body is Activity {
  if (typeof body !== 'object' || body === null) return false;
  const parts = body as Parts;
  const { type, channelId, serviceUrl } = parts;
  return (
    isShort(type) &&
    (channelId === undefined || isShort(channelId)) &&
    typeof serviceUrl === 'string' &&
    parties.every((party) => isShort((parts[party] as Parts | null | undefined)?.id))
  );
}

/**
 * Drops the fields of an activity whose shape Teams never sends (a list instead of a text, say), as if they
 * were absent. A client's malformed input is then answered like any other that can't be understood, not as a
 * failure of ours. Changes the activity in place.
 */
export function keepWellFormed(activity: Activity): void {
  const parts = activity as unknown as Parts;
  keepTexts(parts, texts);
  if (!isShort(parts.id)) drop(parts, 'id');
  for (const party of parties) keepTexts(parts[party] as Parts, ofParty, maxLength);
  const conversation = parts.conversation as Parts;
  if (typeof conversation.isGroup !== 'boolean') drop(conversation, 'isGroup');
  // The type of chat decides who sees the answer: an unknown one must not count as the personal chat.
  const { conversationType } = conversation;
  const isMissing = conversationType === undefined && isOfSeveral(conversation);
  if (isMissing || (conversationType !== undefined && !isShort(conversationType))) {
    conversation.conversationType = 'unknown';
  }
  for (const [list, key] of Object.entries(lists)) {
    if (Array.isArray(parts[list])) parts[list] = parts[list].filter((each) => hasText(each, key));
    else drop(parts, list);
  }
  if (typeof parts.channelData !== 'object') drop(parts, 'channelData');
}

/** Threads of several people have ids that begin like this; a personal chat with a bot has another. */
function isOfSeveral({ isGroup, id }: Parts): boolean {
  return isGroup === true || String(id).startsWith('19:');
}

function isShort(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= maxLength;
}

function keepTexts(parts: Parts, names: readonly string[], longest = Infinity): void {
  for (const name of names) {
    const text = parts[name];
    if (typeof text !== 'string' || text.length > longest) drop(parts, name);
  }
}

function hasText(part: unknown, key: string): boolean {
  return typeof (part as Parts | null | undefined)?.[key] === 'string';
}

function drop(parts: Parts, name: string): void {
  Reflect.deleteProperty(parts, name);
}
