import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Activity } from 'botbuilder';
import { TurnContext } from 'botbuilder';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import {
  cardAnswer,
  cardMessage,
  messageAnswer,
  startEchoBot,
} from '../emulators/teams/echo-bot.ts';
import type { EchoBot } from '../emulators/teams/echo-bot.ts';
import { startLocalTeams } from '../support/local-teams.ts';
import type { TestTeams } from '../support/local-teams.ts';
import { complaintsOf, inBrowser, launch } from './chromium.ts';

function card(text: string, more: object = {}) {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text, wrap: true },
      {
        type: 'Input.ChoiceSet',
        id: 'network',
        label: 'Network',
        style: 'expanded',
        isRequired: true,
        errorMessage: 'Choose a network.',
        choices: [
          { title: 'Employee', value: 'Employee' },
          { title: 'Others', value: 'Others' },
        ],
      },
    ],
    actions: [
      {
        type: 'Action.Execute',
        title: 'Start',
        verb: 'start',
        data: { operation: 'o1' },
        fallback: { type: 'Action.Submit', title: 'Start', data: { operation: 'o1' } },
      },
    ],
    ...more,
  };
}

/** Run in the page. */
const droppedFile = `(() => {
  const transfer = new DataTransfer();
  transfer.items.add(new File(['Phone\\n'], 'dropped.csv'));
  return transfer;
})()`;
const namelessButtons = `[...document.querySelectorAll('button')]
  .filter((each) => (each.getAttribute('aria-label') ?? each.innerText).trim() === '')
  .map((each) => each.outerHTML)`;

