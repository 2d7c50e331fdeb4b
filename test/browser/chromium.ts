/** Debian's Chromium for the browser tests; where there is none, they are skipped and say so. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const present = existsSync(executablePath);
if (!present) console.warn(`skipped: no Chromium at ${executablePath}, so no browser test has run`);

/** @param describe the test file's own */
export const inBrowser = <T>(describe: T & { readonly skip: T }): T =>
  present ? describe : describe.skip;

/** Only what never appears is waited for so long, however busy the machine is. */
const patienceMs = 300_000;

export async function launch(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...quiet];
  const browser = await chromium.launch({ executablePath, args, timeout: patienceMs });
  browser.on('context', (context) => context.setDefaultTimeout(patienceMs));
  return browser;
}

/** Collects the page's console errors and uncaught errors. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return complaints;
}
