import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { unpackAction } from '../../src/cards/action-data.ts';
import { everyCard } from '../cards/every-card.ts';
import { plainWords } from '../cards/words.ts';
import type { NamedCard, Words } from '../cards/words.ts';
import { languages, textFor } from '../../src/text/text.ts';
import { galleryPage } from '../cards/gallery.ts';
import { allButContrast, onlyContrast, violations } from './axe.ts';
import { inBrowser, launch } from './chromium.ts';

/** Names without a place to break are what makes a narrow card overflow. */
const longWords: Words = {
  person: 'W'.repeat(200),
  file: `${'people_'.repeat(30)}.csv`,
  value: '<img src=x onerror=alert(1)>'.repeat(6).replaceAll(' ', '_'),
  link: 'https://files.example/original',
};

const made = new Map<string, readonly NamedCard[]>();

/** Every card. To build them all takes half as long as to draw them, so each language's are built once. */
function cardsIn(language: string, words: Words = plainWords): readonly NamedCard[] {
  const key = `${language} ${words.file}`;
  const cards = made.get(key) ?? everyCard(words, undefined, textFor(language, 'Europe/Berlin'));
  made.set(key, cards);
  return cards;
}

/** Runs in the page: whatever sticks out of its card or is cut off inside it. What was typed into a field scrolls. */
const findCut = `[...document.querySelectorAll('section')].flatMap((section) => {
  const { left, right } = section.getBoundingClientRect();
  return [...section.querySelectorAll('*')]
    .filter((element) => element.getClientRects().length > 0 && getComputedStyle(element).display !== 'inline')
    .filter((element) => element.getBoundingClientRect().right > right + 1 || element.getBoundingClientRect().left < left - 1 || (element.tagName !== 'INPUT' && element.scrollWidth > element.clientWidth + 1))
    .map((element) => section.id + ' (' + element.className + '): ' + element.textContent.slice(0, 60));
})`;

/** Runs in the page: rows whose first column doesn't stand on the right, or texts that begin on the left. */
const findLeftToRight = `[...document.querySelectorAll('section')].flatMap((section) => {
  const sets = [...section.querySelectorAll('.ac-columnSet')].filter((set) => set.getClientRects().length > 0);
  const turned = sets.filter((set) => {
    const columns = [...set.children].filter((child) => child.matches('.ac-container') && child.clientWidth > 0);
    const rights = columns.map((column) => column.getBoundingClientRect().right);
    return rights.some((right, index) => index > 0 && right > rights[index - 1] + 1);
  });
  const texts = [...section.querySelectorAll('.ac-textBlock')].filter((text) => getComputedStyle(text).direction !== 'rtl');
  return [...turned, ...texts].map((element) => section.id + ' (' + element.className + '): ' + element.textContent.slice(0, 60));
})`;

/** Runs in the page: words that are cut in two at the end of a line. An address is no word, and breaks where it has to. */
const findBroken = `[...document.querySelectorAll('section')].flatMap((section) => {
  const broken = [];
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    for (const token of node.data.matchAll(/\\S+/gu)) {
      if (/[@/]|[.]\\p{L}/u.test(token[0])) continue;
      // A word with soft hyphens says itself where it may be broken.
      for (const { index, 0: word } of token[0].matchAll(/[\\p{L}\\p{M}\\u00AD]+/gu)) {
        if (word.includes('\\u00AD')) continue;
        const range = document.createRange();
        range.setStart(node, token.index + index);
        range.setEnd(node, token.index + index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(section.id + ': ' + word);
      }
    }
  }
  return broken;
})`;

/** Runs in the page: email addresses of usual length that are broken. */
const findBrokenAddresses = `[...document.querySelectorAll('section')].flatMap((section) => {
  const broken = [];
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    for (const { index, 0: address } of node.data.matchAll(/[\\w.]+@[\\w.]+\\w/gu)) {
      if (address.length > 36) continue;
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + address.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(section.id + ': ' + address);
    }
  }
  return broken;
})`;

