import { isAscii, isUtf8 as isUtf8Text } from 'node:buffer';
import { AppError } from '../../../errors.ts';
import type { CountryCode } from '../../../domain/phone.ts';
import { piecesOf } from './pieces.ts';
import { detectEncoding, type DetectedEncoding } from './letters/detect.ts';
import { oldEncodingOf } from './letters/encodings.ts';
import { createWordSampler } from './letters/sample-words.ts';
import type { Encoding, OpenFile } from './file-facts.ts';

export interface FoundEncoding {
  readonly encoding: Encoding;
  /** the first piece of the file */
  readonly head: Buffer;
  /** if no reading is certain: the possible ones, with the same words in each */
  readonly candidates?: DetectedEncoding['candidates'];
}

export interface EncodingOptions {
  /** the admin's choice */
  readonly said?: string | undefined;
  /** of the organization */
  readonly country?: CountryCode | undefined;
  /** whether all bytes are UTF-8, where that is known */
  readonly isUtf8?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds a file's encoding from its bytes: a byte order mark, else the pattern of UTF-16, else UTF-8 if *all* of
 * it is valid, else the old encoding whose letters make sense. So the whole file is read once for this, at a
 * gigabyte a second or so, or was when it was stored: a file that begins with 64 KB of ASCII may have its first umlaut after
 * them. Only a file that isn't valid is read a second time, for its letters.
 * A file with many valid letters of UTF-8 and a few broken bytes is damaged UTF-8 (two files joined, a cell cut
 * in the middle). Any other encoding would garble all its names, so only the damaged cells are lost.
 * @throws AppError file-empty; unknown-encoding for UTF-32
 */
export async function findEncoding(
  open: OpenFile,
  { said, country, isUtf8, signal }: EncodingOptions = {},
): Promise<FoundEncoding> {
  let head: Buffer | undefined;
  const check = createUtf8Check();
  for await (const piece of piecesOf(open, signal)) {
    if (head === undefined) {
      head = piece;
      const known = oldEncodingOf(said) ?? findUtf16(piece);
      if (known !== undefined) return { encoding: known, head };
    }
    if (isUtf8 !== undefined || !check.add(piece)) break;
  }
  if (head === undefined) throw new AppError('file-empty');
  if (isUtf8 ?? check.isValid()) return { encoding: 'UTF-8', head };
  if (hasUtf8Mark(head)) return { encoding: 'UTF-8', head };
  return { head, ...(await findByLetters(open, { country, signal })) };
}

/** The encoding of a file that isn't valid UTF-8. */
async function findByLetters(
  open: OpenFile,
  { country, signal }: EncodingOptions,
): Promise<Omit<FoundEncoding, 'head'>> {
  const counts = createUtf8Counter();
  const sampler = createWordSampler();
  for await (const piece of piecesOf(open, signal)) {
    counts.add(piece);
    sampler.add(piece);
  }
  const { letters, broken } = counts.end();
  if (letters > 2 * broken) return { encoding: 'UTF-8' };
  const { encoding, isSure, candidates } = detectEncoding(sampler.words(), country);
  return { encoding, ...(!isSure && { candidates }) };
}

function hasUtf8Mark(head: Buffer): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

/**
 * UTF-16 by its byte order mark. Without one, its zeros show it: delimiters, digits and line ends have one in
 * every second byte, always on the same side, whatever the script of the names between them.
 * @throws AppError unknown-encoding for UTF-32, which begins almost alike
 */
export function findUtf16(head: Buffer): 'UTF-16LE' | 'UTF-16BE' | undefined {
  const start = head.toString('latin1', 0, 4);
  if (start === '\xff\xfe\0\0' || start === '\0\0\xfe\xff') {
    throw new AppError('unknown-encoding', { encoding: 'UTF-32' });
  }
  if (start.startsWith('\xff\xfe')) return 'UTF-16LE';
  if (start.startsWith('\xfe\xff')) return 'UTF-16BE';

  const sample = head.subarray(0, Math.min(head.length, 4096) & ~1);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 2) {
    if (sample[index] === 0) even += 1;
    if (sample[index + 1] === 0) odd += 1;
  }
  const many = Math.max(8, sample.length / 16);
  if (odd > many && even < odd / 8) return 'UTF-16LE';
  return even > many && odd < even / 8 ? 'UTF-16BE' : undefined;
}

/** Counts letters beyond ASCII that are valid UTF-8, and invalid bytes, over pieces cut anywhere. */
function createUtf8Counter(): {
  add: (piece: Buffer) => void;
  end: () => { letters: number; broken: number };
} {
  let letters = 0;
  let broken = 0;
  const whole = createWholeLetters();

  function count(bytes: Buffer): void {
    if (isAscii(bytes)) return;
    const valid = isUtf8Text(bytes);
    let brokenHere = 0;
    for (let index = 0; index < bytes.length; index += 1) {
      const byte = bytes[index] ?? 0;
      if (byte < 0x80) continue;
      const following = lengthOfLetter(byte) - 1;
      let seen = 0;
      while (seen < following && ((bytes[index + 1 + seen] ?? 0) & 0xc0) === 0x80) seen += 1;
      if (following > 0 && seen === following) letters += 1;
      else brokenHere += 1;
      index += seen;
    }
    // Overlong forms and surrogates pass the count above, but not the decoder.
    if (!valid) broken += Math.max(1, brokenHere);
  }

  return {
    add: (piece) => count(whole.add(piece)),
    end() {
      if (whole.isCut()) broken += 1;
      return { letters, broken };
    },
  };
}

/** Whether bytes that come in pieces, cut anywhere, are UTF-8. */
export function createUtf8Check(): {
  /** @returns false: they aren't, whatever follows */
  add: (piece: Buffer) => boolean;
  isValid: () => boolean;
} {
  const whole = createWholeLetters();
  let isValid = true;
  return {
    add: (piece) => (isValid &&= isUtf8Text(whole.add(piece))),
    isValid: () => isValid && !whole.isCut(),
  };
}

/** Passes on pieces that are cut anywhere so that none ends inside a letter. */
function createWholeLetters(): { add: (piece: Buffer) => Buffer; isCut: () => boolean } {
  let carried: Buffer = Buffer.alloc(0);
  return {
    add(piece) {
      const bytes = carried.length === 0 ? piece : Buffer.concat([carried, piece]);
      const end = endOfWholeLetters(bytes);
      carried = bytes.subarray(end);
      return bytes.subarray(0, end);
    },
    isCut: () => carried.length > 0,
  };
}

function lengthOfLetter(first: number): number {
  if (first >= 0xf0 && first <= 0xf4) return 4;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xc2 && first < 0xe0 ? 2 : 1;
}

function endOfWholeLetters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return lengthOfLetter(byte) > back ? bytes.length - back : bytes.length;
    if (byte < 0x80) return bytes.length;
  }
  return bytes.length;
}
