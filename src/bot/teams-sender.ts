import type { ConversationReference, TurnContext } from 'botbuilder';
import type { Card } from '../cards/card.ts';
import type { Log } from '../log.ts';
import type { Chat, TeamsSender, Delivery } from '../features/notices/ports.ts';
import { withinTime } from '../lib/within-time.ts';
import type { TeamsAdapter } from '../edge/teams-adapter.ts';
import { cardActivity } from './answers.ts';
import { deliveryOf, TookTooLong } from './delivery-outcome.ts';
import type { OperationView } from './operation-view.ts';
import { defined } from '../lib/defined.ts';

/** A connector that hasn't answered by then won't. */
const longestRequestMilliseconds = 20_000;

/** Sends cards to chats over the Bot Connector, one request each, and returns the outcome. */
export function createTeamsSender(deps: {
  adapter: TeamsAdapter;
  view: OperationView;
  log: Log;
}): TeamsSender {
  const { adapter, view, log } = deps;

  async function carry(
    chat: Chat,
    request: (context: TurnContext) => Promise<string | undefined>,
  ): Promise<Delivery> {
    try {
      const reference = JSON.parse(chat.reference) as ConversationReference;
      let activity: string | undefined;
      const carried = adapter.resume(reference, async (context) => {
        activity = await request(context);
      });
      if ((await withinTime(longestRequestMilliseconds, carried)) === 'late')
        throw new TookTooLong('the connector did not answer');
      return { outcome: 'sent', ...defined({ activity }) };
    } catch (err) {
      const delivery = deliveryOf(err);
      log.warn({ err, outcome: delivery.outcome }, 'a card could not be delivered');
      return delivery;
    }
  }

  const send = (card: Card) => async (context: TurnContext) => {
    const response = await context.sendActivity(cardActivity(card));
    return response?.id;
  };

  return {
    async notice(operation) {
      const card = await view.notice(operation);
      return (chat) => carry(chat, send(card));
    },
    async card(operation) {
      const card = await view.card(operation);
      const place = operation.card;
      if (place === undefined) return (chat) => carry(chat, send(card));
      return (chat) =>
        carry(chat, async (context) => {
          const conversation = { ...context.activity.conversation, id: place.conversation };
          await context.updateActivity({ ...cardActivity(card), id: place.activity, conversation });
          return place.activity;
        });
    },
  };
}