inBrowser(describe)('the cards as the official renderer draws them', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  /** Draws them on a phone, and looks at what a person would see. */
  async function drawn(
    cards: readonly NamedCard[],
    { dark = false, isNewer = false }: { dark?: boolean; isNewer?: boolean } = {},
  ): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 336, height: 800 } });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.setContent(galleryPage(cards, { dark, width: 320, isNewer }));
    expect(await page.locator('section .ac-adaptiveCard').count()).toBe(cards.length);
    expect(await page.evaluate(findCut)).toEqual([]);
    expect(await page.locator('section img:not([src^="data:"]), section script').count()).toBe(0);
    expect(complaints).toEqual([]);
    return page;
  }

  /** As they are in a wide window: only the layout changes. */
  async function widened(page: Page): Promise<void> {
    await page.setViewportSize({ width: 576, height: 800 });
    await page.evaluate("document.documentElement.style.setProperty('--width', '560px')");
    expect(await page.evaluate(findCut)).toEqual([]);
  }

  it.each([...languages()])('are whole and readable in %s, on a phone', async (language) => {
    const cards = cardsIn(language);
    const page = await drawn(cards);
    expect(await page.evaluate(findBroken)).toEqual([]);
    expect(await page.evaluate(findBrokenAddresses)).toEqual([]);
    // Columns, bars and inputs stand in the order in which they are read.
    const turned = await page.evaluate<string[]>(findLeftToRight);
    if (new Intl.Locale(language).language === 'ar') expect(turned).toEqual([]);
    else expect(turned.length).toBeGreaterThan(cards.length);

    // The same page, for people who hear it, and for those with a wide window.
    if (language === 'en') expect(await violations(page)).toEqual([]);
    if (language === 'ar') expect(await violations(page, allButContrast)).toEqual([]);
    if (language === 'en') await widened(page);
    await page.close();
  });

  it('are whole and have enough contrast in the dark', async () => {
    const page = await drawn(cardsIn('en'), { dark: true });
    expect(await violations(page, onlyContrast)).toEqual([]);
    await page.close();
  });

  // Names and values are the same in all languages: beside labels that are long, and from right to left.
  it.each(['en', 'de', 'ar'])('are whole and readable with long words in %s', async (language) => {
    const page = await drawn(cardsIn(language, longWords));
    if (language === 'ar') expect(await page.evaluate(findLeftToRight)).toEqual([]);
    if (language === 'en') await widened(page);
    await page.close();
  });

  // Teams knows elements that the renderer doesn't: there each falls back on one that it knows, which the others show.
  it.each(['en', 'ar'])('are whole and readable with newer elements in %s', async (language) => {
    const page = await drawn(cardsIn(language, longWords), { isNewer: true });
    expect(await page.locator('.badge').count()).toBeGreaterThan(20);
    await page.close();
  });

  it('hand over what was chosen for an export, also what is folded away, and for a schedule both forms', async () => {
    const page = await browser.newPage();
    const cards = cardsIn('en').filter(({ name }) => name === 'export-form');
    await page.setContent(galleryPage(cards, { dark: false, width: 560 }));
    await page.evaluate(
      'AdaptiveCards.AdaptiveCard.onExecuteAction = ({ verb, data }) => { window.pressed = [verb, data]; }',
    );
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).click();
      const [verb, data] = await page.evaluate<[unknown, unknown]>('window.pressed');
      return unpackAction(verb, data);
    };

    // Nobody has unfolded the columns: all are ticked.
    expect(await press('Create request')).toMatchObject({ columns: 'all', network: 'All' });

    expect(await page.getByText('All columns').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Choose columns…' }).click();
    await page.getByLabel('Email').uncheck();
    // The earlier text is gone.
    expect(await page.getByText('All columns').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Choose columns…' }).click();
    await page.getByLabel('Others', { exact: true }).check();
    const created = await press('Create request');
    expect(created).toMatchObject({ verb: 'create-export', network: 'Others', format: 'csv' });
    expect(created).toHaveProperty('columns', expect.not.arrayContaining(['email']));
    expect(created).toHaveProperty('columns', expect.arrayContaining(['firstName']));

    await page.getByRole('button', { name: 'Schedule…' }).click();
    await page.getByLabel('How often?').selectOption('month');
    await page.getByLabel('Day of the month').selectOption('31');
    expect(await press('Save schedule')).toMatchObject({
      verb: 'save-schedule',
      network: 'Others',
      every: 'month',
      day: 31,
      hour: 9,
    });
    await page.close();
  });
});
