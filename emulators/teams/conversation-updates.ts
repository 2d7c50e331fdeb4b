/**
 * What Teams tells a bot about members and teams, as conversationUpdate activities.
 *
 * After learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events (its
 * JSON examples) and `dispatchConversationUpdateActivity` of botbuilder's TeamsActivityHandler:
 * - In a team, `channelData.eventType` says what happened; in a group chat there is none, and `membersAdded` or
 *   `membersRemoved` has to do.
 * - Whether the bot itself or a person came or went shows only in the ids: `28:…` or `29:…`.
 * - `aadObjectId` stands beside a person's id; the documentation says that only anonymous people have none.
 * - When the bot is added to a team or a group chat, it is the only one in `membersAdded`; in a personal chat the
 *   person stands beside it.
 * - The documentation's examples of events of members have only `channelData.team.id`; those of 2017. Teams sends
 *   `name` and `aadGroupId` with it today (`TeamInfo` of botframework-schema), and so does this.
 * - Who becomes or ceases to be an owner is no event.
 */
import { conversationUpdate } from './activities.ts';
import type { Sending } from './activities.ts';
import { sampleBot } from './people.ts';
import type { SamplePerson } from './people.ts';
import type { JsonObject, TeamsActivity } from './protocol.ts';

type TeamEvent =
  'teamMemberAdded' | 'teamMemberRemoved' | 'teamRenamed' | 'teamDeleted' | 'teamRestored';

export function botAdded(from: Sending): TeamsActivity {
  const bot = { id: sampleBot.id };
  const added = from.chat.kind === 'personal' ? [bot, accountOf(from.person)] : [bot];
  return update(from, 'teamMemberAdded', { membersAdded: added });
}

export function botRemoved(from: Sending): TeamsActivity {
  return update(from, 'teamMemberRemoved', { membersRemoved: [{ id: sampleBot.id }] });
}

export function memberAdded(from: Sending, person: SamplePerson): TeamsActivity {
  return update(from, 'teamMemberAdded', { membersAdded: [accountOf(person)] });
}

export function memberRemoved(from: Sending, person: SamplePerson): TeamsActivity {
  return update(from, 'teamMemberRemoved', { membersRemoved: [accountOf(person)] });
}

export function teamChanged(
  from: Sending,
  event: 'teamRenamed' | 'teamDeleted' | 'teamRestored',
): TeamsActivity {
  return update(from, event, {});
}

function update(from: Sending, event: TeamEvent, parts: JsonObject): TeamsActivity {
  const { team } = from.chat;
  if (team === undefined) return conversationUpdate(from, { ...parts, channelData: {} });
  const { id, name, aadGroupId } = team;
  const channelData = { eventType: event, team: { id, name, aadGroupId } };
  return conversationUpdate(from, { ...parts, channelData });
}

function accountOf({ userId, aadObjectId }: SamplePerson) {
  return { id: userId, aadObjectId };
}
