/**
 * Prints a Markdown table of every card: how high the official renderer draws it on a phone and wide, as it is first
 * seen, and how many buttons are in sight. With the folder of another version, before and after:
 *
 * node scripts/measure-cards.ts [<folder of the version before>]
 *
 * Needs a Chromium (Debian's, or the one that CHROMIUM names).
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { galleryPage } from '../test/cards/gallery.ts';
import type { NamedCard } from '../test/cards/words.ts';
import { markdownTable } from './markdown-table.ts';

interface Size {
  readonly narrow: number;
  readonly wide: number;
  readonly buttons: number;
}

const root = join(import.meta.dirname, '..');
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const [before] = process.argv.slice(2);
const now = await sizesOf(browser, root);
const then = before === undefined ? new Map<string, Size>() : await sizesOf(browser, before);
await browser.close();
console.log(markdownTable(['card', '320 px', '560 px', 'buttons'], rows()));

function rows(): string[][] {
  const names = new Set([...now.keys(), ...then.keys()]);
  return [...names].map((name) => [
    name,
    ...(['narrow', 'wide', 'buttons'] as const).map((key) => {
      const [old, today] = [then.get(name)?.[key], now.get(name)?.[key]];
      if (before === undefined) return String(today);
      return `${String(old ?? '–')} → ${String(today ?? '–')}`;
    }),
  ]);
}

async function sizesOf(browser: Browser, folder: string): Promise<Map<string, Size>> {
  const cards = await cardsOf(folder);
  const narrow = await measure(browser, cards, 320);
  const wide = await measure(browser, cards, 560);
  return new Map(
    cards.map(({ name }) => [
      name,
      {
        narrow: narrow[name]?.height ?? 0,
        wide: wide[name]?.height ?? 0,
        buttons: narrow[name]?.buttons ?? 0,
      },
    ]),
  );
}

async function cardsOf(folder: string): Promise<readonly NamedCard[]> {
  const load = (path: string): Promise<unknown> => import(pathToFileURL(join(folder, path)).href);
  const { everyCard } = (await load('test/cards/every-card.ts')) as {
    readonly everyCard: (words: unknown) => readonly NamedCard[];
  };
  const { plainWords } = (await load('test/cards/words.ts')) as { plainWords: unknown };
  return everyCard(plainWords);
}

type Measured = Record<string, { readonly height: number; readonly buttons: number }>;

async function measure(
  browser: Browser,
  cards: readonly NamedCard[],
  width: number,
): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: width + 16, height: 800 } });
  await page.setContent(galleryPage(cards, { dark: false, width, isFolded: true }));
  const measured = await page.evaluate<Measured>(`Object.fromEntries(
    [...document.querySelectorAll('section')].map((section) => [section.id, {
      height: Math.round(section.querySelector('.ac-adaptiveCard').getBoundingClientRect().height),
      buttons: [...section.querySelectorAll('button, [role=button]')].filter((button) => button.getClientRects().length > 0).length,
    }]),
  )`);
  await page.close();
  return measured;
}
