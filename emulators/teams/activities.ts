/** Builds activities as Teams sends them to a bot (activity id, tenant, locale, client info, the HTML copy of a text). */
import { randomUUID } from 'node:crypto';
import { chatIdOf } from './chats.ts';
import type { Chat } from './chats.ts';
import { sampleBot } from './people.ts';
import type { SamplePerson } from './people.ts';
import type { Attachment, JsonObject, TeamsActivity } from './protocol.ts';

export interface Sending {
  readonly person: SamplePerson;
  readonly chat: Chat;
  /** in a channel the post's conversation, otherwise the chat's id */
  readonly conversationId: string;
  readonly serviceUrl: string;
}

export function messageActivity(
  from: Sending,
  message: { id: string; text?: string; attachments?: readonly Attachment[]; parts?: JsonObject },
): TeamsActivity {
  const mention = from.chat.kind === 'personal' ? undefined : `<at>${sampleBot.name}</at>`;
  const spoken = [mention, message.text].filter((part) => part !== undefined && part !== '');
  const files = message.attachments ?? [];
  const html = { contentType: 'text/html', content: htmlOf(spoken.join(' '), files) };
  // Outside personal chats Teams withholds files from bots: only the HTML mentions them.
  const attachments = from.chat.kind === 'personal' ? [...files, html] : [html];
  const activity = envelope(from, 'message', message.id);
  return {
    ...activity,
    textFormat: 'plain',
    ...(spoken.length > 0 && { text: spoken.join(' ') }),
    attachments,
    ...(mention !== undefined && {
      entities: [
        ...activity.entities,
        { type: 'mention', mentioned: { ...sampleBot }, text: mention },
      ],
    }),
    ...message.parts,
  };
}

/** The activity of an Action.Submit: the data as `value`, and no text. */
export function submitActivity(
  from: Sending,
  message: { id: string; replyToId: string; value: unknown },
): TeamsActivity {
  return {
    ...envelope(from, 'message', message.id),
    replyToId: message.replyToId,
    value: message.value,
  };
}

export function invokeActivity(
  from: Sending,
  invoke: { name: string; value: unknown; replyToId?: string },
): TeamsActivity {
  const activity = envelope(from, 'invoke', `f:${randomUUID()}`);
  return {
    ...activity,
    name: invoke.name,
    value: invoke.value,
    ...(invoke.replyToId !== undefined && { replyToId: invoke.replyToId }),
    channelData: {
      ...activity.channelData,
      source: { name: 'message' },
      legacy: { replyToId: invoke.replyToId },
    },
  };
}

export function installationActivity(from: Sending, action: 'add' | 'remove'): TeamsActivity {
  return { ...envelope(from, 'installationUpdate', `f:${randomUUID()}`), action };
}

/** @param parts the event's fields; its `channelData` is merged with the default one */
export function conversationUpdate(
  from: Sending,
  parts: JsonObject & { channelData: JsonObject },
): TeamsActivity {
  const activity = envelope(from, 'conversationUpdate', `f:${randomUUID()}`);
  const channelData = { ...activity.channelData, ...parts.channelData };
  return { ...activity, ...parts, channelData };
}

function envelope({ person, chat, conversationId, serviceUrl }: Sending, type: string, id: string) {
  const now = new Date();
  return {
    type,
    id,
    timestamp: now.toISOString(),
    localTimestamp: localTime(now, person.timeZone),
    localTimezone: person.timeZone,
    channelId: 'msteams',
    serviceUrl,
    from: { id: person.userId, name: person.name, aadObjectId: person.aadObjectId },
    recipient: { ...sampleBot },
    conversation: {
      id: conversationId,
      conversationType: chat.kind,
      tenantId: chat.tenantId,
      ...(chat.kind !== 'personal' && { isGroup: true, name: chat.title }),
    },
    locale: person.locale,
    entities: [
      {
        type: 'clientInfo',
        locale: person.locale,
        country: person.locale.split('-')[1],
        platform: 'Web',
        timezone: person.timeZone,
      },
    ] as JsonObject[],
    channelData: {
      tenant: { id: chat.tenantId },
      ...(chat.kind === 'channel' && {
        team: { id: chatIdOf(conversationId) },
        channel: { id: chatIdOf(conversationId) },
      }),
    },
  };
}

function htmlOf(text: string, files: readonly Attachment[]): string {
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(
      `&lt;at&gt;${sampleBot.name}&lt;/at&gt;`,
      `<span itemscope itemid="0">${sampleBot.name}</span>`,
    );
  const traces = files.map(() => `<attachment id="${randomUUID()}"></attachment>`);
  return `<div><p>${escaped}</p>${traces.join('')}</div>`;
}

/** Making one costs more than the rest of an activity. */
const offsets = new Map<string, Intl.DateTimeFormat>();

function offsetsOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    offsets.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  offsets.set(timeZone, made);
  return made;
}

/** The local time of a time zone with its offset: `2026-03-01T14:05:09.120+01:00`. */
function localTime(now: Date, timeZone: string): string {
  const zone =
    offsetsOf(timeZone)
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const offset = zone.replace('GMT', '') || '+00:00';
  const sign = offset.startsWith('-') ? -1 : 1;
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  const shifted = new Date(now.getTime() + sign * (hours * 60 + minutes) * 60_000);
  return shifted.toISOString().replace('Z', offset);
}
