import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { noticeMessage } from '../../../src/features/notices/delivery-message.ts';
import { createRateLimiter } from '../../../src/features/notices/rate-limiter.ts';
import type { Operation } from '../../../src/domain/operations/operation.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { eventually } from '../../support/eventually.ts';
import { startRollcall, type TestRollcall } from '../../support/rollcall.ts';
import { openTestStorage } from '../../support/storage.ts';
import type { TeamsClient } from '../../support/teams-client.ts';
import { endedImport, putNotice, putWaiting, rowThat, tara as person, tellOf } from './rig.ts';

/** File names of the notices in the chat, in their order. */
function noticesIn(client: TeamsClient): string[] {
  return client
    .cards('start')
    .filter(({ text }) => text.includes('Import completed'))
    .map(({ text }) => /crew-\d+\.csv/.exec(text)?.[0] ?? '');
}

/** Waits for one after the other: fifty that poll at once leave little time to send. */
async function sentAll(storage: Storage, operations: readonly Operation[]) {
  const rows = [];
  for (const each of operations) {
    rows.push(await rowThat(storage, each, ({ state }) => state === 'sent'));
  }
  return rows;
}

const chatOf = (storage: Storage) => storage.chats.read(person.tenantId, person.aadObjectId);

describe('an admin who took the app out', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
    await rollcall.teams.tara.open();
    await eventually(async () => expect((await chatOf(rollcall.storage))?.reachable).toBe(true));
  });
  afterAll(() => rollcall.stop());

  it('gets what ended meanwhile once they add it again, in its order, each once, even within ten minutes', async () => {
    const { tara } = rollcall.teams;
    const { storage } = rollcall;
    await tara.removeApp();
    await eventually(async () =>
      expect(await chatOf(storage)).toMatchObject({ reachable: false, reason: 'uninstalled' }),
    );
    const ended: Operation[] = [];
    for (let times = 0; times < 4; times += 1) {
      const operation = await endedImport(storage, person);
      ended.push(operation);
      await tellOf(storage, operation);
      const row = await rowThat(storage, operation, ({ state }) => state === 'waiting');
      expect(row.reason).toBe('uninstalled');
    }
    expect(noticesIn(tara)).toEqual([]);
    await tara.open();
    await sentAll(storage, ended);
    expect(noticesIn(tara)).toEqual(ended.map(({ fileName }) => fileName));
  });

  it('gets a notice that Teams refuses with “not in the roster” when they write, whether or not the removal was told', async () => {
    const { tara, switches } = rollcall.teams;
    const { storage } = rollcall;
    switches.set({
      connector: { answer: '403 BotNotInConversationRoster', times: 'all', call: 'send' },
    });
    const operation = await endedImport(storage, person);
    await tellOf(storage, operation);
    await rowThat(storage, operation, ({ state }) => state === 'waiting');
    switches.reset();
    await tara.say('hello');
    await sentAll(storage, [operation]);
    expect(noticesIn(tara).filter((name) => name === operation.fileName)).toHaveLength(1);
  });

  it('a removal that is told late, after they are back, doesn’t silence the bot', async () => {
    const { storage } = rollcall;
    const { tara } = rollcall.teams;
    await rollcall.teams.teams.actions.addApp(person, tara.chatId);
    const late = {
      type: 'installationUpdate',
      action: 'remove',
      id: 'f:late',
      timestamp: new Date(Date.now() - 60_000).toISOString(),
      channelId: 'msteams',
      serviceUrl: rollcall.teams.url,
      from: { id: person.userId, name: person.name, aadObjectId: person.aadObjectId },
      recipient: { id: '28:sample-rollcall', name: 'Rollcall' },
      conversation: {
        id: tara.chatId,
        conversationType: 'personal',
        tenantId: person.tenantId,
      },
      channelData: { tenant: { id: person.tenantId } },
    };
    await tara.send(late);
    expect((await chatOf(storage))?.reachable).toBe(true);
  });

  it('whose role was taken meanwhile is told how it ended, and given no link to the file', async () => {
    const { omar } = rollcall.teams;
    const { storage } = rollcall;
    await omar.open();
    await storage.files.write('sample/log', [Buffer.from('a line of somebody')]);
    const operation = await endedImport(storage, omar.person, {
      original: 'sample/log',
      errorLog: 'sample/log',
    });
    await tellOf(storage, operation);
    const notice = await omar.waitForCard(operation.fileName, { since: 'start' });
    expect(notice.text).toContain('Import completed');
    expect(notice.titles.filter((title) => title.startsWith('Download'))).toEqual([]);
  });
});

