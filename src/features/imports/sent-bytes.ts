import { createHash } from 'node:crypto';
import type { Operation } from '../../domain/operations/operation.ts';
import { createUtf8Check } from './reading/encoding.ts';

/** Facts about a file that its bytes tell. */
export type BytesFacts = Required<Pick<Operation, 'contents' | 'isUtf8'>>;

/** A file's bytes on their way into the store, where all that they say of the file is found out. */
export function createSentBytes(sent: AsyncIterable<Buffer>): {
  readonly content: AsyncGenerator<Buffer>;
  /** to be called when all have passed */
  facts(): BytesFacts;
} {
  const hash = createHash('sha256');
  const utf8 = createUtf8Check();
  async function* content() {
    for await (const chunk of sent) {
      hash.update(chunk);
      utf8.add(chunk);
      yield chunk;
    }
  }
  return {
    content: content(),
    facts: () => ({ contents: hash.digest('base64url'), isUtf8: utf8.isValid() }),
  };
}
