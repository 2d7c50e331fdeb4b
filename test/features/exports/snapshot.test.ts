import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  openSnapshot,
  snapshotLine,
  type SnapshotEntry,
} from '../../../src/features/exports/snapshot.ts';

const hash = fc.stringMatching(/^[\w-]{24}$/);
const entries = fc.uniqueArray(
  fc.record(
    {
      id: fc.stringMatching(/^[0-9a-f]{32}$/),
      hash,
      network: fc.constantFrom('Employee' as const, 'Others' as const),
      phone: fc.stringMatching(/^(\+\d{6,15})?$/),
      parts: fc.record({
        builtIn: hash,
        own: fc
          .dictionary(fc.stringMatching(/^own_[0-9a-z]{8}$/), fc.stringMatching(/^[\w-]{12}$/), {
            maxKeys: 3,
          })
          .map((own) => ({ ...own })),
      }),
    },
    { requiredKeys: ['id', 'hash', 'network', 'phone'] },
  ),
  { selector: ({ id }) => id, maxLength: 60 },
);

// eslint-disable-next-line @typescript-eslint/require-await -- a source of bytes
async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text, 'latin1');
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

describe('what the next export of changes is compared with', () => {
  it('comes back entry by entry, however the store cuts it into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.integer({ min: 1, max: 200 }), async (written, size) => {
        const snapshot = await openSnapshot(inPieces(written.map(snapshotLine).join(''), size));
        const read: SnapshotEntry[] = [];
        while (snapshot.current !== undefined) {
          read.push(snapshot.current);
          await snapshot.advance();
        }
        expect(read).toEqual(written);
        await snapshot.advance();
        expect(snapshot.current).toBeUndefined();
      }),
    );
  });

  it('is understood also as it was written before hashes had parts', async () => {
    const snapshot = await openSnapshot(inPieces('0123 abc E +44\n', 4));
    expect(snapshot.current).toEqual({
      id: '0123',
      hash: 'abc',
      network: 'Employee',
      phone: '+44',
    });
  });

  it('is empty where there was no earlier export', async () => {
    expect((await openSnapshot()).current).toBeUndefined();
  });

  it.each(['0123 hash X +44\n', 'torn off'])('is refused when it is damaged: %j', async (text) => {
    await expect(openSnapshot(inPieces(text, 4))).rejects.toMatchObject({ code: 'unexpected' });
  });
});
