/** Dialogs of Teams (task modules): what opens one, and what the bot's answer shows. */
import { z } from 'zod';
import type { BotAnswer } from './bot-line.ts';
import { cardType, isJsonObject, type JsonObject } from './protocol.ts';

/** The client's display after a dialog was asked for, or sent. */
export type DialogOutcome =
  | { kind: 'dialog'; title: string; card: JsonObject }
  /** a sentence in place of the card */
  | { kind: 'dialog-message'; text: string }
  | { kind: 'dialog-closed' };

const answerSchema = z.looseObject({
  task: z.discriminatedUnion('type', [
    z.looseObject({
      type: z.literal('continue'),
      value: z.looseObject({
        title: z.string(),
        card: z.looseObject({
          contentType: z.literal(cardType),
          content: z.record(z.string(), z.unknown()),
        }),
      }),
    }),
    z.looseObject({ type: z.literal('message'), value: z.string() }),
  ]),
});

/** Whether a button's data ask for a dialog. */
export function opensDialog(data: unknown): boolean {
  return isJsonObject(data) && isJsonObject(data.msteams) && data.msteams.type === 'task/fetch';
}

/** @returns undefined for an answer that Teams shows an error for; an open dialog then stays as it is */
export function dialogOutcomeOf(answer: BotAnswer): DialogOutcome | undefined {
  if (answer.kind !== 'answered' || answer.status !== 200) return undefined;
  if (answer.body === undefined) return { kind: 'dialog-closed' };
  const parsed = answerSchema.safeParse(answer.body);
  if (!parsed.success) return undefined;
  const { task } = parsed.data;
  if (task.type === 'message') return { kind: 'dialog-message', text: task.value };
  const { title, card } = task.value;
  // Teams sends nothing for an Action.Execute in a dialog.
  if (JSON.stringify(card.content).includes('"Action.Execute"')) return undefined;
  return { kind: 'dialog', title, card: card.content };
}
