import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { zipped } from '../features/imports/reading/workbook-bytes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

/** Each bad input: one sentence that says what to do next, and nothing kept or lost. */
describe('a file that can’t be used', () => {
  let rollcall: TestRollcall;
  let server: Server;
  let base: string;
  beforeAll(async () => {
    rollcall = await startRollcall({
      settings: { MAX_FILE_MB: '1' },
      parts: { downloadPolicy: { idleMilliseconds: 5_000, totalMilliseconds: 60_000 } },
    });
    server = createServer((request, response) => {
      const status = Number(request.url?.slice(1));
      if (status >= 300 && status < 400)
        response.setHeader('location', 'http://169.254.169.254/latest/meta-data');
      if (!(status > 0)) return; // never answers
      response.statusCode = status;
      response.end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rollcall.stop();
  });

  /** The container of older Office, with the directory in its second sector. */
  const oldOffice = (name: string) => {
    const bytes = Buffer.alloc(8192);
    bytes.write('d0cf11e0a1b11ae1', 'hex');
    bytes.writeUInt16LE(9, 30);
    bytes.writeUInt32LE(9, 48);
    bytes.write(name, 5120, 'utf16le');
    return bytes;
  };
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

  it.each<[string, string, Buffer | string, RegExp]>([
    ['an older Excel workbook', 'people.xls', oldOffice('Workbook'), /\.xlsx/],
    ['a workbook with a password', 'people.xlsx', oldOffice('EncryptedPackage'), /password/],
    ['a document', 'people.docx', zipped({ 'a.txt': 'x', 'word/document.xml': 'x' }), /document/],
    ['a photo archive', 'p.zip', zipped({ 'a.jpg': png, 'b.jpg': png }), /archive/],
    ['two files in an archive', 'p.zip', zipped({ 'a.csv': 'x', 'b.csv': 'x' }), /2 files/],
    [
      'half a workbook',
      'people.xlsx',
      zipped({ 'xl/workbook.xml': 'x' }).subarray(0, 40),
      /damaged/,
    ],
    ['an image', 'people.csv', png, /picture/i],
    [
      'a web page',
      'people.csv',
      '<!DOCTYPE html><html><body>Sign in</body></html>',
      /web page|HTML/i,
    ],
    ['an empty file', 'people.csv', '', /empty/i],
    ['binary content', 'people.csv', Buffer.from([1, 2, 0, 0, 255, 0, 7, 0, 0, 3, 0, 9]), /CSV/],
    ['a file over the limit', 'people.csv', Buffer.alloc(1024 * 1024 + 1, 'a'), /1 MB/],
  ])(
    '%s is refused with its sentence and leaves nothing behind',
    async (_what, name, bytes, sentence) => {
      const { tara } = rollcall.teams;
      const before = await count(rollcall);
      await tara.sendFile(name, bytes);
      const answer = await tara.waitForMessage((message) => message.text !== undefined);
      expect(answer.text).toMatch(sentence);
      expect(answer.text).not.toMatch(/undefined|error code|stack/i);
      expect(await count(rollcall)).toBe(before);
    },
  );

  it.each([
    ['has expired (401)', '/401', /again/i],
    ['is forbidden (403)', '/403', /again/i],
    ['is gone (404)', '/404', /again/i],
    ['answers an error (500)', '/500', /again/i],
    ['never answers', '/', /again/i],
    ['leads to a cloud’s own metadata', '/302', /./],
  ])('an address that %s is told in a sentence', async (_what, path, sentence) => {
    const { tara } = rollcall.teams;
    const before = await count(rollcall);
    await tara.sendFileAddress('people.csv', base + path);
    const answer = await tara.waitForMessage((message) => message.text !== undefined);
    expect(answer.text).toMatch(sentence);
    expect(answer.text).not.toContain(base);
    expect(await count(rollcall)).toBe(before);
  });

  it.each([
    ['file:///etc/passwd'],
    ['http://169.254.169.254/latest/meta-data'],
    ['https://10.0.0.1/people.csv'],
    ['https://people.example.com/people.csv'],
    ['gopher://127.0.0.1/'],
    ['not an address'],
  ])('fetches nothing from %s', async (address) => {
    const { tara } = rollcall.teams;
    await tara.sendFileAddress('people.csv', address);
    expect((await tara.waitForMessage((message) => message.text !== undefined)).text).toBeTruthy();
    expect(await count(rollcall)).toBe(await count(rollcall));
  });

  it.each([
    ['no phone column', 'First name,Last name\nAda,Sample\n', /phone/i],
    ['no usable row', 'Phone,First name\nnone,Ada\n', /row|phone number/i],
  ])(
    'with %s ends as Failed, with the reason and an error log',
    async (_what, content, sentence) => {
      const { tara } = rollcall.teams;
      await tara.say('import others');
      await tara.sendFile('people.csv', content);
      const failed = await tara.waitForCard(
        (card) => card.text.includes('Failed') && card.titles.includes('Download error log'),
      );
      expect(failed.text).toMatch(sentence);
      const log = await (await tara.follow(failed, 'Download error log')).text();
      expect(log).toMatch(/Line.Reason/);
      expect(log).toMatch(sentence);
    },
  );

  it('with a header alone ends as Completed, and says that there are no people in it yet', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import others');
    await tara.sendFile('people.csv', 'Phone,First name\n');
    const ended = await tara.waitForCard(/no people in this file yet/);
    expect(ended.text).toContain('Completed');
  });
});

async function count({ storage, teams }: TestRollcall): Promise<number> {
  const { operations } = await storage.operations.page(teams.tara.person.tenantId, 'import', 100);
  return operations.length;
}
