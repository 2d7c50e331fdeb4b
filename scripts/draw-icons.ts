/**
 * npm run icons
 * Draws the icons of the app package from appPackage/icon.svg. Needs a Chromium (Debian's, or the one that
 * CHROMIUM names). Check them before you commit them.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { drawIcon, icons } from './app-package/draw-icon.ts';
import { fromCommandLine, noOptions } from './command-line.ts';

fromCommandLine(
  { usage: 'npm run icons', does: 'Draws the icons of the app package from appPackage/icon.svg.' },
  noOptions,
);
const folder = join(import.meta.dirname, '../appPackage');
const svg = await readFile(join(folder, 'icon.svg'), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const icon of Object.values(icons)) {
    await writeFile(join(folder, icon.file), await drawIcon(browser, svg, icon));
  }
} finally {
  await browser.close();
}
