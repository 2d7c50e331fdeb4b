/** A short animation: a file becomes people. */
import { basename } from 'node:path';
import { decode } from 'fast-png';
import { encode } from 'modern-gif';
import type { Page } from 'playwright-core';
import { newest, reconcile, say } from './on-the-page.ts';

const size = { width: 960, height: 760 };

interface Frame {
  readonly data: Uint8Array;
  /** milliseconds */
  readonly delay: number;
}

/** @returns a GIF of the page, while an admin sends the file, imports it, and finds a person of it */
export async function filmImport(page: Page, file: string): Promise<Uint8Array> {
  await page.setViewportSize(size);
  const frames: Frame[] = [];
  const film = async (delay: number) => {
    await reconcile(page);
    frames.push({ data: pixelsOf(await page.screenshot()), delay });
  };

  await newest(page, 'Import people').waitFor();
  await film(1_500);
  await page.setInputFiles('#file', file);
  await page.getByRole('list', { name: 'Files to send' }).getByText(basename(file)).waitFor();
  await film(1_200);
  await page.getByRole('button', { name: 'Send' }).click();
  const question = newest(page, 'Which network');
  await question.getByLabel('Employee').check();
  await film(1_500);
  await question.getByRole('button', { name: 'Continue' }).click();
  const preview = newest(page, 'If you import');
  await preview.waitFor();
  await film(2_500);
  await preview.getByRole('button', { name: 'Import', exact: true }).click();
  await newest(page, 'Import completed').waitFor();
  await film(2_500);
  await say(page, 'find zoe');
  await newest(page, 'zoe.exemple@example.com').waitFor();
  await film(3_000);

  return new Uint8Array(await encode({ ...size, frames, format: 'arrayBuffer', maxColors: 128 }));
}

function pixelsOf(png: Uint8Array): Uint8Array {
  const { data, channels } = decode(png);
  if (channels === 4) return new Uint8Array(data);
  // Without transparency there are three numbers to a point.
  const points = data.length / channels;
  const all = new Uint8Array(points * 4).fill(255);
  for (let at = 0; at < points; at += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      all[at * 4 + channel] = data[at * channels + channel] ?? 0;
    }
  }
  return all;
}
