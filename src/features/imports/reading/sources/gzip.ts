import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../../../errors.ts';
import type { OpenFile } from '../file-facts.ts';
import { asDamaged } from './damaged.ts';

/** The compressed file, unpacked as it is read. @throws AppError file-is-damaged, unpacked-too-large */
export function gunzipped(open: OpenFile, limit: number): OpenFile {
  return async function* (from = 0) {
    const unpacking = createGunzip();
    // Its errors appear at the end that is read.
    pipeline(Readable.from(open()), unpacking, () => undefined);
    let bytes = 0;
    try {
      for await (const chunk of unpacking as AsyncIterable<Buffer>) {
        const start = bytes;
        bytes += chunk.length;
        if (bytes > limit) throw new AppError('unpacked-too-large');
        if (bytes > from) yield start >= from ? chunk : chunk.subarray(from - start);
      }
    } catch (error) {
      throw asDamaged(error);
    }
  };
}
