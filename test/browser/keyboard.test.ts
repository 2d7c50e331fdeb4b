/** The local page with a keyboard alone, in every language, and with room for a finger. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { languages } from '../../src/text/text.ts';
import { cardMessage, messageAnswer, startEchoBot } from '../emulators/teams/echo-bot.ts';
import type { EchoBot } from '../emulators/teams/echo-bot.ts';
import { startLocalTeams } from '../support/local-teams.ts';
import type { TestTeams } from '../support/local-teams.ts';
import { inBrowser, launch } from './chromium.ts';
import { eventually } from '../support/eventually.ts';

const block = (text: string) => ({ type: 'TextBlock', text, wrap: true });
const choices = ['Employee', 'Others'].map((value) => ({ title: value, value }));

/** Every kind of control that a card can have. */
const everyControl = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    block('Every control'),
    { type: 'Input.Text', id: 'name', label: 'Name' },
    { type: 'Input.Text', id: 'about', label: 'About', isMultiline: true },
    { type: 'Input.Number', id: 'limit', label: 'Limit' },
    { type: 'Input.Date', id: 'day', label: 'Day' },
    { type: 'Input.Toggle', id: 'sure', title: 'Sure' },
    { type: 'Input.ChoiceSet', id: 'network', label: 'Network', style: 'expanded', choices },
    { type: 'Input.ChoiceSet', id: 'other', label: 'Other', style: 'compact', choices },
    {
      type: 'Input.ChoiceSet',
      id: 'person',
      label: 'Person',
      style: 'filtered',
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'people' },
    },
    {
      type: 'Container',
      selectAction: { type: 'Action.Execute', title: 'Ada Sample', verb: 'row', data: {} },
      items: [block('Ada Sample')],
    },
    { ...block('The rest'), id: 'rest', isVisible: false },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Start', verb: 'start', data: {} },
    { type: 'Action.ToggleVisibility', title: 'More', targetElements: ['rest'] },
    { type: 'Action.OpenUrl', title: 'Download', url: 'https://files.example/' },
    {
      type: 'Action.Submit',
      title: 'Open in a window',
      associatedInputs: 'none',
      data: { msteams: { type: 'task/fetch' } },
    },
  ],
};

const dialogAnswer = {
  status: 200,
  body: {
    task: {
      type: 'continue',
      value: {
        title: 'Edit',
        card: {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            ...everyControl,
            body: everyControl.body.filter(({ type }) => type !== 'Container'),
            actions: [{ type: 'Action.Submit', title: 'Save', data: { save: true } }],
          },
        },
      },
    },
  },
};

/** Run in the page: the focusable controls in sight, within the element; radio buttons of a group are one. */
const inPage = `
window.kb = {
  controls(within) {
    const all = [...document.querySelector(within).querySelectorAll(
      'button, input, select, textarea, summary, a[href], [tabindex="0"]')];
    return all.filter((each) => {
      if (each.disabled || each.closest('[inert], [hidden]')) return false;
      if (each.type === 'radio' && each !== all.find((one) => one.name === each.name && one.type === 'radio')) return false;
      const { width, height } = each.getBoundingClientRect();
      return width > 0 && height > 0 && getComputedStyle(each).visibility === 'visible';
    });
  },
  same(one, other) {
    return one === other || (one?.type === 'radio' && other?.type === 'radio' && one.name === other.name);
  },
  nameOf(each) {
    return (each.getAttribute('aria-label') || each.title || each.innerText || each.placeholder || each.id || each.outerHTML).trim().slice(0, 80);
  },
  /** the outline, its own or that of what is drawn in its place */
  isFocusSeen(each) {
    return [each, each.nextElementSibling, each.closest('.writing')].some((one) => {
      if (one === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
    });
  },
  /** A label is a part of what is pressed. */
  sizeOf(each) {
    const label = each.closest('label');
    const row = each.matches('[type=radio], [type=checkbox]') ? label ?? each.parentElement : each;
    const { width, height } = row.getBoundingClientRect();
    return [width, height];
  },
};`;

interface Walk {
  readonly missed: readonly string[];
  readonly unseen: readonly string[];
  readonly small: readonly string[];
}

