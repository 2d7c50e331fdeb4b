import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Activity } from 'botbuilder';
import { startLocalTeams } from '../../support/local-teams.ts';
import type { TestTeams } from '../../support/local-teams.ts';
import { startEchoBot } from './echo-bot.ts';
import type { EchoBot } from './echo-bot.ts';

const csv = 'Phone,First name\r\n+1 202 555 0100,Sample\r\n';

let bot: EchoBot;
let teams: TestTeams;

beforeEach(async () => {
  bot = await startEchoBot();
  teams = await startLocalTeams(bot.endpoint, { fileLifetimeMs: 60_000, fileDripMs: 20 });
});
afterEach(async () => {
  await teams.stop();
  await bot.stop();
});

function fileOf(activity: Activity | undefined) {
  const type = 'application/vnd.microsoft.teams.file.download.info';
  const file = activity?.attachments?.find(({ contentType }) => contentType === type);
  const content = file?.content as { downloadUrl: string; uniqueId: string; fileType: string };
  return { ...content, name: file?.name, contentUrl: file?.contentUrl ?? '' };
}

describe('a sent file', () => {
  it('arrives as Teams announces it, beside the html, and downloads byte for byte', async () => {
    await teams.tara.sendFile('Größe & co.csv', csv);
    const file = fileOf(bot.heard[0]);

    expect(bot.heard[0]?.text).toBeUndefined();
    expect(bot.heard[0]?.attachments?.map(({ contentType }) => contentType)).toContain('text/html');
    expect(file).toMatchObject({ name: 'Größe & co.csv', fileType: 'csv' });
    expect(await (await fetch(file.downloadUrl)).text()).toBe(csv);
  });

  it('is open to nobody who guesses: neither by its name nor with another’s secret', async () => {
    await teams.tara.sendFile('people.csv', csv);
    const file = fileOf(bot.heard[0]);
    const guessed = new URL(file.downloadUrl);
    guessed.searchParams.set('tempauth', 'guess');

    expect((await fetch(file.contentUrl)).status).toBe(403);
    expect((await fetch(guessed)).status).toBe(401);
  });

  it.each([
    ['expired', 401],
    ['forbidden', 403],
    ['missing', 404],
  ] as const)('whose address is %s answers %i', async (fault, status) => {
    await teams.tara.sendFile('people.csv', csv);
    teams.switches.set({ file: fault });
    expect((await fetch(fileOf(bot.heard[0]).downloadUrl)).status).toBe(status);
  });

  it('can come as a web page, cut off half-way, or too slowly', async () => {
    await teams.tara.sendFile('people.csv', csv);
    const { downloadUrl } = fileOf(bot.heard[0]);

    teams.switches.set({ file: 'web-page' });
    expect(await (await fetch(downloadUrl)).text()).toContain('<html>');
    teams.switches.set({ file: 'cut-off' });
    await expect(fetch(downloadUrl).then((answer) => answer.text())).rejects.toThrow();
    teams.switches.set({ file: 'slow' });
    expect(await (await fetch(downloadUrl)).text()).toBe(csv);
    teams.switches.set({ file: 'silent' });
    const hasty = AbortSignal.timeout(100);
    await expect(fetch(downloadUrl, { signal: hasty })).rejects.toThrow();
  });
});
