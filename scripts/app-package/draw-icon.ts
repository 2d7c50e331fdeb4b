import type { Browser } from 'playwright-core';

export interface Icon {
  readonly file: string;
  /** pixels of each side */
  readonly size: number;
  /** the part of the SVG to draw: all of it, or the marks alone, enlarged */
  readonly style: string;
  readonly viewBox: string;
}

/** The two icons that Teams requires: a full square that it rounds itself, and a white drawing on a transparent background. */
export const icons = {
  color: { file: 'color.png', size: 192, style: '', viewBox: '0 0 32 32' },
  outline: {
    file: 'outline.png',
    size: 32,
    style: '#ground { display: none }',
    viewBox: '4 4 24 24',
  },
} as const satisfies Record<string, Icon>;

/** @returns a PNG file */
export async function drawIcon(browser: Browser, svg: string, icon: Icon): Promise<Buffer> {
  const { size, style, viewBox } = icon;
  const drawing = svg.replace(/viewBox="[^"]*"/, `viewBox="${viewBox}"`);
  const layout = `body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }`;
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  try {
    await page.setContent(`<style>${layout} ${style}</style>${drawing}`);
    return await page.screenshot({ omitBackground: true });
  } finally {
    await page.close();
  }
}