inBrowser(describe)('the local page without a mouse', () => {
  let browser: Browser;
  let bot: EchoBot;
  let teams: TestTeams;
  let page: Page;
  beforeAll(async () => {
    [browser, bot] = await Promise.all([launch(), startEchoBot()]);
    bot.onMessage = async (context) => {
      await context.sendActivity(cardMessage(everyControl));
    };
    bot.onInvoke = ({ activity }) => {
      if (activity.name === 'task/fetch') return dialogAnswer;
      if (activity.name === 'task/submit') return { status: 200 };
      return messageAnswer('Done.');
    };
    teams = await startLocalTeams(bot.endpoint, { languages: languages() });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${teams.url}/#tara/channel`);
    await page.getByRole('heading', { name: 'Talk to Rollcall' }).waitFor();
    await page.evaluate(inPage);
    await page.getByRole('textbox', { name: 'Type a message' }).fill('go');
    await page.keyboard.press('Enter');
    await page.getByText('Every control').first().waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await teams.stop();
    await bot.stop();
  });

  const focusedName = () => page.evaluate<string>('kb.nameOf(document.activeElement)');
  /** The page moves the focus when it has drawn. */
  const expectFocused = (name: string) =>
    eventually(async () => {
      expect(await focusedName()).toBe(name);
    });

  /** Presses Tab from the first control of the element to the last. */
  async function walk(within: string): Promise<Walk> {
    const count = await page.evaluate<number>(`(() => {
      kb.left = kb.controls('${within}');
      kb.unseen = [];
      kb.small = kb.left.filter((each) => !each.matches('#log') && Math.min(...kb.sizeOf(each)) < 44)
        .map((each) => kb.nameOf(each) + ' ' + kb.sizeOf(each).map(Math.round));
      return kb.left.length;
    })()`);
    const note = `(() => {
      const at = document.activeElement;
      const known = kb.left.find((each) => kb.same(each, at));
      if (known !== undefined && !kb.isFocusSeen(at)) kb.unseen.push(kb.nameOf(at));
      kb.left = kb.left.filter((each) => each !== known);
      return kb.left.length;
    })()`;
    let left = await page.evaluate<number>(note);
    // A date has several fields, and the page has controls beside those of the element.
    for (let steps = 0; left > 0 && steps < 3 * count + 80; steps += 1) {
      await page.keyboard.press('Tab');
      left = await page.evaluate<number>(note);
    }
    return page.evaluate<Walk>(
      '({ missed: kb.left.map(kb.nameOf), unseen: kb.unseen, small: kb.small })',
    );
  }

  const nothing: Walk = { missed: [], unseen: [], small: [] };

  it.each([
    [1280, 900],
    [320, 640],
  ])(
    'reaches every control by Tab, sees where it is, and has 44 pixels: %i wide',
    async (...at) => {
      await page.setViewportSize({ width: at[0], height: at[1] });
      await page.locator('#rail button').first().focus();
      expect(await walk('body')).toEqual(nothing);
    },
  );

  it('opens and closes each panel, whose controls are reached, and gives the focus back', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const name of ['People', 'Raw activities', 'Switches']) {
      await page.locator(`#chat-header button[aria-label="${name}"]`).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('complementary', { name }).waitFor();
      await expectFocused(`Close ${name}`);
      expect([name, await walk('#panel')]).toEqual([name, nothing]);
      await page.keyboard.press('Escape');
      await page.locator('#panel').waitFor({ state: 'hidden' });
      await expectFocused(name);
    }
  });

  it('has a dialog that keeps the focus, is left by Escape, and gives it back', async () => {
    await page.getByRole('button', { name: 'Open in a window' }).first().focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Edit' });
    await dialog.waitFor();
    expect(await page.evaluate('document.activeElement.closest("dialog") !== null')).toBe(true);
    expect(await walk('dialog')).toEqual(nothing);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expectFocused('Open in a window');

    await page.keyboard.press('Space');
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Save' }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    // A search of one of its fields may still have been under way.
    expect(bot.heard.findLast(({ name }) => name === 'task/submit')).toMatchObject({
      value: { data: { save: true, sure: 'false' } },
    });
    await expectFocused('Open in a window');
  });

  it('chooses with arrows, opens rows with Enter or Space, and leaves the look-up by Escape', async () => {
    await page.getByLabel('Employee').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('Others').first().isChecked()).toBe(true);

    for (const key of ['Enter', 'Space']) {
      await page.getByRole('button', { name: 'Ada Sample' }).first().focus();
      const heard = bot.heard.length;
      await page.keyboard.press(key);
      await page.getByText('Done.').first().waitFor();
      expect(bot.heard.length).toBeGreaterThan(heard);
    }

    const find = page.getByRole('button', { name: 'Find people' });
    await find.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox', { name: 'Find people' }).waitFor();
    await page.keyboard.press('Escape');
    await expectFocused('Find people');
    expect(await find.getAttribute('aria-expanded')).toBe('false');
  });

  it.each(languages().filter((language) => language !== 'en'))(
    'speaks the language of the person, with nothing left in English: %s',
    async (language) => {
      const locale = new Intl.Locale(language).maximize().toString();
      await page.evaluate(`fetch('/api/people/tara/language', {
        method: 'PUT', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ locale: '${locale}' }) })`);
      await page.locator(`#log[lang="${locale}"]`).waitFor();
      for (const panel of ['people', 'traffic', 'switches']) {
        await page.locator(`#chat-header [data-panel=${panel}]`).click();
        const left = await page.evaluate<string[]>(`(async () => {
          const en = (await import('/page/words/en.js')).default;
          const own = (await import('/page/words/${language.split('-')[0] ?? ''}.js')).default;
          const english = new Set(Object.keys(en).filter((key) => en[key] !== own[key]).map((key) => en[key]));
          const chrome = [...document.querySelectorAll('#rail *, #chats *, #chat-header *, #panel *, #composer *')];
          const words = chrome.flatMap((each) => [
            ...[...each.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data),
            ...['aria-label', 'title', 'placeholder'].map((name) => each.getAttribute(name)),
          ]);
          return words.filter((one) => one !== null && english.has(one.trim()));
        })()`);
        expect([panel, left]).toEqual([panel, []]);
        await page.keyboard.press('Escape');
      }
    },
  );
});
