/** Pixels of a PNG file, as red, green, blue and how opaque, each 0 to 255. */
import { decode } from 'fast-png';

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly Pixel[];
}

/** @throws Error when the file is no PNG, or one with another kind of colours than browsers draw */
export function pictureOf(png: Uint8Array): Picture {
  const { width, height, data, channels, depth, palette } = decode(png);
  if (depth !== 8 || palette !== undefined || channels < 3) {
    throw new Error(`not red, green and blue of 8 bits: ${channels} channels of ${depth}`);
  }
  const pixels = Array.from({ length: width * height }, (_, index): Pixel => {
    const at = (channel: number) => data[index * channels + channel] ?? 0;
    return [at(0), at(1), at(2), channels === 4 ? at(3) : 255];
  });
  return { width, height, pixels };
}

/** Which share of the pixels a person could tell apart: browsers smooth edges a little differently. 0 to 1. */
export function difference(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) return 1;
  const differing = one.pixels.filter((pixel, index) =>
    pixel.some((value, channel) => Math.abs(value - (other.pixels[index]?.[channel] ?? 0)) > 48),
  );
  return differing.length / one.pixels.length;
}
