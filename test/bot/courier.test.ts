import { describe, expect, it } from '@jest/globals';
import { deliveryOf } from '../../src/bot/courier.ts';

/** What may be sent again, what waits for the person, and what is given up: wrong here is a notice lost or told twice. */
describe('what became of a request to Teams', () => {
  const refused = (statusCode: number, code?: string, retryAfter?: string) => ({
    statusCode,
    body: { error: { code } },
    response: {
      headers: { get: (name: string) => (name === 'retry-after' ? retryAfter : undefined) },
    },
  });

  it.each([412, 429, 502, 503, 504])('%d may be tried again', (status) => {
    expect(deliveryOf(refused(status))).toMatchObject({ outcome: 'later' });
  });

  it('waits as long as it is told to', () => {
    expect(deliveryOf(refused(429, 'TooManyRequests', '17'))).toMatchObject({ afterSeconds: 17 });
  });

  it.each([400, 401, 413, 500])('%d is never tried again', (status) => {
    expect(deliveryOf(refused(status))).toMatchObject({ outcome: 'never' });
  });

  it.each([
    'ConversationBlockedByUser',
    'BotDisabledByAdmin',
    'MessageWritesBlocked',
    'BotNotInConversationRoster',
  ])('403 %s waits until the person writes', (code) => {
    expect(deliveryOf(refused(403, code))).toMatchObject({ outcome: 'when-they-write' });
  });

  it('404 waits until the person writes, and names a new chat by it', () => {
    expect(deliveryOf(refused(404, 'ConversationNotFound'))).toMatchObject({
      outcome: 'when-they-write',
    });
  });

  it('a connection that was never made may be tried again; one that broke may have delivered', () => {
    expect(deliveryOf({ code: 'ECONNREFUSED' })).toMatchObject({ outcome: 'later' });
    expect(deliveryOf({ code: 'ECONNRESET' })).toMatchObject({ outcome: 'unknown' });
  });
});
