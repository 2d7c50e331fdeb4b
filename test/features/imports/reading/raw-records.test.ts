import { describe, expect, it } from '@jest/globals';
import { readRawRecords } from '../../../../src/features/imports/reading/raw-records.ts';
import { opening, read } from './read-bytes.ts';

async function rawOf(file: string, wanted: AsyncIterable<number> | number[]): Promise<unknown[]> {
  const { facts } = await read(file);
  const found: unknown[] = [];
  for await (const { record, cells } of readRawRecords(opening(file), facts, wanted)) {
    found.push([record, ...cells]);
  }
  return found;
}

const file =
  '\r\nPhone;Name\r\n\r\n 07911 123456 ; A\u0308nna \r\n;;\r\n+44;"B;\r\n""b"""\r\n+447911;"open;x\r\n=1;c;d\r\n';

describe('rejected records as they were sent', () => {
  it('stand in the error log unchanged, so that they can be corrected', async () => {
    expect(await rawOf(file, [0, 1, 2, 3])).toEqual([
      [0, ' 07911 123456 ', ' A\u0308nna '],
      [1, '+44', 'B;\r\n"b"'],
      [2, '+447911', '"open', 'x'],
      [3, '=1', 'c', 'd'],
    ]);
  });

  it('are found by the same numbers that the rejections have', async () => {
    const { rejections } = await read(file);
    expect(rejections.map(({ record, line }) => [record, line])).toEqual([
      [0, 4],
      [1, 6],
      [2, 8],
      [3, 9],
    ]);
  });

  it('are only those asked for, from a list or a stream of numbers', async () => {
    const stream = async function* (): AsyncGenerator<number> {
      await Promise.resolve();
      yield* [1, 3, 99];
    };
    expect(await rawOf(file, stream())).toMatchObject([
      [1, '+44', 'B;\r\n"b"'],
      [3, '=1', 'c', 'd'],
    ]);
    expect(await rawOf(file, [])).toEqual([]);
  });
});
