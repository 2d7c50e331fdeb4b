import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startLocalTeams } from '../../support/local-teams.ts';
import { cardMessage, startEchoBot } from './echo-bot.ts';
import type { EchoBot } from './echo-bot.ts';

let bot: EchoBot;
let dataDir: string;

beforeEach(async () => {
  bot = await startEchoBot();
  dataDir = await mkdtemp(path.join(tmpdir(), 'kept-history-'));
});
afterEach(async () => {
  await bot.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a restart of local mode', () => {
  it('finds the chats as they were, so that a card from before still changes in place', async () => {
    bot.onMessage = async (context) => {
      await context.sendActivity(cardMessage({ type: 'AdaptiveCard', body: [] }));
    };
    const before = await startLocalTeams(bot.endpoint, { dataDir });
    await before.tara.say('import');
    const [card] = before.tara.cards();
    await before.stop();

    const after = await startLocalTeams(bot.endpoint, { dataDir });
    const body = [{ type: 'TextBlock', text: 'Completed' }];
    const address = `${after.teams.serviceUrl}v3/conversations/${after.tara.chatId}/activities`;
    const updated = await fetch(`${address}/${card?.message.id ?? ''}`, {
      method: 'PUT',
      body: JSON.stringify(cardMessage({ type: 'AdaptiveCard', body })),
    });

    expect(updated.status).toBe(200);
    expect(after.tara.messages().map(({ from }) => from)).toEqual(['tara', 'bot']);
    expect(after.tara.cards()[0]?.text).toBe('Completed');
    expect(await readdir(dataDir)).toEqual(['local-teams.json']);
    await after.stop();
  });

  it('begins anew when what was kept is damaged, and still takes the bot’s notices', async () => {
    await writeFile(path.join(dataDir, 'local-teams.json'), '{"messages": [{');
    const teams = await startLocalTeams(bot.endpoint, { dataDir });
    const address = `${teams.teams.serviceUrl}v3/conversations/${teams.tara.chatId}/activities`;
    const notice = await fetch(address, {
      method: 'POST',
      body: JSON.stringify({ type: 'message', text: 'Completed' }),
    });

    expect(notice.status).toBe(201);
    expect(teams.tara.messages().map(({ text }) => text)).toEqual(['Completed']);
    await teams.stop();
  });
});
