import { TurnContext, type Activity } from 'botbuilder';
import type { Following } from '../features/groups/follow.ts';
import { AppError } from '../errors.ts';
import { speakerOf, tenantOf } from './caller.ts';
import { groupEventOf } from './group-events.ts';
import type { KnownChat, SignIn } from './sign-in.ts';

/**
 * Provisions people from activities: a message in the personal chat is a sign-in, and group events report
 * members. Runs once the turn is answered. Group events are stored before the activity counts as handled, so
 * that Teams delivers it again if this process dies first; everything else runs in the background.
 */
export function createProvisioner(deps: {
  readonly signIn: SignIn;
  readonly following: Following;
  /** the one tenant that the bot serves; absent in local mode */
  readonly homeTenant?: string;
}) {
  const { signIn, following, homeTenant } = deps;
  /** @param chat the personal chat, if the turn has read it */
  return async (activity: Activity, chat?: KnownChat): Promise<void> => {
    const type: string = activity.type;
    const kind = activity.conversation.conversationType as string | undefined;
    if (kind === undefined || kind === 'personal') {
      const removed = type === 'installationUpdate' && activity.action !== 'add';
      const speaker = removed ? undefined : known(() => speakerOf(activity, homeTenant));
      if (speaker === undefined) return;
      const reference = TurnContext.getConversationReference(activity);
      signIn.signedIn(speaker, JSON.stringify(reference), chat);
      return;
    }
    const tenant = known(() => tenantOf(activity, homeTenant));
    const event = tenant === undefined ? undefined : groupEventOf(activity, tenant);
    if (event === undefined) return;
    const isTalk = type === 'message' || type === 'invoke';
    if (isTalk && (await following.knows(event.tenant, event.group))) return;
    await following.follow(event);
  };
}

export type Provisioner = ReturnType<typeof createProvisioner>;

/** Of another organization, or without a sender: the turn has answered that already. */
function known<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