describe('much that waits', () => {
  it('more than fifty notices, two messages at once: each comes once, oldest first, and Teams never has to say “too many”', async () => {
    const rollcall = await startRollcall({
      parts: { rateLimiter: createRateLimiter(() => Date.now()) },
    });
    try {
      const { tara, switches } = rollcall.teams;
      const { storage } = rollcall;
      await tara.say('hello');
      const chat = await chatOf(storage);
      if (chat === undefined) throw new Error('no chat');
      await storage.chats.lose(chat, { reason: '403 ConversationBlockedByUser' });
      const waiting: Operation[] = [];
      for (let times = 0; times < 53; times += 1) waiting.push(await putWaiting(storage, person));
      switches.set({ rateLimits: true });
      await Promise.all([tara.say('hello'), tara.say('hello')]);
      const rows = await sentAll(storage, waiting);
      expect(noticesIn(tara)).toEqual(waiting.map(({ fileName }) => fileName));
      // A try that Teams refused would have been counted.
      expect(rows.map(({ tries }) => tries)).toEqual(waiting.map(() => 1));
    } finally {
      await rollcall.stop();
    }
  });
});

describe('a process that dies when somebody is back', () => {
  it.each(['save', 'send'] as const)(
    'before it could %s: the next message brings what waited, none is forgotten',
    async (what) => {
      const { storage: real } = await openTestStorage();
      let dying = false;
      const dies = () => Promise.reject(new Error('the process died'));
      const storage: Storage = {
        ...real,
        chats: {
          ...real.chats,
          save: (chat) => (dying && what === 'save' ? dies() : real.chats.save(chat)),
        },
        deliveries: {
          ...real.deliveries,
          send: (message, delay) =>
            dying && what === 'send' ? dies() : real.deliveries.send(message, delay),
        },
      };
      const rollcall = await startRollcall({ storage });
      try {
        const { tara } = rollcall.teams;
        await tara.say('hello');
        const chat = await chatOf(real);
        if (chat === undefined) throw new Error('no chat');
        await real.chats.lose(chat, { reason: '403 ConversationBlockedByUser' });
        const waiting = [await putWaiting(real, person), await putWaiting(real, person)];
        dying = true;
        await tara.say('hello');
        dying = false;
        // The message that asked for what waits finds nobody who can be reached, and goes.
        await new Promise((resolve) => setTimeout(resolve, 7_000));
        expect(noticesIn(tara)).toEqual([]);
        await tara.say('hello');
        await sentAll(real, waiting);
        expect(noticesIn(tara)).toEqual(waiting.map(({ fileName }) => fileName));
      } finally {
        await rollcall.stop();
      }
    },
  );
});

describe('a store that is away while a notice is made', () => {
  it('costs time and not the notice: nothing was sent, so it is tried again', async () => {
    const { storage: real } = await openTestStorage();
    let away = 2;
    const storage: Storage = {
      ...real,
      files: {
        ...real.files,
        exists: (name) => {
          if (away === 0) return real.files.exists(name);
          away -= 1;
          return Promise.reject(new Error('a defect, or the store'));
        },
      },
    };
    const rollcall = await startRollcall({ storage });
    try {
      const { tara } = rollcall.teams;
      await tara.say('hello');
      const operation = await endedImport(real, person, { original: 'sample/file' });
      await tellOf(real, operation);
      const row = await rowThat(real, operation, ({ state }) => state === 'sent');
      expect(row.tries).toBeGreaterThan(1);
      expect(noticesIn(tara)).toEqual([operation.fileName]);
    } finally {
      await rollcall.stop();
    }
  });

  it('two that are asked for at once are sent once', async () => {
    const rollcall = await startRollcall();
    try {
      const { tara } = rollcall.teams;
      const { storage } = rollcall;
      await tara.say('hello');
      const operation = await endedImport(storage, person);
      const row = await putNotice(storage, operation);
      await Promise.all([1, 2, 3, 4].map(() => storage.deliveries.send(noticeMessage(row))));
      await sentAll(storage, [operation]);
      expect(noticesIn(tara)).toEqual([operation.fileName]);
    } finally {
      await rollcall.stop();
    }
  });
});
