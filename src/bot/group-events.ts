import { TurnContext, type Activity } from 'botbuilder';
import { z } from 'zod';
import { safeId } from '../domain/organization.ts';
import type { GroupEvent } from '../features/groups/follow.ts';
import { labelOf } from '../lib/label.ts';

const channelData = z
  .object({
    eventType: z.string().optional(),
    team: z
      .object({
        id: z.string().min(1).optional(),
        name: z.string().optional(),
        aadGroupId: z.string().min(1).optional(),
      })
      .loose()
      .optional(),
  })
  .loose()
  .catch({});

const maxNameLength = 250;
const longestActorName = 100;

/**
 * @returns the change that an activity reports about its team or group chat; undefined for a personal chat or
 * an activity that reports none. A message reports that the bot is in the group.
 * @param tenant the organization
 */
export function groupEventOf(activity: Activity, tenant: string): GroupEvent | undefined {
  const { conversation } = activity;
  const data = channelData.parse(activity.channelData ?? {});
  const type = conversation.conversationType as string | undefined;
  const isTeam = data.team !== undefined || type === 'channel';
  if (!isTeam && type !== 'groupChat') return undefined;
  const what = whatOf(activity, data.eventType);
  if (what === undefined) return undefined;
  // A team is identified by the thread of its General channel, whichever channel the activity comes from.
  const thread = (isTeam ? data.team?.id : undefined) ?? conversation.id.split(';')[0] ?? '';
  const name = labelOf(isTeam ? data.team?.name : conversation.name, maxNameLength);
  const { aadObjectId, name: from } = activity.from;
  return {
    tenant,
    group: safeId(thread),
    kind: isTeam ? 'team' : 'groupChat',
    ...(name !== '' && { name }),
    ...(data.team?.aadGroupId !== undefined && { entraGroupId: safeId(data.team.aadGroupId) }),
    reference: referenceOf(activity, thread),
    what,
    ...(aadObjectId && {
      by: { id: safeId(aadObjectId), name: labelOf(from, longestActorName) || 'somebody' },
    }),
    left: what === 'changed' ? leftOf(activity) : [],
    at: timeOf(activity),
  };
}

function whatOf(activity: Activity, eventType: string | undefined): GroupEvent['what'] | undefined {
  const type: string = activity.type;
  if (type === 'message' || type === 'invoke') return 'changed';
  if (type === 'installationUpdate') {
    // `add-upgrade` and `remove-upgrade` report another version of the app: the bot stays.
    if (activity.action === 'remove') return 'gone';
    return activity.action === 'add' ? 'installed' : 'changed';
  }
  if (type !== 'conversationUpdate') return undefined;
  if (eventType === 'teamDeleted' || eventType === 'teamHardDeleted') return 'gone';
  const bot = activity.recipient.id;
  const has = (accounts: Activity['membersAdded'] | undefined) =>
    (accounts ?? []).some(({ id }) => id === bot);
  if (has(activity.membersRemoved)) return 'gone';
  return has(activity.membersAdded) ? 'installed' : 'changed';
}

function leftOf({ type, membersRemoved }: Activity): string[] {
  const accounts = type === 'conversationUpdate' ? membersRemoved : undefined;
  return (accounts ?? []).flatMap(({ aadObjectId }) => (aadObjectId ? [safeId(aadObjectId)] : []));
}

/** With the group's own thread, since the posts of a channel are conversations of their own. */
function referenceOf(activity: Activity, thread: string): string {
  const {
    activityId: _activity,
    user: _user,
    ...reference
  } = TurnContext.getConversationReference(activity);
  return JSON.stringify({ ...reference, conversation: { ...reference.conversation, id: thread } });
}

/** By the platform's clock; for an activity without a time, the time of handling. */
function timeOf({ timestamp }: Activity): string {
  const time = new Date((timestamp as Date | string | undefined) ?? Number.NaN);
  return (Number.isNaN(time.getTime()) ? new Date() : time).toISOString();
}
