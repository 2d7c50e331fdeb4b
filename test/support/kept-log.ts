import { Writable } from 'node:stream';
import { createLog, type Log } from '../../src/log.ts';

/** A log of which everything written is kept. */
export function keptLog(level: 'debug' | 'info' = 'debug'): {
  readonly log: Log;
  /** everything so far */
  readonly written: () => string;
  readonly lines: () => readonly string[];
} {
  let written = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  return {
    log: createLog(level, sink),
    written: () => written,
    lines: () => written.trimEnd().split('\n'),
  };
}
