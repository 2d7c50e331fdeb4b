import { describe, expect, it } from '@jest/globals';
import { deliveryOf } from '../../src/bot/delivery-outcome.ts';

/**
 * Decides what may be sent again, what waits for the person, and what is given up. An error here loses a notice
 * or sends it twice.
 */
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

  it('waits until the moment it is told, or Teams would shut the bot out for longer', () => {
    const now = Date.parse('2026-03-01T09:00:00Z');
    const told = 'Sun, 01 Mar 2026 09:02:05 GMT';
    expect(deliveryOf(refused(503, undefined, told), now)).toMatchObject({ afterSeconds: 125 });
    const past = 'Sun, 01 Mar 2026 08:00:00 GMT';
    for (const nothing of [past, 'soon', '', '-5', '0'])
      expect(deliveryOf(refused(503, undefined, nothing), now)).not.toHaveProperty('afterSeconds');
  });

  it('knows a chat’s own limit from a platform that is busy: only the first silences the chat', () => {
    expect(deliveryOf(refused(429))).toMatchObject({ throttled: true });
    expect(deliveryOf(refused(503))).not.toHaveProperty('throttled');
  });

  it('what failed at the bot’s own sign-in was never sent, and may be tried again', () => {
    const refusedToken = Object.assign(new Error('no'), {
      errorCode: 'endpoints_resolution_error',
    });
    expect(deliveryOf(refusedToken)).toEqual({
      outcome: 'later',
      reason: 'sign-in endpoints_resolution_error',
    });
  });

  it.each([400, 401, 413, 500])('%d is never tried again', (status) => {
    expect(deliveryOf(refused(status))).toMatchObject({ outcome: 'refused' });
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
      dropReference: true,
    });
  });

  it('a connection that was never made may be tried again; one that broke may have delivered', () => {
    expect(deliveryOf({ code: 'ECONNREFUSED' })).toMatchObject({ outcome: 'later' });
    expect(deliveryOf({ code: 'ECONNRESET' })).toMatchObject({ outcome: 'unknown' });
  });
});
