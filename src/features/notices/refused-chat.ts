import type { Chat } from './ports.ts';

/*
 * Two kinds of chats are unreachable. In one, Teams said to stay silent until the person writes: they blocked or removed
 * the app. In the other, Teams refused a message for a reason that may pass or may lie in that message alone (an outage,
 * a policy, a card that is too large): there, other messages are still tried, and the refused ones once a day.
 */
const mark = 'refused ';

/** The reason to keep with a chat whose message was refused. @param reason a code, such as `500 ServiceError` */
export function refusedReason(reason: string): string {
  return `${mark}${reason}`;
}

/** Whether a message may be sent to the chat now. */
export function mayTry({ reachable, reason }: Chat): boolean {
  return reachable || reason?.startsWith(mark) === true;
}
