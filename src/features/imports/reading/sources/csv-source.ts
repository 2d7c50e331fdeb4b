import iconv from 'iconv-lite';
import { findCut } from '../delimiter.ts';
import { findEncoding } from '../encoding.ts';
import type { OpenFile, SourceFacts } from '../file-facts.ts';
import { readRecords } from '../records.ts';
import type { RowSource, SourceOptions } from './row-source.ts';

const nothingHeld = () => Promise.resolve();

/**
 * Text of some kind: finds its encoding and delimiter.
 *
 * @throws AppError file-empty, unknown-encoding
 */
export async function findCsvSource(
  open: OpenFile,
  { own, signal, country, isUtf8, encoding: said }: SourceOptions,
): Promise<RowSource> {
  const { encoding, head, candidates } = await findEncoding(open, {
    said,
    country,
    isUtf8,
    signal,
  });
  const source = csvSource(open, { encoding, ...findCut(iconv.decode(head, encoding), own) });
  return candidates === undefined
    ? source
    : { ...source, question: { kind: 'encoding', candidates } };
}

/** Text whose encoding and delimiter are known. */
export function csvSource(open: OpenFile, facts: SourceFacts): RowSource {
  return {
    facts,
    records: (signal, inBytes) => readRecords(open, { ...facts, signal, inBytes }),
    close: nothingHeld,
  };
}
