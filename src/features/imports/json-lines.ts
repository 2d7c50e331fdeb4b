/**
 * Working files are JSON lines: one record a line, written and read as streams so that memory doesn't grow with
 * the file.
 */

const chunkSize = 64 * 1024;
const lineFeed = 10;

/** Turns records into chunks of JSON lines. */
export async function* toJsonLines(
  records: AsyncIterable<unknown> | Iterable<unknown>,
): AsyncGenerator<Buffer> {
  let text = '';
  for await (const record of records) {
    text += `${JSON.stringify(record)}\n`;
    if (text.length < chunkSize) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/**
 * Reads JSON lines back, in batches as they come.
 * @param content what `toJsonLines` wrote; the shape of a record is the caller's contract with the writer
 */
export async function* fromJsonLines<T>(content: AsyncIterable<Buffer>): AsyncGenerator<T[]> {
  let rest: Buffer[] = [];
  for await (const chunk of content) {
    const end = chunk.lastIndexOf(lineFeed);
    if (end === -1) {
      rest.push(chunk);
      continue;
    }
    const text = Buffer.concat([...rest, chunk.subarray(0, end)]).toString();
    rest = [chunk.subarray(end + 1)];
    yield parseLines<T>(text);
  }
  const last = Buffer.concat(rest).toString();
  if (last !== '') yield parseLines<T>(last);
}

/** Lines that are parsed when they are needed: as objects they would keep the garbage collector busy while they wait. */
export interface LineBatch<T> {
  readonly count: number;
  /** Parses the lines. The result isn't kept, so each call parses again. */
  read(): readonly T[];
}

/** Lines that are objects already. */
export function batchOf<T>(lines: readonly T[]): LineBatch<T> {
  return { count: lines.length, read: () => lines };
}

/**
 * Cuts JSON lines into batches without parsing them.
 * @param content what `toJsonLines` wrote
 * @param size lines in a batch; the last one may have fewer
 * @param skip lines left out at the beginning
 */
export async function* batchesOfLines<T>(
  content: AsyncIterable<Buffer> | Iterable<Buffer>,
  size: number,
  skip = 0,
): AsyncGenerator<LineBatch<T>> {
  let rest: Buffer = Buffer.alloc(0);
  let toSkip = skip;
  for await (const chunk of content) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    let count = 0;
    for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, end + 1)) {
      if (toSkip > 0) {
        toSkip -= 1;
        start = end + 1;
        continue;
      }
      count += 1;
      if (count < size) continue;
      yield keptLines(bytes.subarray(start, end), count);
      start = end + 1;
      count = 0;
    }
    rest = bytes.subarray(start);
  }
  const last = rest.at(-1) === lineFeed ? rest.subarray(0, -1) : rest;
  if (last.length > 0 && toSkip === 0) yield keptLines(last, linesIn(last));
}

function keptLines<T>(bytes: Buffer, count: number): LineBatch<T> {
  return { count, read: () => parseLines<T>(bytes.toString()) };
}

function linesIn(bytes: Buffer): number {
  let lines = 1;
  for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, end + 1))
    lines += 1;
  return lines;
}

function parseLines<T>(text: string): T[] {
  // JSON.parse of one array is a third faster than of each line.
  return JSON.parse(`[${text.replaceAll('\n', ',')}]`) as T[];
}
