import { ActivityEventNames, type Middleware } from 'botbuilder';
import type { RateLimiter } from '../features/notices/rate-limiter.ts';
import { safeId } from '../domain/organization.ts';

/**
 * Counts what turns answer, which takes its place in what Teams allows a bot in a chat: notices and cards then wait for it.
 * Answers themselves never wait, since a turn has 15 seconds. What the courier carries has been counted already.
 */
export function countAnswers(rateLimiter: Pick<RateLimiter, 'count'>): Middleware {
  return {
    async onTurn(context, next) {
      const { type, name, conversation } = context.activity;
      if (type === 'event' && name === (ActivityEventNames.ContinueConversation as string)) {
        return next();
      }
      const worker = { tenant: safeId(conversation.tenantId ?? ''), thread: conversation.id };
      context.onSendActivities(async (_context, activities, send) => {
        for (const each of activities) if (each.type === 'message') rateLimiter.count(worker);
        return send();
      });
      context.onUpdateActivity(async (_context, _activity, update) => {
        rateLimiter.count(worker);
        return update();
      });
      return next();
    },
  };
}
