/** axe checks a page for people who use the keyboard, a screen reader, a narrow window or their own colours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** For the same names and structure in other colours. */
export const onlyContrast: RunOptions = { runOnly: ['color-contrast'] };
/** For the same colours in another language or direction. */
export const allButContrast: RunOptions = { rules: { 'color-contrast': { enabled: false } } };

/** The violations that axe finds on the page, each with its rule and elements. */
export async function violations(page: Page, options: RunOptions = {}): Promise<string[]> {
  await page.evaluate(axe);
  // Passed checks needn't be described: that is most of the work.
  const asked = { ...options, resultTypes: ['violations'] };
  const found = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(asked)})`);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}
