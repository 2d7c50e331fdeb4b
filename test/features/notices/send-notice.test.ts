import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../../src/errors.ts';
import { createSendNotice } from '../../../src/features/notices/send-notice.ts';
import { began, chatOf, iso, memoryNotices, tara, tenant } from './memory-notices.ts';

function rig() {
  const memory = memoryNotices();
  return { ...memory, sender: createSendNotice(memory.deps) };
}

describe('an attempt at a notice', () => {
  it('sends it once, and says so with the place and the number of tries', async () => {
    const { sender, row, there, said, state } = rig();
    expect(await sender.one(row({ reason: '503', tries: 2 }), 'pending')).toBe('over');
    expect(said).toEqual(['a notice was sent']);
    expect(there()).toMatchObject({ state: 'sent', tries: 3, activity: 'activity-1' });
    expect(there()).toHaveProperty('triedAt', iso(began));
    expect(there()).not.toHaveProperty('reason');
    expect(state.attempts).toBe(1);
  });

  it('says that it is being sent before Teams is asked: a process may die in between', async () => {
    const { sender, row, there, state } = rig();
    let during: unknown;
    state.meanwhile = () => (during = there()?.state);
    await sender.one(row(), 'pending');
    expect(during).toBe('sending');
  });

  it('isn’t made before its time', async () => {
    const { sender, row, state } = rig();
    const planned = row({ nextAt: iso(began + 1_500) });
    expect(await sender.one(planned, 'pending')).toEqual({ againInSeconds: 2 });
    state.now = began + 1_500;
    expect(await sender.one(planned, 'pending')).toBe('over');
  });

  it('isn’t made while the chat is at its limit, and doesn’t count', async () => {
    const { sender, row, there, state } = rig();
    state.waitMs = 1_200;
    expect(await sender.one(row(), 'pending')).toEqual({ againInSeconds: 2 });
    expect(there()).toMatchObject({ state: 'pending', tries: 0 });
  });

  it('is given up if the operation is gone', async () => {
    const { sender, row, there, said, operations, operation, state } = rig();
    operations.lose(operation);
    expect(await sender.one(row(), 'pending')).toBe('over');
    expect(there()).toMatchObject({ state: 'undeliverable', reason: 'operation-gone' });
    expect(said).toEqual(['a notice was given up']);
    expect(state.attempts).toBe(0);
  });

  it('is left to the process that was quicker', async () => {
    const { sender, row, state } = rig();
    state.overtaken = true;
    expect(await sender.one(row(), 'pending')).toBe('taken');
    expect(await sender.afterLostTry(row({ triedAt: iso(began - 60_000) }))).toBe('taken');
    state.chat = undefined;
    expect(await sender.one(row(), 'pending')).toBe('taken');
    expect(state.attempts).toBe(0);
  });

  it.each([
    ['who has no chat', undefined, 'no-chat'],
    ['who removed the app', chatOf({ reachable: false, reason: 'uninstalled' }), 'uninstalled'],
    ['of whom nothing is known', chatOf({ reachable: false }), 'no-chat'],
  ])('waits for a person %s', async (_who, chat, reason) => {
    const { sender, row, there, sent, lost, said, state } = rig();
    state.chat = chat;
    expect(await sender.one(row({ tries: 3, nextAt: iso(began) }), 'pending')).toBe('waits');
    expect(there()).toMatchObject({ state: 'waiting', tries: 0, reason });
    expect(there()).not.toHaveProperty('nextAt');
    expect([sent, lost]).toEqual([[], []]);
    expect(said).toEqual(['a notice waits for the person']);
  });

  it('is made in a chat that has refused another message', async () => {
    const { sender, row, state } = rig();
    state.chat = chatOf({ reachable: false, reason: 'refused 500' });
    expect(await sender.one(row(), 'pending')).toBe('over');
  });

  it('leaves one that waits as it is, while the person is away', async () => {
    const { sender, row, there, state } = rig();
    state.chat = undefined;
    const waiting = row({ state: 'waiting', tries: 4 });
    expect(await sender.one(waiting, 'waiting')).toBe('waits');
    expect(there()).toEqual(waiting);
  });

  it('asks for the waiting ones if the person came back before it waited', async () => {
    const { sender, row, sent, state } = rig();
    state.chat = undefined;
    state.changed = () => (state.chat = chatOf());
    expect(await sender.one(row(), 'pending')).toBe('waits');
    expect(sent).toEqual([{ message: { v: 1, type: 'waiting', tenant, to: tara }, after: 1 }]);
  });

  it('drops the reference of a chat that is gone', async () => {
    const { sender, row, answers, sent, lost } = rig();
    answers.push({ outcome: 'when-they-write', reason: 'blocked', dropReference: true });
    expect(await sender.one(row(), 'pending')).toBe('waits');
    expect(lost).toEqual([{ reason: 'blocked', dropReference: true }]);
    expect(sent).toEqual([]);
  });

  it('keeps the reference of a chat that isn’t gone', async () => {
    const { sender, row, answers, lost } = rig();
    answers.push({ outcome: 'when-they-write', reason: 'blocked' });
    await sender.one(row(), 'pending');
    expect(lost).toEqual([{ reason: 'blocked', dropReference: false }]);
  });

  it.each(['pending', 'waiting'] as const)(
    'comes again later, as %s, and keeps to what Teams asks',
    async (later) => {
      const { sender, row, there, answers, held } = rig();
      answers.push({ outcome: 'later', reason: '429', afterSeconds: 400, throttled: true });
      const outcome = await sender.one(row({ tries: 1, state: later }), later);
      const seconds = (outcome as { againInSeconds: number }).againInSeconds;
      expect(seconds).toBeGreaterThanOrEqual(400);
      expect(there()).toMatchObject({ state: later, reason: '429', tries: 2 });
      expect(there()?.nextAt).toBe(iso(began + seconds * 1_000));
      expect(held).toEqual([400]);
    },
  );

  it('holds a chat at its limit for a second if Teams doesn’t say how long, and no other', async () => {
    const { sender, row, answers, held } = rig();
    answers.push({ outcome: 'later', reason: '429', throttled: true });
    await sender.one(row(), 'pending');
    answers.push({ outcome: 'later', reason: '503', afterSeconds: 5 });
    await sender.one(row(), 'pending');
    expect(held).toEqual([1]);
  });

  it('waits for the person after the twelfth that failed, as after a refusal', async () => {
    const { sender, row, there, answers, lost } = rig();
    answers.push({ outcome: 'later', reason: '503' });
    expect(await sender.one(row({ tries: 10 }), 'pending')).toHaveProperty('againInSeconds');
    answers.push({ outcome: 'later', reason: '503' });
    expect(await sender.one(row({ tries: 11 }), 'pending')).toBe('waits');
    expect(there()).toMatchObject({ state: 'waiting', reason: 'refused 503' });
    answers.push({ outcome: 'refused', reason: '413' });
    expect(await sender.one(row(), 'pending')).toBe('waits');
    expect(there()).toMatchObject({ state: 'waiting', reason: 'refused 413' });
    expect(lost.map(({ reason }) => reason)).toEqual(['refused 503', 'refused 413']);
  });

  it('is never repeated if it may have arrived', async () => {
    const { sender, row, there, answers } = rig();
    answers.push({ outcome: 'unknown', reason: 'timeout' });
    expect(await sender.one(row(), 'pending')).toBe('over');
    expect(there()).toMatchObject({ state: 'undeliverable', reason: 'timeout' });
  });

  it('counts if its card can’t be drawn, but not if only the storage is away', async () => {
    const { sender, row, there, state } = rig();
    state.drawn = () => Promise.reject(new Error('odd'));
    expect(await sender.one(row(), 'pending')).toHaveProperty('againInSeconds');
    expect(there()).toMatchObject({ state: 'pending', reason: 'not-drawn', tries: 1 });
    state.drawn = () => Promise.reject(new AppError('storage-unreachable'));
    await expect(sender.one(row(), 'pending')).rejects.toThrow();
    expect(there()).toMatchObject({ tries: 0 });
    expect(state.attempts).toBe(0);
  });

  it('of a process that may still be at it is waited for, for a minute', async () => {
    const { sender, row, there } = rig();
    const sending = { state: 'sending', at: iso(began - 90_000) } as const;
    const recent = row({ ...sending, triedAt: iso(began - 59_999) });
    expect(await sender.afterLostTry(recent)).toEqual({ againInSeconds: 30 });
    expect(await sender.afterLostTry(row({ ...sending, triedAt: iso(began - 60_000) }))).toBe(
      'over',
    );
    expect(there()).toMatchObject({ state: 'undeliverable', reason: 'unconfirmed' });
    expect(await sender.afterLostTry(row(sending))).toBe('over');
    const young = row({ ...sending, at: iso(began - 59_999) });
    expect(await sender.afterLostTry(young)).toEqual({ againInSeconds: 30 });
  });
});
