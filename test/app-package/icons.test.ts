import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { drawIcon, icons } from '../../scripts/app-package/draw-icon.ts';
import { readManifest } from '../../scripts/app-package/manifest.ts';
import { inBrowser, launch } from '../browser/chromium.ts';
import { difference, pictureOf } from './picture.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));
const pictureIn = (file: string) => pictureOf(read(`appPackage/${file}`));
const svg = read('appPackage/icon.svg').toString();
const { icons: named, accentColor } = readManifest();
const ground = [1, 3, 5].map((at) => Number.parseInt(accentColor.slice(at, at + 2), 16));

describe('icons that Teams would refuse, or nobody could make out:', () => {
  it('the colour icon is 192 pixels square and has no hole that another colour would show through', () => {
    const { width, height, pixels } = pictureIn(named.color);
    expect([width, height]).toEqual([192, 192]);
    expect(pixels.filter(([, , , alpha]) => alpha !== 255)).toEqual([]);
  });

  it('the marks of the colour icon lie where Teams never cuts: in the middle 120 pixels, the accent colour around them', () => {
    const { width, pixels } = pictureIn(named.color);
    const outside = pixels.filter((_, index) =>
      [index % width, Math.floor(index / width)].some((at) => at < 36 || at >= 156),
    );
    expect(outside.filter(([...rgb]) => rgb.slice(0, 3).join() !== ground.join())).toEqual([]);
    const white = pixels.filter(([red, green, blue]) => red + green + blue === 765);
    expect(white.length / pixels.length).toBeGreaterThan(0.05);
  });

  it('the outline icon is 32 pixels square, white and nothing else, on nothing', () => {
    const { width, height, pixels } = pictureIn(named.outline);
    expect([width, height]).toEqual([32, 32]);
    const drawn = pixels.filter(([, , , alpha]) => alpha > 0);
    expect(drawn.filter(([red, green, blue]) => red + green + blue !== 765)).toEqual([]);
    expect(pixels.filter(([, , , alpha]) => alpha === 255).length).toBeGreaterThan(100);
    expect(pixels.filter(([, , , alpha]) => alpha === 0).length).toBeGreaterThan(500);
    const corners = [0, 31, 32 * 31, 32 * 32 - 1].map((index) => pixels[index]?.[3]);
    expect(corners).toEqual([0, 0, 0, 0]);
  });

  it('local Teams shows the bot with the same marks and colour', () => {
    const local = read('emulators/teams/page/icon.svg').toString();
    const marks = /<g id="present">[^]*$/.exec(svg)?.[0];
    expect(marks).toContain('<path');
    expect(local).toContain(marks);
    for (const drawing of [svg, local]) expect(drawing).toContain(`fill="${accentColor}"`);
  });
});

inBrowser(describe)('icons that are older than their drawing:', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
  });

  it.each(Object.values(icons))('$file is what appPackage/icon.svg looks like', async (icon) => {
    const drawn = pictureOf(await drawIcon(browser, svg, icon));
    expect(difference(drawn, pictureIn(icon.file))).toBeLessThan(0.01);
  });

  it.each(Object.values(icons))('a tick that has moved is seen in $file', async (icon) => {
    const moved = svg.replace('M17.5 11.5', 'M18.5 11.5');
    expect(moved).not.toBe(svg);
    const drawn = pictureOf(await drawIcon(browser, moved, icon));
    expect(difference(drawn, pictureIn(icon.file))).toBeGreaterThan(0.01);
  });

  it('the icons that are drawn are those that the manifest names', () => {
    expect({ color: icons.color.file, outline: icons.outline.file }).toEqual(named);
  });
});
