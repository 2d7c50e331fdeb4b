/**
 * Files that are made to be too much, as streams: nothing of them is ever in memory as a whole, so what a process that reads
 * them needs is what reading needs.
 */

const megabyte = 1 << 20;

/** The text again and again, whole, until there are about so many MB. */
function* repeated(text: string, megabytes: number): Generator<Buffer> {
  const piece = Buffer.from(text.repeat(Math.ceil(megabyte / text.length)));
  for (let sent = 0; sent < megabytes * megabyte; sent += piece.length) yield piece;
}

function* startingWith(text: string, ...rest: Iterable<Buffer>[]): Generator<Buffer> {
  yield Buffer.from(text);
  for (const part of rest) yield* part;
}

const header = 'Phone,Name\n';
const person = '+442079460101';

export const hugeFiles = {
  'one line of 200 MB': () => repeated('x', 200),
  'a cell of 200 MB': () =>
    startingWith(`${header}${person},`, repeated('x', 200), [Buffer.from(`\n${person},Bo\n`)]),
  'a quoted cell of 200 MB in one line': () =>
    startingWith(`${header}${person},"`, repeated('x', 200), [Buffer.from(`\n${person},Bo\n`)]),
  'a quotation mark at the start that is never closed': () =>
    startingWith('"', repeated('Phone,Name\n', 10)),
  'a quotation mark in the middle that is never closed': () =>
    startingWith(`${header}${person},"`, repeated('none,Ada\n', 2)),
  'a quotation mark in every second line that is never closed': () =>
    startingWith(header, repeated('"a,"b\nx\n', 1)),
  'nothing but quotation marks': () => startingWith(header, repeated('"', 20)),
  'ten million empty lines': () => startingWith(header, repeated('\n', 10)),
  'ten million empty lines before its header': () => startingWith('', repeated('\n', 10)),
  'nothing but delimiters': () => startingWith(header, repeated(',', 20)),
  'lines of nothing but delimiters': () =>
    startingWith(header, repeated(`${','.repeat(60_000)}\n`, 20)),
  'a header of a million columns': () =>
    startingWith(`Phone${',x'.repeat(1_000_000)}\n`, [Buffer.from(`${person}\n`)]),
  'a header of 30,000 columns over short rows': () =>
    startingWith(`Phone${',x'.repeat(30_000)}\n`, repeated('none,a\n', 2)),
  'a row of a million columns': () =>
    startingWith(`${header}${person}${',x'.repeat(1_000_000)}\n${person},Bo\n`),
  'rows of 30,000 columns': () => startingWith(header, repeated(`${'a,'.repeat(30_000)}\n`, 1)),
  'a cell of 10 MB': () =>
    startingWith(`${header}${person},`, repeated('x', 10), [Buffer.from(`\n${person},Bo\n`)]),
  'zeros after its first rows': () =>
    startingWith(`${header}${`${person},Bo\n`.repeat(400)}`, repeated('\0', 20)),
  'rows with zeros in them': () =>
    startingWith(`${header}${`${person},Bo\n`.repeat(400)}`, repeated(`${person},a\0b\n`, 2)),
  'values of invisible joiners': () =>
    startingWith(header, repeated(`${person},a${'\u200D'.repeat(20_000)}\n`, 5)),
  'values that almost look like formulas': () =>
    startingWith(header, repeated(`${person},'${";'1é".repeat(8_000)}\n`, 5)),
} as const satisfies Record<string, () => Iterable<Buffer>>;

export type HugeFile = keyof typeof hugeFiles;
