import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { batchesOfLines, toJsonLines } from '../../../src/features/imports/json-lines.ts';
import { anyCharacter } from '../../support/any-character.ts';

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  await Promise.resolve();
}

describe('lines of a plan', () => {
  it('are all applied, in their order, wherever a chunk ends and wherever an earlier worker stopped', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ name: fc.string({ unit: anyCharacter }) }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat({ max: 45 }),
        fc.boolean(),
        async (lines, chunk, size, skip, isClosed) => {
          const bytes = Buffer.concat(await Array.fromAsync(toJsonLines(lines)));
          const content = isClosed ? bytes : bytes.subarray(0, -1);
          const batches = await Array.fromAsync(
            batchesOfLines(inChunks(content, chunk), size, skip),
          );
          expect(batches.flatMap((batch) => batch.read())).toEqual(lines.slice(skip));
          for (const batch of batches) expect(batch.read()).toHaveLength(batch.count);
          for (const batch of batches.slice(0, -1)) expect(batch.count).toBe(size);
        },
      ),
      { numRuns: 150 },
    );
  });
});
