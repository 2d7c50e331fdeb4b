/** Invokes that a normal client would never send: with altered data, or data from another person's card. */
import type { TeamsClient } from './teams-client.ts';

type Sent = Parameters<TeamsClient['send']>[0];
type Someone = Pick<TeamsClient, 'person' | 'chatId'>;

let sent = 0;

export function invokeBy(who: Someone, name: string, value: unknown): Sent {
  const { person, chatId } = who;
  sent += 1;
  return {
    type: 'invoke',
    id: `made-up-${sent}`,
    name,
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:9/',
    from: { id: person.userId, name: person.name, aadObjectId: person.aadObjectId },
    recipient: { id: '28:local-rollcall', name: 'Rollcall' },
    conversation: { id: chatId, conversationType: 'personal', tenantId: person.tenantId },
    channelData: { tenant: { id: person.tenantId } },
    value,
  };
}

/** A card action with this verb and data, from any card. */
export function pressBy(who: Someone, verb: string | undefined, data: unknown): Sent {
  const action = { type: 'Action.Execute', verb, data };
  return invokeBy(who, 'adaptiveCard/action', { action, trigger: 'manual' });
}
