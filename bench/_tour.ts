import { chromium } from 'playwright-core';
import { writeFileSync } from 'node:fs';
export async function open(url: string, opts: any = {}) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], timeout: 120000 });
  const ctx = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...opts });
  ctx.setDefaultTimeout(60000);
  const page = await ctx.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (e) => complaints.push(String(e)));
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) complaints.push(m.text()); });
  const T = {
    browser, page, complaints,
    async as(key: string, chat = 'personal') { await page.goto(`${url}/#${key}/${chat}`); await page.locator('#composer textarea').waitFor(); await page.waitForTimeout(700); },
    async say(text: string, wait?: string | RegExp) {
      const before = await page.locator('#log .message, #log article, #log > *').count();
      await page.locator('#composer textarea').fill(text); await page.keyboard.press('Enter');
      if (wait) await page.locator('.card', { hasText: wait }).last().waitFor(); else { await page.waitForFunction((n) => document.querySelectorAll('#log > *').length > n + 1, before, { timeout: 30000 }).catch(() => {}); }
      await page.waitForTimeout(1200);
    },
    async attach(file: string, wait: string | RegExp) { await page.locator('input[type=file]').setInputFiles(file); await page.keyboard.press('Enter'); await page.locator('.card', { hasText: wait }).last().waitFor(); await page.waitForTimeout(800); },
    card: () => page.locator('.card').last(),
    async press(title: string | RegExp, wait?: string | RegExp, card = page.locator('.card').last()) {
      await card.getByRole('button', { name: title, exact: typeof title === 'string' }).first().click();
      if (wait) await page.locator('.card', { hasText: wait }).last().waitFor();
      await page.waitForTimeout(1500);
    },
    text: async () => (await page.locator('.card').last().innerText()).replace(/\n+/g, ' | '),
    async shot(name: string) { await page.screenshot({ path: `/tmp/hands/shots/${name}.png` }); const t = await page.locator('#log').innerText().catch(() => ''); writeFileSync(`/tmp/hands/shots/${name}.txt`, t.slice(-4000)); },
  };
  return T;
}
