import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../../../src/errors.ts';
import { refuseOtherFiles } from '../../../../src/features/imports/reading/sniff.ts';

function codeFor(head: Buffer | string): string {
  try {
    refuseOtherFiles(typeof head === 'string' ? Buffer.from(head, 'latin1') : head);
    return 'taken';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('files without a table are named for what they are', () => {
  const cases: [string, string][] = [
    ['PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml \xa2\x04\x02(', 'taken'],
    ['PK\x03\x04\x14\0\0\0\x08\0people.csv', 'taken'],
    ['\x1f\x8b\x08\0\0\0\0\0', 'taken'],
    ['BEGIN:VCARD\r\nVERSION:3.0\r\n', 'taken'],
    ['PK\x03\x04\0\0\0mimetypeapplication/vnd.oasis.opendocument.text', 'file-is-document'],
    ['PK\x03\x04\x14\0\0\0\0\0Index/Document.iwa', 'file-is-numbers'],
    ['PK\x03\x04\x14\0\0\0\0\0word/document.xml', 'file-is-document'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0', 'file-is-workbook'],
    ['7z\xbc\xaf\x27\x1c', 'file-is-archive'],
    ['{\\rtf1\\ansi', 'file-is-rtf'],
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'file-is-image'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'file-is-image'],
    ['\0\0\0\x18ftypheic', 'file-is-image'],
    ['RIFF\x24\0\0\0WEBPVP8 ', 'file-is-image'],
    ['%PDF-1.7\n', 'file-is-pdf'],
    ['<!DOCTYPE html><html><body>Sign in</body></html>', 'file-is-web-page'],
    ['\xef\xbb\xbf\r\n  <HTML lang="en">', 'file-is-web-page'],
    ['<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', 'file-is-xml-workbook'],
    ['<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', 'file-is-web-table'],
    ['\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0', 'file-is-binary'],
    ['MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0', 'file-is-binary'],
    ['', 'file-empty'],
    ['\xef\xbb\xbf', 'file-empty'],
    ['\r\n \r\n', 'file-empty'],
  ];
  it.each(cases)('%j', (head, code) => {
    expect(codeFor(head)).toBe(code);
  });

  it('takes text of every encoding, and text with one stray control character', () => {
    const text =
      'Phone number,Name\r\n+919876543210,\u0905\u0928\u093f\u0932\u0905\u0928\u093f\u0932\r\n';
    for (const head of [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      Buffer.from(text, 'utf16le'),
      Buffer.from(text, 'utf16le').swap16(),
      Buffer.from('Phone,Name\n+49171,M\xfcller\0\n', 'latin1'),
      Buffer.from('Telefon'),
    ]) {
      expect(codeFor(head)).toBe('taken');
    }
  });

  it('takes a file that begins with many blank lines: more may come', () => {
    expect(codeFor('\r\n'.repeat(4096))).toBe('taken');
  });

  it('looks at no more than the first bytes', () => {
    expect(codeFor(`${'Phone,Name\n'.repeat(1000)}${'\0'.repeat(10_000)}`)).toBe('taken');
  });
});
