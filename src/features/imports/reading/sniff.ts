import iconv from 'iconv-lite';
import type { ErrorCode } from '../../../errors.ts';
import { AppError } from '../../../errors.ts';
import { findUtf16 } from './encoding.ts';

/** Number of bytes that are enough. */
export const sniffedBytes = 4096;

/** The kind of a file by its first bytes; `text` also for unreadable content. */
export type FileKind = 'text' | 'zip' | 'gzip' | 'old-office' | 'contacts';

/** Which reader a file needs. Archives, workbooks and others begin alike, so their content decides. */
export function kindOf(head: Buffer): FileKind {
  const bytes = head.toString('latin1', 0, 8);
  if (bytes.startsWith('PK\x03\x04')) return 'zip';
  if (bytes.startsWith('\x1f\x8b')) return 'gzip';
  if (bytes.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'old-office';
  return contacts.test(textOf(head.subarray(0, 512))) ? 'contacts' : 'text';
}

const contacts = /^(?:\xef\xbb\xbf|\uFEFF)?\s*BEGIN:VCARD\s/iu;

/**
 * Refuses files without a table of people by their first bytes. A file's name and declared type prove nothing.
 * Accepted files are text of some kind, or need their reader to decide (`kindOf`).
 * @param head the first bytes of the file, up to 4096
 * @param name the file's name, used if the bytes leave two answers open
 * @throws AppError file-empty, file-is-… (which says what to do instead); unknown-encoding for UTF-32
 */
export function refuseOtherFiles(head: Buffer, name = ''): void {
  const code = whatItIs(head.subarray(0, sniffedBytes), name);
  if (code !== undefined) throw new AppError(code);
}

const signatures: readonly (readonly [ErrorCode, string])[] = [
  ['file-is-image', '\x89PNG\r\n\x1a\n'],
  ['file-is-image', '\xff\xd8\xff'],
  ['file-is-image', 'GIF8'],
  ['file-is-image', 'II*\0'],
  ['file-is-image', 'MM\0*'],
  ['file-is-image', '\0\0\x01\0'],
  ['file-is-pdf', '%PDF-'],
  ['file-is-rtf', '{\\rtf'],
  ['file-is-archive', 'PK\x05\x06'],
  ['file-is-archive', '7z\xbc\xaf\x27\x1c'],
  ['file-is-archive', 'Rar!\x1a\x07'],
  ['file-is-archive', 'BZh'],
  ['file-is-archive', '\xfd7zXZ\0'],
  ['file-is-archive', '\x28\xb5\x2f\xfd'],
];

function whatItIs(head: Buffer, name: string): ErrorCode | undefined {
  const bytes = head.toString('latin1');
  if (/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*$/.test(bytes)) return emptyOrBlank(head);
  const start = bytes.trimStart();
  for (const [code, signature] of signatures) if (start.startsWith(signature)) return code;
  if (isBitmap(head)) return 'file-is-image';
  const kind = kindOf(head);
  if (kind === 'zip') return withoutTable(bytes, name);
  if (kind === 'old-office') return oldOfficeKind(head) ?? oldOfficeByName(name);
  if (kind !== 'text') return undefined;
  if (bytes.slice(257, 262) === 'ustar') return 'file-is-archive';
  if (isImageContainer(bytes)) return 'file-is-image';
  const text = textOf(head);
  if (archivedPage.test(text)) return 'file-is-web-table';
  if (text.startsWith('ID;P')) return 'file-is-workbook';
  if (calendar.test(text)) return 'file-is-document';
  if (isWebPage(text)) return webPageOrWorkbook(text, name);
  if (json.test(text)) return 'file-is-json';
  return isBinary(text) ? 'file-is-binary' : undefined;
}

/** A file that begins with only line ends may continue after these bytes, so only a complete one counts as empty. */
function emptyOrBlank(head: Buffer): ErrorCode | undefined {
  return head.length < sniffedBytes ? 'file-empty' : undefined;
}

function textOf(head: Buffer): string {
  const utf16 = findUtf16(head);
  // Loading the other encodings takes longer than all of this.
  return utf16 === undefined ? head.toString('latin1') : iconv.decode(head, utf16);
}

/** A zip names its first parts in clear. If they show that it has no table, nobody has to wait for its reader. */
function withoutTable(bytes: string, name: string): ErrorCode | undefined {
  if (/Index\/[\w/-]{1,100}\.iwa/.test(bytes) || /\.numbers$/i.test(name)) return 'file-is-numbers';
  if (/opendocument\.(?:text|presentation)/.test(bytes)) return 'file-is-document';
  const isDocument = bytes.includes('word/document.xml') || bytes.includes('ppt/presentation.xml');
  return isDocument ? 'file-is-document' : undefined;
}

/** Older programs export tables as web pages, or as XML, and name them .xls, so that a spreadsheet opens them. */
function webPageOrWorkbook(text: string, name: string): ErrorCode {
  if (/urn:schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet"/.test(text))
    return 'file-is-xml-workbook';
  const isTable =
    bareTable.test(text) || (!/<(?:html|body)\b/i.test(text) && /<table\b/i.test(text));
  const isForExcel =
    isTable || text.includes('urn:schemas-microsoft-com:office:excel') || /\.xls[xm]?$/i.test(name);
  return isForExcel ? 'file-is-web-table' : 'file-is-web-page';
}

const calendar = /^(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR\s/iu;
/** A table without the page around it, as programs write it that call their pages .xls. */
const bareTable = /^(?:\xef\xbb\xbf)?\s*<(?:table|tr|thead|tbody|center|font|div)\b/iu;
const archivedPage =
  /^(?:\xef\xbb\xbf)?(?:[\w-]{1,40}:[^\n]{0,200}\r?\n){0,10}content-type: *(?:multipart\/related|text\/html)/iu;

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

/**
 * Office files from before 2007, and those with a password, use one kind of container, whose directory names
 * its content. undefined if these bytes have no part of the directory.
 */
export function oldOfficeKind(bytes: Buffer): ErrorCode | undefined {
  const names = (...wanted: string[]) => wanted.some((name) => bytes.includes(utf16(name)));
  if (names('EncryptedPackage')) return 'file-is-locked';
  if (names('Workbook', 'Book')) return 'file-is-workbook';
  return names('WordDocument', 'PowerPoint Document', '__nameid') ? 'file-is-document' : undefined;
}

/** The directory may be anywhere. Newer files are in this container only with a password. */
function oldOfficeByName(name: string): ErrorCode {
  if (/\.(?:doc|ppt|msg)$/i.test(name)) return 'file-is-document';
  return /\.(?:xls[xm]|docx|pptx)$/i.test(name) ? 'file-is-locked' : 'file-is-workbook';
}

/** BM, the length of the file, and four bytes of nothing. */
function isBitmap(head: Buffer): boolean {
  return head.toString('latin1', 0, 2) === 'BM' && head.length > 14 && head.readUInt32LE(6) === 0;
}

function isImageContainer(bytes: string): boolean {
  if (bytes.startsWith('RIFF')) return bytes.slice(8, 12) === 'WEBP';
  return bytes.slice(4, 8) === 'ftyp' && /^(?:heic|heix|mif1|avif)/.test(bytes.slice(8, 12));
}

/** Phones sometimes send a sign-in page instead of the file. */
function isWebPage(text: string): boolean {
  const start = text
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart()
    .slice(0, 512);
  return /^(?:<!doctype html|<html|<head|<body|<\?xml|<svg|<script|<!--|<meta|<style|<title|<table|<tr|<thead|<tbody|<center|<font|<div)/i.test(
    start,
  );
}

/** Data that programs exchange. A header may begin with a bracket (`[Phone]`), but never continues like this. */
const json = /^(?:\xef\xbb\xbf|\uFEFF)?\s*(?:\{\s*["}]|\[\s*[[{"\]])/;

/** One stray control character is a damaged row (and is reported for that row). Many mean that it isn't text. */
function isBinary(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- they are what is counted
  const controls = text.match(/[\u0000-\u0008\u000E-\u0019\u001B-\u001F]/g)?.length ?? 0;
  return controls > 2 && controls * 50 > text.length;
}
