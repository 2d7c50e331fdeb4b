import type { Delivery } from '../features/notices/ports.ts';

/** The connector has not answered in time. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

interface ConnectorError {
  readonly statusCode?: number;
  readonly code?: string;
  /** of an error while fetching the bot's own token */
  readonly errorCode?: string;
  readonly body?: { readonly error?: { readonly code?: string } };
  readonly details?: { readonly error?: { readonly code?: string } };
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

/** Errors of a connection that was never established: the request did not leave this machine. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
/** The statuses that the platform documents as retryable. */
const retried = [412, 429, 502, 503, 504];
const blocked = [
  'ConversationBlockedByUser',
  'BotDisabledByAdmin',
  'MessageWritesBlocked',
  'BotNotInConversationRoster',
];

/** The outcome that an SDK error means for a request to Teams. @param now milliseconds since 1970 */
export function deliveryOf(error: unknown, now = Date.now()): Delivery {
  const { statusCode, code, errorCode, body, details, response } = (error ?? {}) as ConnectorError;
  if (statusCode === undefined) {
    // Without a token no request is sent.
    if (errorCode !== undefined) return { outcome: 'later', reason: `sign-in ${errorCode}` };
    const reason = error instanceof TookTooLong ? 'time-out' : (code ?? 'connection');
    return neverSent.includes(reason)
      ? { outcome: 'later', reason }
      : { outcome: 'unknown', reason };
  }
  const connectorCode = body?.error?.code ?? details?.error?.code;
  const reason = `${statusCode}${connectorCode === undefined ? '' : ` ${connectorCode}`}`;
  if (retried.includes(statusCode)) {
    const afterSeconds = secondsIn(response?.headers?.get('retry-after'), now);
    return {
      outcome: 'later',
      reason,
      ...(statusCode === 429 && { throttled: true }),
      ...(afterSeconds > 0 && { afterSeconds }),
    };
  }
  if (statusCode === 404) return { outcome: 'when-they-write', reason, dropReference: true };
  if (statusCode === 403 && (connectorCode === undefined || blocked.includes(connectorCode))) {
    return { outcome: 'when-they-write', reason };
  }
  return { outcome: 'refused', reason };
}

/** Retry-After: seconds, or a date. @returns 0 when it can't be parsed */
function secondsIn(retryAfter: string | undefined, now: number): number {
  const told = retryAfter?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(told)) return Math.ceil(Number(told));
  const moment = Date.parse(told);
  return Number.isNaN(moment) ? 0 : Math.max(0, Math.ceil((moment - now) / 1_000));
}
