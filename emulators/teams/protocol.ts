/** The messages between Teams and the bot: the parts of the Bot Framework protocol that Teams uses. */
import { z } from 'zod';

export type JsonObject = Record<string, unknown>;

export interface Attachment {
  contentType: string;
  content?: unknown;
  contentUrl?: string;
  name?: string;
}

/** An activity that Teams sends to the bot. */
export interface TeamsActivity extends JsonObject {
  type: string;
  id: string;
}

export const cardType = 'application/vnd.microsoft.card.adaptive';
export const fileInfoType = 'application/vnd.microsoft.teams.file.download.info';
export const messageAnswerType = 'application/vnd.microsoft.activity.message';

const account = z.looseObject({ id: z.string(), name: z.string().nullish() });

/** An activity that the bot sends; other fields are kept and passed on unread. */
export const botActivitySchema = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  summary: z.string().nullish(),
  replyToId: z.string().nullish(),
  attachments: z
    .array(
      z.looseObject({
        contentType: z.string(),
        content: z.unknown(),
        contentUrl: z.string().nullish(),
        name: z.string().nullish(),
      }),
    )
    .nullish(),
  suggestedActions: z
    .looseObject({
      actions: z.array(
        z.looseObject({ title: z.string().nullish(), value: z.unknown(), type: z.string() }),
      ),
    })
    .nullish(),
});
export type BotActivity = z.infer<typeof botActivitySchema>;

/** The body of `POST /v3/conversations`. */
export const newConversationSchema = z.looseObject({
  members: z.array(account).nullish(),
  isGroup: z.boolean().nullish(),
  tenantId: z.string().nullish(),
  channelData: z.looseObject({ channel: z.looseObject({ id: z.string() }).nullish() }).nullish(),
  activity: botActivitySchema.nullish(),
});

/** The body of an invoke's HTTP answer. */
export const invokeAnswerSchema = z.looseObject({
  statusCode: z.number(),
  type: z.string(),
  value: z.unknown(),
});

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
