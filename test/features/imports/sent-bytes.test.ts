import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createSentBytes } from '../../../src/features/imports/sent-bytes.ts';
import { opening, read } from './reading/read-bytes.ts';

const letters = fc.constantFrom(
  ...['a', 'Zoë', '文', '👩🏽‍🚀', '\n'].map((text) => Buffer.from(text)),
  ...[[0xe4], [0xc3], [0xe2, 0x82], [0xf0, 0x9f]].map((bytes) => Buffer.from(bytes)),
);

describe('what the bytes of a file say on their way into the store', () => {
  it('is whether all are UTF-8, wherever they are cut, so that no name is garbled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(letters), fc.integer({ min: 1, max: 5 }), async (parts, chunk) => {
        const bytes = Buffer.concat(parts);
        const sent = createSentBytes(opening(bytes, chunk)());
        const passed: Buffer[] = [];
        for await (const piece of sent.content) passed.push(piece);
        expect(Buffer.concat(passed)).toEqual(bytes);
        expect(sent.facts().isUtf8).toBe(isUtf8(bytes));
      }),
    );
  });

  it.each(['latin1', 'utf8', 'utf16le'] as const)(
    'reads the file as if it were found out again: %s',
    async (encoding) => {
      const text = `Phone,First name,City\n${'+491710000001,Jörg,Köln\n'.repeat(3)}`;
      const bytes = Buffer.from(text, encoding);
      const known = await read(bytes, { isUtf8: isUtf8(bytes) });
      expect(known).toEqual(await read(bytes));
      expect(known.rows).toHaveLength(3);
    },
  );
});
