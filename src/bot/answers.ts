import { randomBytes } from 'node:crypto';
import { ActivityTypes, MessageFactory, type Activity, type TurnContext } from 'botbuilder';
import type { Card } from '../cards/card.ts';
import { inDialog } from '../cards/dialog.ts';
import { withIdempotencyKey } from '../cards/idempotency-key.ts';
import { phonesToRead } from '../domain/phone.ts';
import type { CardPlace } from '../domain/operations/operation.ts';
import { sendAnswer } from './send-answer.ts';
import type { Turn } from './turn.ts';

/** Teams' requests of a dialog: to open it, and what is sent from it. */
export const dialogInvokes = { open: 'task/fetch', submit: 'task/submit' } as const;

const cardType = 'application/vnd.microsoft.card.adaptive';
const textType = 'application/vnd.microsoft.activity.message';

/**
 * A card as a message of its own: Teams splits text and card into two messages, and the id for later updates
 * would be lost. `summary` is shown in notifications and chat lists.
 */
export function cardActivity({ card, summary }: Card): Partial<Activity> {
  const activity = MessageFactory.attachment({ contentType: cardType, content: card });
  return { ...activity, summary: phonesToRead(summary) };
}

/** The response to an invoke, in the platform's format. */
export interface InvokeAnswer {
  readonly statusCode: number;
  readonly type: string;
  readonly value: unknown;
}

export function textAnswer(sentence: string): InvokeAnswer {
  return { statusCode: 200, type: textType, value: phonesToRead(sentence) };
}

/** @param body as the platform expects it for this invoke */
export async function answerInvoke(
  context: TurnContext,
  body?: object,
  status = 200,
): Promise<void> {
  await context.sendActivity({
    type: ActivityTypes.InvokeResponse,
    value: { status, body },
  });
}

export type Answers = Pick<Turn, 'answer' | 'say'>;

/** Answers a message with messages. */
export function messageAnswers(context: TurnContext): Answers {
  return {
    answer: (card) => sendCard(context, marked(card)),
    async say(sentence) {
      const text = phonesToRead(sentence);
      const message = { type: ActivityTypes.Message, text, textFormat: 'plain' };
      await sendAnswer(() => context.sendActivity(message));
    },
  };
}

/** Answers an older client's card action, which arrives as a message: the card is still replaced. */
export function submitAnswers(context: TurnContext): Answers {
  const answers = messageAnswers(context);
  const { replyToId, conversation } = context.activity;
  let replaced = false;
  return {
    ...answers,
    async answer(card) {
      if (replyToId === undefined || replaced) return answers.answer(card);
      replaced = true;
      try {
        const activity = cardActivity(marked(card));
        await sendAnswer(() =>
          context.updateActivity({ ...activity, id: replyToId, conversation }),
        );
        return placeOf(context, replyToId);
      } catch {
        // A card that can't be replaced (too old, or deleted) must not hold back the answer.
        return answers.answer(card);
      }
    },
  };
}

/** Answers an invoke: the first answer is returned with the invoke, further ones are sent as messages. */
export function invokeAnswers(context: TurnContext, keep: (answer: InvokeAnswer) => void): Answers {
  const answers = messageAnswers(context);
  const { replyToId } = context.activity;
  let answered = false;
  return {
    async answer(card) {
      if (answered) return answers.answer(card);
      answered = true;
      keep({ statusCode: 200, type: cardType, value: marked(card).card });
      return replyToId === undefined
        ? undefined
        : { ...placeOf(context, replyToId), answeredAt: Date.now() };
    },
    async say(sentence) {
      if (answered) return answers.say(sentence);
      answered = true;
      keep(textAnswer(sentence));
    },
  };
}

/**
 * Answers an invoke that Teams sends by itself when a person views a card. Only that person gets the answer. No message
 * changes, since Teams would refresh a changed message again, without end.
 */
export function viewAnswers(keep: (answer: InvokeAnswer) => void): Answers {
  return {
    answer(card) {
      keep({ statusCode: 200, type: cardType, value: marked(card).card });
      return Promise.resolve(undefined);
    },
    say(sentence) {
      keep(textAnswer(sentence));
      return Promise.resolve();
    },
  };
}

/** The response to a dialog's request, in the platform's format. Without a task the dialog ends. */
export interface DialogAnswer {
  readonly task?: object;
}

/**
 * Answers a dialog of Teams (task module): its first card is shown in it, and later ones while they are forms. Anything else
 * ends the dialog and is shown in the chat, in place of the card that opened it.
 */
export function dialogAnswers(context: TurnContext, keep: (answer: DialogAnswer) => void): Answers {
  const chat = submitAnswers(context);
  const isOpening = context.activity.name === dialogInvokes.open;
  let answered = false;
  return {
    async answer(card) {
      const stays = isOpening || card.isForm === true;
      if (answered || !stays) {
        const place = await chat.answer(card);
        if (!answered) keep({});
        answered = true;
        return place;
      }
      answered = true;
      const { title, card: content } = inDialog(marked(card));
      const shown = { contentType: cardType, content };
      keep({
        task: { type: 'continue', value: { title, width: 'medium', height: 'large', card: shown } },
      });
      return undefined;
    },
    async say(sentence) {
      if (answered) return chat.say(sentence);
      answered = true;
      keep({ task: { type: 'message', value: phonesToRead(sentence) } });
    },
  };
}

/** Gives each card that is sent as an answer its own idempotency key, so that repeated actions are recognised. */
function marked({ card, summary }: Card): Card {
  return { card: withIdempotencyKey(card, randomBytes(6).toString('base64url')), summary };
}

async function sendCard(context: TurnContext, card: Card): Promise<CardPlace | undefined> {
  const response = await sendAnswer(() => context.sendActivity(cardActivity(card)));
  if (response?.id === undefined || response.id === '') return undefined;
  return placeOf(context, response.id);
}

function placeOf({ activity }: TurnContext, id: string): CardPlace {
  return { conversation: activity.conversation.id, activity: id, user: activity.from.id };
}
