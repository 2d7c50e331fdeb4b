import iconv from 'iconv-lite';
import type { ErrorCode } from '../../../errors.ts';
import { AppError } from '../../../errors.ts';
import { findUtf16 } from './encoding.ts';

/** How many bytes are enough to tell. */
const sniffedBytes = 4096;

/**
 * Refuses what isn't a CSV file by its first bytes; a file's name and declared type prove nothing. What passes is
 * text of some kind: whether it has a phone column is said by `readFile`.
 *
 * @param head the first bytes of the file, up to 4096
 * @param name the file's name, where the bytes leave two answers open
 * @throws AppError file-empty, file-is-workbook, file-is-image, file-is-pdf, file-is-archive, file-is-web-page,
 *   file-is-json or file-is-binary; unknown-encoding for UTF-32
 */
export function refuseWhatIsNotCsv(head: Buffer, name = ''): void {
  const code = whatItIs(head.subarray(0, sniffedBytes), name);
  if (code !== undefined) throw new AppError(code);
}

const signatures: readonly (readonly [ErrorCode, string])[] = [
  // .xls and other documents of old Office
  ['file-is-workbook', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['file-is-image', '\x89PNG\r\n\x1a\n'],
  ['file-is-image', '\xff\xd8\xff'],
  ['file-is-image', 'GIF8'],
  ['file-is-image', 'II*\0'],
  ['file-is-image', 'MM\0*'],
  ['file-is-image', '\0\0\x01\0'],
  ['file-is-pdf', '%PDF-'],
  ['file-is-archive', 'PK\x05\x06'],
  ['file-is-archive', '\x1f\x8b'],
  ['file-is-archive', '7z\xbc\xaf\x27\x1c'],
  ['file-is-archive', 'Rar!\x1a\x07'],
  ['file-is-archive', 'BZh'],
  ['file-is-archive', '\xfd7zXZ\0'],
  ['file-is-archive', '\x28\xb5\x2f\xfd'],
];

function whatItIs(head: Buffer, name: string): ErrorCode | undefined {
  const bytes = head.toString('latin1');
  if (/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*$/.test(bytes)) return emptyOrBlank(head);
  for (const [code, signature] of signatures) if (bytes.startsWith(signature)) return code;
  if (bytes.startsWith('PK\x03\x04')) return workbookOrArchive(bytes, name);
  if (isImageContainer(bytes)) return 'file-is-image';
  const text = iconv.decode(head, findUtf16(head) ?? 'latin1');
  if (isWebPage(text)) return 'file-is-web-page';
  if (json.test(text)) return 'file-is-json';
  return isBinary(text) ? 'file-is-binary' : undefined;
}

/** A file of nothing but line ends may go on after these bytes, so only a whole one is called empty. */
function emptyOrBlank(head: Buffer): ErrorCode | undefined {
  return head.length < sniffedBytes ? 'file-empty' : undefined;
}

/** A zip names its parts in clear: a workbook's are `[Content_Types].xml`, `xl/…`, or a mimetype for OpenDocument. */
function workbookOrArchive(bytes: string, name: string): ErrorCode {
  const isWorkbook =
    /\[Content_Types\]\.xml|xl\/|_rels\/|vnd\.oasis\.opendocument|Index\/[\w/-]{1,100}\.iwa/.test(
      bytes,
    );
  // The beginning doesn't always name its parts: then the name decides.
  const isNamedSo = /\.(?:xls[xmb]?|ods|numbers)$/i.test(name);
  return isWorkbook || isNamedSo ? 'file-is-workbook' : 'file-is-archive';
}

function isImageContainer(bytes: string): boolean {
  if (bytes.startsWith('RIFF')) return bytes.slice(8, 12) === 'WEBP';
  return bytes.slice(4, 8) === 'ftyp' && /^(?:heic|heix|mif1|avif)/.test(bytes.slice(8, 12));
}

/** Phones sometimes send the address of a page that asks to sign in, instead of the file. */
function isWebPage(text: string): boolean {
  const start = text
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart()
    .slice(0, 512);
  return /^(?:<!doctype html|<html|<head|<body|<\?xml|<svg|<script|<!--)/i.test(start);
}

/** What data programs exchange. A header may well begin with a bracket (`[Phone]`), but never goes on like this. */
const json = /^(?:\xef\xbb\xbf|\uFEFF)?\s*(?:\{\s*["}]|\[\s*[[{"\]])/;

/** One stray control character is a damaged row (and is said of that row); many are no text. */
function isBinary(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- they are what is counted
  const controls = text.match(/[\u0000-\u0008\u000E-\u0019\u001B-\u001F]/g)?.length ?? 0;
  return controls > 2 && controls * 50 > text.length;
}