inBrowser(describe)('the local Teams page', () => {
  let browser: Browser;
  let bot: EchoBot;
  let teams: TestTeams;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    bot = await startEchoBot();
    teams = await startLocalTeams(bot.endpoint);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    complaints = complaintsOf(page);
    await page.goto(`${teams.url}/#tara/personal`);
    await page.getByRole('heading', { name: 'Talk to Rollcall' }).waitFor();
  });
  afterEach(async () => {
    await page.close();
    await teams.stop();
    await bot.stop();
  });

  async function say(text: string): Promise<void> {
    await page.locator('#message').fill(text);
    await page.keyboard.press('Enter');
  }

  /** The first message of the bot's answer carries this card. */
  async function showCard(json: object): Promise<void> {
    bot.onMessage = async (context) => {
      await context.sendActivity(cardMessage(json));
    };
    await say('go');
    await page.getByRole('group', { name: 'A card' }).waitFor();
  }

  it('lets one talk with the bot, and shows names and markup as mere text', async () => {
    await say('hello <img src=x onerror=alert(1)>');

    const answer = page.getByText('You said: hello <img src=x onerror=alert(1)>');
    await answer.waitFor();
    expect(await page.locator('#log img:not(.avatar img)').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('shows pictures of people, which the embedded store has on another port', async () => {
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const store = createServer((_request, response) => {
      response.setHeader('Content-Type', 'image/png').end(Buffer.from(pixel, 'base64'));
    }).listen(0, '127.0.0.1');
    await once(store, 'listening');
    const { port } = store.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/picture`;
    await showCard(card('A picture', { body: [{ type: 'Image', url, altText: 'Ada' }] }));
    const picture = page.getByRole('img', { name: 'Ada' });
    await picture.waitFor();
    await expect(picture.evaluate('(each) => each.decode()')).resolves.toBeUndefined();
    expect(complaints).toEqual([]);
    store.close();
  });

  it('tells the bot the language that a person chose, and shows the chat from the side that it is read from', async () => {
    const heard: Partial<Activity>[] = [];
    bot.onMessage = async (context) => {
      heard.push(context.activity);
      const text = { ...card('مرحبًا'), lang: 'ar', rtl: true };
      await context.sendActivity(cardMessage(text));
    };
    await page.getByRole('combobox', { name: 'Language' }).selectOption('العربية');
    await page.locator('#log[dir=rtl]').waitFor();
    await say('help');
    await page.getByText('مرحبًا').waitFor();
    expect(heard[0]).toMatchObject({
      locale: 'ar-EG',
      entities: [{ type: 'clientInfo', locale: 'ar-EG' }],
    });
    expect(await page.locator('.card').getAttribute('dir')).toBe('rtl');
    // The page around it speaks the language, too.
    await page.getByPlaceholder('اكتب رسالة').waitFor();
    expect(await page.locator('#chats').innerText()).toContain('الدردشات');
    // So do its columns, and a chat's name stands at its picture.
    const [rail, chats, pane] = await Promise.all(
      ['#rail', '#chats', '#pane'].map(async (part) => (await page.locator(part).boundingBox())?.x),
    );
    expect(rail).toBeGreaterThan(chats ?? Infinity);
    expect(chats).toBeGreaterThan(pane ?? Infinity);
    const alignment = `getComputedStyle(document.querySelector('.chat')).textAlign`;
    expect(await page.evaluate(alignment)).toBe('start');

    // Another person’s Teams is unchanged, and this one’s is still in Arabic later.
    await page.locator('#rail').getByRole('button', { name: 'Omar' }).click();
    await page.locator('#log[dir=ltr]').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Tara tenant admin' }).click();
    await page.locator('#log[dir=rtl]').waitFor();
    expect(complaints).toEqual([]);
  });

  it('sends a file that was attached by the button, byte for byte', async () => {
    const bytes = Buffer.from('Phone\r\n+1 202 555 0100\r\n');
    const arrived = Promise.withResolvers<Buffer>();
    bot.onMessage = async ({ activity }) => {
      arrived.resolve(await firstFile(activity));
    };
    await page.setInputFiles('#file', { name: 'people.csv', mimeType: 'text/csv', buffer: bytes });
    await page.getByRole('list', { name: 'Files to send' }).getByText('people.csv').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();

    expect(await arrived.promise).toEqual(bytes);
    await page.getByRole('article').getByText('people.csv').waitFor();
  });

  it('sends a file that was dropped on the chat', async () => {
    const arrived = Promise.withResolvers<Buffer>();
    bot.onMessage = async ({ activity }) => {
      arrived.resolve(await firstFile(activity));
    };
    const dropped = await page.evaluateHandle(droppedFile);
    await page.dispatchEvent('#pane', 'dragenter', { dataTransfer: dropped });
    await page.getByText('Drop the file here').waitFor();
    await page.dispatchEvent('#pane', 'drop', { dataTransfer: dropped });
    await page.getByRole('button', { name: 'Send' }).click();

    expect((await arrived.promise).toString()).toBe('Phone\n');
  });

  it('lets a card’s button wait for the bot, once, and puts the answer in the card’s place', async () => {
    const answer = Promise.withResolvers<undefined>();
    bot.onInvoke = async () => {
      await answer.promise;
      return cardAnswer(card('Completed', { actions: [] }));
    };
    await showCard(card('Preview'));
    const start = page.getByRole('button', { name: 'Start' });

    await start.click();
    await page.getByText('Choose a network.').waitFor();
    await page.getByLabel('Employee').check();
    await start.click();
    await page.locator('.card.busy').waitFor();
    expect(await start.isVisible()).toBe(true);
    await start.click({ timeout: 200 }).catch(() => 'inert, as it should be');
    answer.resolve(undefined);

    await page.getByText('Completed').waitFor();
    expect(await start.count()).toBe(0);
    const invokes = bot.heard.filter(({ type }) => type === 'invoke');
    expect(invokes).toHaveLength(1);
    expect(invokes[0]?.value).toMatchObject({
      action: { verb: 'start', data: { operation: 'o1', network: 'Employee' } },
    });
  });

  it('shows the message that a button was answered with, and says when something went wrong', async () => {
    // Higher than the window, so that what is below it isn't in sight by itself.
    const body = Array.from({ length: 60 }, () => ({ type: 'TextBlock', text: 'Preview' }));
    await showCard(card('Preview', { body }));
    bot.onInvoke = () => messageAnswer('This was done already.');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('This was done already.').waitFor();
    // Below the newest card, where it would be out of sight.
    const endOf = (selector: string) =>
      page.evaluate<number>(`document.querySelector('${selector}').getBoundingClientRect().bottom`);
    expect(await endOf('.card-note')).toBeLessThanOrEqual(await endOf('#log'));

    bot.onInvoke = () => ({ status: 400 });
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Something went wrong. Please try again.').waitFor();
  });

  it('finds people from below the message box, and shows the card that would be sent', async () => {
    const asked: unknown[] = [];
    const title = 'Ada <b>Sample</b>';
    const tap = { type: 'invoke', value: { person: 'p1' } };
    const match = { contentType: 'thumbnail', content: {}, preview: { content: { title, tap } } };
    const adaptive = { contentType: 'application/vnd.microsoft.card.adaptive' };
    const chosen = { ...adaptive, content: card('Ada’s card'), preview: { content: { title } } };
    bot.onInvoke = ({ activity }) => {
      asked.push(activity.value);
      const isQuery = activity.name === 'composeExtension/query';
      const attachments = [isQuery ? match : chosen];
      return { status: 200, body: { composeExtension: { type: 'result', attachments } } };
    };
    await page.getByRole('button', { name: 'Find people' }).click();
    await page.getByRole('searchbox', { name: 'Find people' }).fill('ada');
    await page.getByRole('button', { name: title }).click();
    await page.getByText('Ada’s card').waitFor();
    expect(asked[0]).toMatchObject({ parameters: [{ name: 'initialRun' }] });
    expect(asked.at(-1)).toEqual({ person: 'p1' });
    expect(complaints).toEqual([]);
  });

  it('searches while one types, and sends what was chosen', async () => {
    const type = 'application/vnd.microsoft.search.searchResponse';
    const results = [
      { title: 'Ada Sample', value: 'p1' },
      { title: 'Bea Sample', value: 'p2' },
    ];
    const field = {
      type: 'Input.ChoiceSet',
      id: 'person',
      label: 'Person',
      style: 'filtered',
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'people' },
    };
    bot.onInvoke = ({ activity }) =>
      activity.name === 'application/search'
        ? { status: 200, body: { statusCode: 200, type, value: { results } } }
        : messageAnswer('Thanks.');
    await showCard(card('', { body: [field] }));

    await page.getByRole('combobox', { name: 'Person' }).fill('sam');
    await page.getByRole('option', { name: 'Bea Sample' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Thanks.').waitFor();

    expect(bot.heard.at(-1)?.value).toMatchObject({ action: { data: { person: 'p2' } } });
  });

  it('shows a card’s progress in place, and a dot where someone else got a notice', async () => {
    await showCard(card('10 %'));
    const [reference] = bot.heard.filter(({ type }) => type === 'message').map(referenceOf);
    const [shown] = teams.tara.cards();

    await bot.adapter.continueConversationAsync('', reference ?? {}, async (context) => {
      await context.updateActivity({ ...cardMessage(card('90 %')), id: shown?.message.id ?? '' });
    });
    await page.getByText('90 %').waitFor();
    expect(await page.getByText('10 %').count()).toBe(0);

    await teams.omar.say('something for Omar');
    await page.getByRole('button', { name: 'Omar organization admin 1 unread' }).click();
    await page.getByText('something for Omar').waitFor();
    await page.getByRole('button', { name: 'Omar organization admin', exact: true }).waitFor();
  });

  it('keeps what one has chosen when the card is sent anew meanwhile', async () => {
    await showCard(card('Waits'));
    await page.getByLabel('Others').check();
    const [reference] = bot.heard.filter(({ type }) => type === 'message').map(referenceOf);
    const [shown] = teams.tara.cards();
    for (const title of ['Waits', 'Waits still']) {
      await bot.adapter.continueConversationAsync('', reference ?? {}, async (context) => {
        await context.updateActivity({ ...cardMessage(card(title)), id: shown?.message.id ?? '' });
      });
    }
    await page.getByText('Waits still').waitFor();
    bot.onInvoke = () => messageAnswer('Thanks.');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Thanks.').waitFor();
    expect(bot.heard.at(-1)?.value).toMatchObject({ action: { data: { network: 'Others' } } });
  });

  it('tells both directions as raw JSON, and flips switches that the connector heeds', async () => {
    await say('hello');
    await page.getByText('You said: hello').waitFor();
    await page.getByRole('button', { name: 'Raw activities' }).click();
    const panel = page.getByRole('complementary', { name: 'Raw activities' });
    await panel.getByRole('searchbox').fill('you said');
    await panel.locator('summary:visible').first().click();
    await panel.locator('pre', { hasText: '"You said: hello"' }).first().waitFor();

    await page.getByRole('button', { name: 'Switches' }).click();
    await page.getByText('Older client').click();
    await page.getByRole('button', { name: 'Switches', exact: true }).getByText('1').waitFor();
    expect(teams.switches.now().olderClient).toBe(true);
  });

  it('says so when the bot is not there, and keeps the words', async () => {
    await bot.stop();
    await say('is anyone there');
    await page.getByText('The bot can’t be reached').waitFor();
    await page.getByText('is anyone there').waitFor();
  });

  it('fits a screen of 320 pixels, light and dark, with a name for every button', async () => {
    await showCard(card('A '.repeat(200)));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 640 });
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(320);
    }
    const nameless = await page.evaluate(namelessButtons);
    expect(nameless).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

function referenceOf(activity: Activity) {
  return TurnContext.getConversationReference(activity);
}

async function firstFile(activity: Activity): Promise<Buffer> {
  const file = activity.attachments?.find(({ contentType }) => contentType.includes('file'));
  const { downloadUrl } = file?.content as { downloadUrl: string };
  const response = await fetch(downloadUrl);
  return Buffer.from(await response.arrayBuffer());
}
