import { TurnContext, type Activity } from 'botbuilder';
import { AppError } from '../errors.ts';
import type { HeardChat, Reachability } from '../features/notices/reachability.ts';
import { speakerOf, type Speaker } from './caller.ts';
import { sentAt } from './sent-at.ts';

/** The personal chat that an activity comes from, and its owner. */
export function heardChat(activity: Activity, { tenant, actor }: Speaker): HeardChat {
  const { activityId: _activity, ...reference } = TurnContext.getConversationReference(activity);
  return {
    tenant,
    person: actor.id,
    name: actor.name,
    reference: JSON.stringify(reference),
    since: new Date(sentAt(activity) ?? Date.now()).toISOString(),
  };
}

/**
 * Records that the app was added to a personal chat or removed from it. Runs for every delivery: the result is
 * the same, and a turn that counts as handled may be the second installation in ten minutes.
 * @throws AppError `storage-unreachable`: the activity counts as not handled, and is delivered again
 */
export function createChatEvents(deps: {
  readonly reachability: Pick<Reachability, 'installed' | 'removed'>;
  /** the one tenant that the bot serves; absent in local mode */
  readonly homeTenant?: string;
}) {
  return async (activity: Activity): Promise<void> => {
    const event = isPersonal(activity) ? chatEventOf(activity) : undefined;
    const speaker = event === undefined ? undefined : known(activity, deps.homeTenant);
    if (speaker === undefined) return;
    const chat = heardChat(activity, speaker);
    if (event === 'removed') await deps.reachability.removed(chat);
    else await deps.reachability.installed(chat);
  };
}

export function isPersonal(activity: Activity): boolean {
  const type = activity.conversation.conversationType as string | undefined;
  return type === undefined || type === 'personal';
}

/** `add-upgrade` and `remove-upgrade` report another version of the app: the bot stays. */
function chatEventOf(activity: Activity): 'added' | 'removed' | undefined {
  const type: string = activity.type;
  if (type === 'installationUpdate') {
    if (activity.action === 'remove') return 'removed';
    return activity.action === 'add' ? 'added' : undefined;
  }
  if (type !== 'conversationUpdate') return undefined;
  const bot = activity.recipient.id;
  const has = (accounts: unknown) =>
    Array.isArray(accounts) && (accounts as { id?: unknown }[]).some(({ id }) => id === bot);
  if (has(activity.membersRemoved)) return 'removed';
  return has(activity.membersAdded) ? 'added' : undefined;
}

/** Of another organization, or without a sender: not a chat of ours. */
function known(activity: Activity, homeTenant: string | undefined): Speaker | undefined {
  try {
    return speakerOf(activity, homeTenant);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
