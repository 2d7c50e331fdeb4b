/** A person’s steps on the local Teams page, for pictures of it. */
import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** Selects the network, sends the file, and waits for the preview. */
export async function previewOf(page: Page, file: string): Promise<Locator> {
  await say(page, 'import employees');
  await newest(page, 'Send the file for the Employee network').waitFor();
  await page.setInputFiles('#file', file);
  await page.getByRole('list', { name: 'Files to send' }).getByText(basename(file)).waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  const card = page
    .locator('.card', { hasText: basename(file) })
    .filter({ has: page.getByRole('button', { name: 'Import', exact: true }) })
    .last();
  await card.waitFor();
  return card;
}

export async function say(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Type a message' }).fill(words);
  await page.keyboard.press('Enter');
}

export function newest(page: Page, text: string): Locator {
  return page.locator('.card', { hasText: text }).last();
}

/** Waits until scrolling and fading have ended, with no hover effect. */
export async function reconcile(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1_500);
}
