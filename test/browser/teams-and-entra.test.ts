import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startGraph } from '../emulators/graph/graph-client.ts';
import { startEchoBot } from '../emulators/teams/echo-bot.ts';
import type { EchoBot } from '../emulators/teams/echo-bot.ts';
import { putSamplePeople } from '../../emulators/sample-directory.ts';
import type { LocalGraph } from '../../emulators/graph/local-graph.ts';
import { startLocalTeams } from '../support/local-teams.ts';
import type { TestTeams } from '../support/local-teams.ts';
import { complaintsOf, inBrowser, launch } from './chromium.ts';

const namelessButtons = `[...document.querySelectorAll('button, select, input')]
  .filter((each) => each.computedName === '' || (each.labels?.length === 0 &&
    (each.getAttribute('aria-label') ?? each.innerText ?? '').trim() === ''))
  .map((each) => each.outerHTML)`;

inBrowser(describe)('teams and Microsoft Entra on the local Teams page', () => {
  let browser: Browser;
  let bot: EchoBot;
  let graph: LocalGraph;
  let teams: TestTeams;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    bot = await startEchoBot();
    graph = await startGraph();
    putSamplePeople(graph);
    teams = await startLocalTeams(bot.endpoint, { graph });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    complaints = complaintsOf(page);
    await page.goto(`${teams.url}/#gita/channel`);
    await page.getByRole('heading', { name: 'Sample team › General' }).waitFor();
  });
  afterEach(async () => {
    await page.close();
    await teams.stop();
    await graph.stop();
    await bot.stop();
  });

  async function open(title: string): Promise<Locator> {
    await page.getByRole('button', { name: title, exact: true }).click();
    return page.getByRole('complementary', { name: title });
  }

  /** The team events that the bot has received, by their names in Teams. */
  function events(): unknown[] {
    return bot.heard
      .filter(({ type }) => type === 'conversationUpdate')
      .flatMap(({ channelData }) => (channelData as { eventType?: string }).eventType ?? []);
  }

  it('lets one remove, add, make an owner and rename, and the bot hears of it', async () => {
    const panel = await open('People');
    await panel.getByText('The app is installed here and receives each change.').waitFor();
    await panel.getByRole('button', { name: 'Remove Mika Sample' }).click();
    await panel.getByRole('combobox', { name: 'Person to add' }).selectOption('Mika Sample');
    await panel.getByRole('button', { name: 'Add this person' }).click();
    await panel.getByRole('button', { name: 'Make Mika Sample an owner' }).click();
    await panel.getByText('Owner', { exact: true }).nth(1).waitFor();
    await panel.getByRole('textbox', { name: 'Name of the team' }).fill('Sales');
    await panel.getByRole('button', { name: 'Rename the team' }).click();
    await page.getByRole('heading', { name: 'Sales › General' }).waitFor();

    expect(events()).toEqual([
      'teamMemberAdded',
      'teamMemberRemoved',
      'teamMemberAdded',
      'teamRenamed',
    ]);
    expect(complaints).toEqual([]);
  });

  it('brings one back to one’s own chat when the team is deleted, and Entra can restore it', async () => {
    await (await open('People')).getByRole('button', { name: 'Delete the team' }).click();
    await page.getByRole('heading', { name: 'Rollcall', exact: true }).waitFor();
    expect(await page.getByText('Sample team › General').count()).toBe(0);

    const panel = await open('Microsoft Entra');
    await panel.getByRole('button', { name: 'Restore Sample team' }).click();
    await page.getByRole('button', { name: 'Sample team › General' }).waitFor();
    expect(events().slice(-2)).toEqual(['teamDeleted', 'teamRestored']);
    expect(complaints).toEqual([]);
  });

  it('shows the directory, fills and changes it, and lets Graph have a bad day', async () => {
    const panel = await open('Microsoft Entra');
    const press = (name: string) => panel.getByRole('button', { name, exact: true }).click();
    await panel
      .getByText('People in the directory of the sample organization: 5', { exact: true })
      .waitFor();

    await press('Change 100 people');
    await panel.getByText('Fill the directory first.').waitFor();
    await press('Fill with 20,000 people');
    await panel.getByText('People added: 20,000').waitFor();
    await panel.getByText('People in the directory of the sample organization: 20,005').waitFor();
    await press('Change 100 people');
    await panel.getByText('People with a new job title: 100').waitFor();
    await press('Remove 50 people');
    await panel.getByText('People removed: 50').waitFor();
    await panel.getByText('People in the directory of the sample organization: 19,955').waitFor();
    await press('Disable one person');
    await panel.getByText('People who can no longer sign in: 1').waitFor();
    await press('Expire the delta link');
    await panel.getByText('The delta link has expired').waitFor();
    await press('Throttle');
    await panel.getByText('Calls still to be answered 429: 3').first().waitFor();
    const throttled = await fetch(`${graph.url}/users/delta`);
    expect(throttled.status).toBe(429);
    await panel.getByText('Calls still to be answered 429: 2').first().waitFor();
    await press('Reset');
    await panel.getByRole('status').filter({ hasText: 'Graph works.' }).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('fits a screen of 320 pixels, with a name for all that can be pressed or filled in', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const title of ['People', 'Microsoft Entra']) {
      await open(title);
      expect(
        await page.evaluate<number>('document.documentElement.scrollWidth'),
      ).toBeLessThanOrEqual(320);
      expect(await page.evaluate(namelessButtons)).toEqual([]);
      await page.getByRole('button', { name: `Close ${title}` }).click();
    }
    expect(complaints).toEqual([]);
  });
});
