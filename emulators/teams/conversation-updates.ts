/**
 * The conversationUpdate activities that Teams sends to a bot about members and teams.
 *
 * Based on
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events (its
 * JSON examples) and `dispatchConversationUpdateActivity` of botbuilder's TeamsActivityHandler:
 * - In a team, `channelData.eventType` names the event; in a group chat there is none, only `membersAdded` or
 * `membersRemoved`.
 * - Only the id tells the bot from a person: `28:…` or `29:…`.
 * - `aadObjectId` accompanies a person's id; by the documentation only anonymous people have none.
 * - When the bot is added to a team or a group chat, `membersAdded` contains only the bot; in a personal chat
 * the person as well.
 * - In the documentation's examples from 2017, events about members have only `channelData.team.id`. Teams
 * sends `name` and `aadGroupId` with it today (`TeamInfo` of botframework-schema), and so does this.
 * - A change of owners causes no event.
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
