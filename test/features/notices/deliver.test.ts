import { describe, expect, it } from '@jest/globals';
import { createDeliverer } from '../../../src/features/notices/deliver.ts';
import type { DeliveryMessage } from '../../../src/features/notices/ports.ts';
import { began, chatOf, iso, memoryNotices, tara, tenant } from './memory-notices.ts';

function rig() {
  const memory = memoryNotices();
  const deliverer = createDeliverer(memory.deps);
  const { id } = memory.operation;
  const notice = { v: 1, type: 'notice', tenant, to: tara, operation: id, kind: 'import' } as const;
  const waiting = { v: 1, type: 'waiting', tenant, to: tara } as const;
  const states = () => [...memory.rows.values()].map(({ state }) => state);
  return {
    ...{ ...memory, deliverer, notice, waiting, states },
    handle: (message: DeliveryMessage, deliveries = 1) => deliverer.handle(message, deliveries),
  };
}

const later = { outcome: 'later', reason: '503' } as const;
const refused = { outcome: 'refused', reason: '413' } as const;

describe('a message of the delivery queue', () => {
  it('is done with if no version knows it', async () => {
    const { deliverer } = rig();
    expect(await deliverer.handle({ v: 2, type: 'notice' }, 1)).toBe('done');
    expect(await deliverer.handle('text', 1)).toBe('done');
  });

  it('sends a notice that is to be sent, and no other', async () => {
    for (const state of ['sent', 'waiting', 'undeliverable'] as const) {
      const { handle, notice, row, state: of } = rig();
      row({ state });
      expect(await handle(notice)).toBe('done');
      expect(of.attempts).toBe(0);
    }
    const { handle, notice, row, there } = rig();
    expect(await handle(notice)).toBe('done');
    row();
    expect(await handle(notice)).toBe('done');
    expect(there()?.state).toBe('sent');
  });

  it('comes again as long as the attempt says', async () => {
    const { handle, notice, row, state } = rig();
    row({ nextAt: iso(began + 5_000) });
    expect(await handle(notice)).toEqual({ againInSeconds: 5 });
    state.overtaken = true;
    row();
    expect(await handle(notice)).toBe('done');
  });

  it('looks after an attempt whose process may have died', async () => {
    const { handle, notice, row, there, state } = rig();
    row({ state: 'sending', triedAt: iso(began - 1_000) });
    expect(await handle(notice)).toEqual({ againInSeconds: 30 });
    row({ state: 'sending', triedAt: iso(began - 61_000) });
    expect(await handle(notice)).toBe('done');
    expect(there()?.reason).toBe('unconfirmed');
    expect(state.attempts).toBe(0);
  });
});

describe('that a person is back', () => {
  it('sends what waits, in order', async () => {
    const { handle, waiting, another, states, state } = rig();
    for (let count = 0; count < 3; count += 1) another({ state: 'waiting' });
    expect(await handle(waiting)).toBe('done');
    expect(states()).toEqual(['sent', 'sent', 'sent']);
    expect(await handle(waiting)).toBe('done');
    expect(state.attempts).toBe(3);
  });

  it('needs no chat if nothing waits', async () => {
    const { handle, waiting, state } = rig();
    state.chat = undefined;
    expect(await handle(waiting, 1)).toBe('done');
  });

  it('may be heard before their chat is written, for some deliveries', async () => {
    const { handle, waiting, another, state } = rig();
    another({ state: 'waiting' });
    for (const chat of [undefined, chatOf({ reachable: false, reason: 'uninstalled' })]) {
      state.chat = chat;
      expect(await handle(waiting, 4)).toEqual({ againInSeconds: 1 });
      expect(await handle(waiting, 5)).toBe('done');
    }
    expect(state.attempts).toBe(0);
  });

  it('sends twenty at a time, and the others at once afterwards', async () => {
    const { handle, waiting, another, states, state } = rig();
    for (let count = 0; count < 21; count += 1) another({ state: 'waiting' });
    expect(await handle(waiting)).toEqual({ againInSeconds: 0 });
    expect(state.attempts).toBe(20);
    expect(await handle(waiting)).toBe('done');
    expect(new Set(states())).toEqual(new Set(['sent']));
    for (let count = 0; count < 20; count += 1) another({ state: 'waiting' });
    expect(await handle(waiting)).toBe('done');
  });

  it('holds up what comes after one that can’t be sent yet', async () => {
    const { handle, waiting, another, answers, states } = rig();
    answers.push(later);
    another({ state: 'waiting' });
    another({ state: 'waiting' });
    expect(await handle(waiting)).toHaveProperty('againInSeconds');
    expect(states()).toEqual(['waiting', 'waiting']);
  });

  it('goes on behind one that is refused, and doesn’t come again for it', async () => {
    const { handle, waiting, another, answers, states, state } = rig();
    answers.push(refused);
    for (let count = 0; count < 22; count += 1) another({ state: 'waiting' });
    expect(await handle(waiting)).toBe('done');
    expect(state.attempts).toBe(20);
    expect(states().slice(0, 2)).toEqual(['waiting', 'sent']);
  });

  it('ends when they leave again', async () => {
    const { handle, waiting, another, answers, states, state } = rig();
    answers.push({ outcome: 'when-they-write', reason: 'blocked' });
    another({ state: 'waiting' });
    another({ state: 'waiting' });
    expect(await handle(waiting)).toBe('done');
    expect(states()).toEqual(['waiting', 'waiting']);
    expect(state.attempts).toBe(1);
  });

  it('is looked at again soon if another process sends at the same time', async () => {
    const { handle, waiting, another, state } = rig();
    another({ state: 'waiting' });
    state.overtaken = true;
    expect(await handle(waiting)).toEqual({ againInSeconds: 2 });
  });
});
