import type { OpenFile } from '../file-facts.ts';
import { sniffedBytes } from '../sniff.ts';

/** The part of a file's beginning that shows its kind. */
export async function headOf(open: OpenFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of open()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= sniffedBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, sniffedBytes);
}
