import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { AppError } from '../../../../src/errors.ts';
import { NeedsAnswer } from '../../../../src/features/imports/reading/needs-answer.ts';
import { readFile } from '../../../../src/features/imports/reading/read-file.ts';
import { templateCsv } from '../../../../src/features/imports/reading/template.ts';
import { opening, read } from './read-bytes.ts';

const phoneA = '+447911123456';
const phoneB = '+447911123457';
const phoneC = '+447911123458';

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof NeedsAnswer) return `asks for ${error.question.kind}`;
  return error instanceof AppError ? error.code : `no AppError: ${String(error)}`;
}

describe('reading a file as people send it', () => {
  it('reads the unmodified template without complaint: it only has no rows', async () => {
    for (const delimiter of [',', ';'] as const) {
      const { facts, entries } = await read(templateCsv([], delimiter));
      expect(entries).toEqual([]);
      expect(facts.understood).toHaveLength(9);
      expect(facts.notUnderstood).toEqual([]);
      expect(facts.delimiter).toBe(delimiter);
    }
  });

  it('keeps names whole in every encoding that Excel writes', async () => {
    const text = `Phone number;Last name\r\n${phoneA};Müller-Lüdenscheidt\r\n`;
    const files: [string, Buffer][] = [
      ['UTF-8', Buffer.from(text)],
      ['UTF-8', Buffer.from(`\uFEFF${text}`)],
      ['UTF-16LE', Buffer.from(`\uFEFF${text}`, 'utf16le')],
      ['UTF-16LE', Buffer.from(text, 'utf16le')],
      ['UTF-16BE', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
      ['UTF-16BE', Buffer.from(text, 'utf16le').swap16()],
      ['Windows-1252', iconv.encode(text, 'windows-1252')],
    ];
    for (const [encoding, bytes] of files) {
      const { facts, rows } = await read(bytes);
      expect(facts.encoding).toBe(encoding);
      expect(rows).toEqual([
        { line: 2, record: 0, fields: { phone: phoneA, lastName: 'Müller-Lüdenscheidt' } },
      ]);
    }
  });

  it('keeps an umlaut that first comes after 64 KB of plain letters', async () => {
    const filler = Array.from({ length: 4000 }, () => `${phoneA},Anna\r\n`).join('');
    const text = `Phone,First name\r\n${filler}${phoneB},Jörg\r\n`;
    const { facts, rows } = await read(iconv.encode(text, 'windows-1252'));
    expect(facts.encoding).toBe('Windows-1252');
    expect(rows.at(-1)?.fields.firstName).toBe('Jörg');
  });

  it('does not garble the names of a whole UTF-8 file for one damaged row, but leaves that name out', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`Phone,Name\n${phoneA},Zoë Müller\n${phoneB},Bj`),
      Buffer.from([0xf6]),
      Buffer.from(`rn\n${phoneC},Łukasz Żak\n`),
    ]);
    const { rows, rejections } = await read(bytes);
    expect(rows.map((row) => row.fields.displayName)).toEqual([
      'Zoë Müller',
      undefined,
      'Łukasz Żak',
    ]);
    expect(rejections).toEqual([]);
    expect(rows[1]).toMatchObject({
      line: 3,
      leftOut: [{ reason: 'damaged-characters', column: 'Name' }],
    });
  });

  it('finds comma, semicolon, tab and bar, also with other delimiters inside the cells', async () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const text = [
        ['Mobile', 'Full name', '"Department, Division; Team"'],
        [phoneA, '"Sample; Anna, B|C\tD"', 'x'],
      ];
      const { facts, rows } = await read(text.map((cells) => cells.join(delimiter)).join('\n'));
      expect(facts.delimiter).toBe(delimiter);
      expect(rows[0]?.fields.displayName).toBe('Sample; Anna, B|C\tD');
    }
  });

  it('takes a delimiter at the end of every row for a value, where the header has none', async () => {
    const { facts, rows } = await read(
      `Phone,Job title,Display name\n${phoneA},,|\n${phoneB},,A|\n${phoneC},Crew,;\n`,
    );
    expect(facts.dialect).toBeUndefined();
    expect(rows.map(({ fields }) => fields.displayName)).toEqual(['|', 'A|', ';']);
  });

  it("follows Excel's first line sep=; and still tells lines as an editor shows them", async () => {
    for (const first of ['sep=;', '"sep=;"', '\uFEFFsep=;']) {
      const { facts, rows } = await read(`${first}\r\nPhone;First name\r\n${phoneA};Anna\r\n`);
      expect(facts.delimiter).toBe(';');
      expect(facts.headers).toEqual(['Phone', 'First name']);
      expect(rows).toMatchObject([{ line: 3, record: 0 }]);
    }
  });

  it('reads CR LF, LF and CR, also mixed, with and without an end of the last line', async () => {
    for (const [a, b, c] of [
      ['\r\n', '\r\n', '\r\n'],
      ['\n', '\n', ''],
      ['\r', '\r', ''],
      ['\r', '\n', '\r\n'],
    ]) {
      const { rows } = await read(`Phone,Name${a}${phoneA},"A\nB"${b}${phoneB},C${c}`);
      expect(rows).toEqual([
        { line: 2, record: 0, fields: { phone: phoneA, displayName: 'A\nB' } },
        { line: 4, record: 1, fields: { phone: phoneB, displayName: 'C' } },
      ]);
    }
  });

  it('skips blank lines and lines of only delimiters, before the header and between rows', async () => {
    const { facts, entries } = await read(
      `\r\n , \r\n,,\r\nPhone,Name,,\r\n\r\n,,,\r\n${phoneA},Anna,,\r\n"","",,\r\n \r\n`,
    );
    expect(facts.headers).toEqual(['Phone', 'Name']);
    expect(entries).toEqual([
      { line: 7, record: 0, fields: { phone: phoneA, displayName: 'Anna' } },
    ]);
  });

  it('names the columns it does not understand, and leaves out those of our own error log', async () => {
    const { facts, rows } = await read(
      `Line,Reason,Phone,Shoe size,,Name\n7,too long,${phoneA},44,z,Anna\n`,
    );
    expect(facts.notUnderstood).toEqual(['Shoe size', '#5']);
    expect(rows[0]?.fields).toEqual({ phone: phoneA, displayName: 'Anna' });
    const other = await read(`Phone,Line,Reason\n${phoneA},Tram 5,none\n`);
    expect(other.facts.notUnderstood).toEqual(['Line', 'Reason']);
  });

  it('takes rows with fewer cells, and rejects one with more than there are columns', async () => {
    const { rows, rejections } = await read(
      `Phone,First name,Email\n${phoneA}\n${phoneB},Bo,,,\n${phoneC},Cy,,stray\n`,
    );
    expect(rows.map((row) => row.fields)).toEqual([
      { phone: phoneA },
      { phone: phoneB, firstName: 'Bo' },
    ]);
    expect(rejections).toEqual([{ line: 4, record: 2, reason: 'too-many-cells', value: 'stray' }]);
  });

  it('loses only its own line to a quote that is never closed', async () => {
    const { rows, rejections } = await read(
      `Phone,Name,Office\n${phoneA},"Anna,Oslo\n${phoneB},Bo,"Rome"\n${phoneC},"Cy "" D",Bonn\n${phoneA},"E`,
    );
    expect(rows.map((row) => [row.line, row.fields.displayName])).toEqual([
      [3, 'Bo'],
      [4, 'Cy " D'],
    ]);
    expect(rejections).toMatchObject([
      { line: 2, record: 0, reason: 'quote-not-closed' },
      { line: 5, record: 3, reason: 'quote-not-closed' },
    ]);
  });

  it('takes a nickname in quotes as it stands', async () => {
    const { rows } = await read(`Phone,Name\n${phoneA},"Jim" Brown\n${phoneB},Al "Ace" Ames\n`);
    expect(rows.map((row) => row.fields.displayName)).toEqual(['"Jim" Brown', 'Al "Ace" Ames']);
  });

  it('rejects a row longer than any person and reads on, without keeping it in memory', async () => {
    const megabyte = Buffer.alloc(1 << 20, 'x');
    // eslint-disable-next-line @typescript-eslint/require-await -- a stream of what is there already
    const { rows, rejections } = await read(async function* () {
      yield Buffer.from(`Phone,Name\n${phoneA},`);
      for (let count = 0; count < 200; count += 1) yield megabyte;
      yield Buffer.from(`\n${phoneB},Bo\n${phoneC},"`);
      for (let count = 0; count < 3; count += 1) yield Buffer.alloc(1 << 20, 'line\n');
    });
    expect(rows).toMatchObject([{ line: 3, record: 1 }]);
    expect(rejections[0]).toMatchObject({ line: 2, record: 0, reason: 'line-too-long' });
    expect(rejections[0]?.value?.length).toBeLessThanOrEqual(80);
    expect(rejections[1]).toMatchObject({ line: 4, record: 2, reason: 'quote-not-closed' });
    expect(rejections).toHaveLength(2 + 3 * Math.floor((1 << 20) / 5));
  });

  it('survives a header of a million columns, and zeros in the cells', async () => {
    expect(await codeOf(read(`Phone${',x'.repeat(1_000_000)}\n${phoneA}\n`))).toBe('no-header');
    const wide = await read(`Phone,Name\n${phoneA}${','.repeat(60_000)}\n${phoneB},A\u0000b\n`);
    expect(wide.rows).toMatchObject([
      { fields: { phone: phoneA } },
      { leftOut: [{ reason: 'control-characters', value: 'A␀b' }] },
    ]);
  });

  it('brings back what we guarded against spreadsheets', async () => {
    const { rows } = await read(
      `Phone,Name,Title\n'${phoneA},'=1+1,''-x\n"=""${phoneB}""",@home,\n`,
    );
    expect(rows.map((row) => row.fields)).toEqual([
      { phone: phoneA, displayName: '=1+1', jobTitle: "'-x" },
      { phone: phoneB, displayName: '@home' },
    ]);
  });

  it('says what a file lacks before it gives any row', async () => {
    expect(await codeOf(read(''))).toBe('file-empty');
    expect(await codeOf(read('\uFEFF\r\n\r\n'))).toBe('file-empty');
    expect(await codeOf(read(',,\r\n;;'))).toBe('file-empty');
    expect(await codeOf(read(`${phoneA},Anna\n${phoneB},Bo\n`))).toBe('asks for columns');
    expect(await codeOf(read('07911 123456,Anna\n'))).toBe('asks for columns');
    expect(await codeOf(read(`${phoneA}\n${phoneB}\n`))).toBe('no-header');
    expect(await codeOf(read('First name,Email\nAnna,a@example.com\n'))).toBe('asks for columns');
    expect(await codeOf(read('First name,Town\nAnna,Oslo\n'))).toBe('no-phone-column');
    expect(await codeOf(read(Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0])))).toBe(
      'unknown-encoding',
    );
    expect(await codeOf(read('<!DOCTYPE html><html></html>'))).toBe('file-is-web-page');
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const options = {
      defaultCountry: undefined,
      onFacts: () => undefined,
      signal: controller.signal,
    };
    const row = `${phoneA},Anna\n`;
    const batches = readFile(opening(`Phone,Name\n${row.repeat(50_000)}`), options);
    await batches.next();
    controller.abort();
    await expect(async () => {
      for await (const batch of batches) expect(batch.length).toBeLessThanOrEqual(500);
    }).rejects.toThrow();
  });

  it('lets others have their turn while a large file that is in memory already is read', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await read(`Phone,Name\n${`${phoneA},Anna\n`.repeat(30_000)}`);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });
});
