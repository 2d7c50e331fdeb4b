import { describe, expect, it } from '@jest/globals';
import type { Chat } from '../../../src/features/notices/ports.ts';
import { createReachability, type HeardChat } from '../../../src/features/notices/reachability.ts';
import { began, chatOf, iso, memoryNotices, tara, tenant } from './memory-notices.ts';

const heard: HeardChat = { ...chatOf(), since: iso(began) };

/** @param known the chat as it was before */
function rig(known?: Partial<Chat>) {
  const memory = memoryNotices();
  memory.state.chat = known === undefined ? undefined : chatOf(known);
  const saved: boolean[] = [];
  const { chats } = memory.deps;
  const reachability = createReachability({
    ...memory.deps,
    chats: {
      ...chats,
      save(chat) {
        saved.push(memory.sent.length > 0);
        return chats.save(chat);
      },
    },
  });
  return { ...memory, saved, reachability };
}

describe('who can be reached', () => {
  it.each([undefined, { reachable: false, reason: 'uninstalled' }])(
    'is one who writes, and gets first what waits for them: %j',
    async (known) => {
      const { reachability, state, sent, saved } = rig(known);
      const before = state.chat;
      expect(await reachability.wrote(heard)).toEqual(before);
      expect(sent).toEqual([{ message: { v: 1, type: 'waiting', tenant, to: tara } }]);
      // In the other order, a process that dies in between would leave them waiting.
      expect(saved).toEqual([true]);
      expect(state.chat).toMatchObject({ reachable: true });
    },
  );

  it.each([
    [{}, 0],
    [{ name: 'Tara before' }, 1],
    [{ reference: '{}' }, 1],
  ])('is known already, and saved if something is new: %j', async (known, times) => {
    const { reachability, sent, saved, state } = rig(known);
    expect(await reachability.wrote(heard)).toMatchObject(known);
    expect(sent).toEqual([]);
    expect(saved).toHaveLength(times);
    expect(state.chat).toMatchObject({ name: 'Tara', reachable: true });
  });

  it('is one who adds the app, unless they have removed it since', async () => {
    for (const [since, times] of [
      [undefined, 1],
      [began, 1],
      [began + 1, 0],
    ] as const) {
      const before = since === undefined ? {} : { since: iso(since) };
      const { reachability, sent, saved } = rig({ ...before, reachable: false });
      await reachability.installed(heard);
      expect([sent.length, saved.length]).toEqual([times, times]);
    }
    const { reachability, saved } = rig();
    await reachability.installed(heard);
    expect(saved).toHaveLength(1);
  });

  it('is no longer one who removes the app, unless they are back since', async () => {
    const gone = { tenant, person: tara, since: iso(began) };
    for (const [since, times] of [
      [undefined, 1],
      [began, 1],
      [began + 1, 0],
    ] as const) {
      const { reachability, lost } = rig(since === undefined ? {} : { since: iso(since) });
      await reachability.removed(gone);
      expect(lost).toEqual(Array(times).fill({ reason: 'uninstalled', since: iso(began) }));
    }
    const { reachability, lost } = rig();
    await reachability.removed(gone);
    expect(lost).toEqual([]);
  });
});
