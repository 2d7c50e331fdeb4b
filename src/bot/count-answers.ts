import { ActivityEventNames, type Middleware, type TurnContext } from 'botbuilder';
import type { RateLimiter } from '../features/notices/rate-limiter.ts';
import { safeId } from '../domain/organization.ts';

/**
 * Counts the answers of turns against Teams' limit for a bot in a chat, so that notices and card updates wait
 * for them. Answers themselves never wait, since a turn has 15 seconds. The Teams sender counts its own
 * messages.
 */
export function countAnswers(rateLimiter: Pick<RateLimiter, 'count'>): Middleware {
  return {
    async onTurn(context, next) {
      const { type, name } = context.activity;
      const isResumed =
        type === 'event' && name === (ActivityEventNames.ContinueConversation as string);
      if (!isResumed) countWhatIsSent(rateLimiter, context);
      return next();
    },
  };
}

/** Counts everything sent with this context from now on. */
export function countWhatIsSent(
  rateLimiter: Pick<RateLimiter, 'count'>,
  context: TurnContext,
): void {
  const { conversation } = context.activity;
  const worker = { tenant: safeId(conversation.tenantId ?? ''), thread: conversation.id };
  context.onSendActivities(async (_context, activities, send) => {
    for (const each of activities) if (each.type === 'message') rateLimiter.count(worker);
    return send();
  });
  context.onUpdateActivity(async (_context, _activity, update) => {
    rateLimiter.count(worker);
    return update();
  });
}
