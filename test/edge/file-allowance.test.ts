import { describe, expect, it } from '@jest/globals';
import { createFileAllowance } from '../../src/edge/file-allowance.ts';
import type { SentFile } from '../../src/edge/ports.ts';

const limits = { concurrency: 3, inTime: 5 };
const minuteMs = 60_000;

/** The allowance of one person, by a clock of its own. */
function rig() {
  let now = Date.parse('2026-03-15T12:00:00Z');
  let kept: readonly SentFile[] = [];
  let version = 0;
  let conflicts = 0;
  const allowance = createFileAllowance({
    store: {
      read: () => Promise.resolve({ sent: kept, etag: String(version) }),
      write(_tenant, _person, sent, etag) {
        if (conflicts > 0 || etag !== String(version)) {
          conflicts -= 1;
          return Promise.resolve('conflict');
        }
        kept = sent;
        version += 1;
        return Promise.resolve('written');
      },
    },
    limits,
    now: () => now,
  });
  return {
    take: (...keys: readonly string[]) => allowance.take('sample', 'admin', keys),
    done: (...keys: readonly string[]) => allowance.reconcile('sample', 'admin', keys),
    later: (minutes: number) => void (now += minutes * minuteMs),
    keys: () => kept.map(({ key }) => key),
    busy: () => void (conflicts = 2),
  };
}

const refused = (limit: number) => ({ code: 'too-many-files', details: { limit } });

describe('the files of one person', () => {
  it('may be as many at once as the limit, all of a message or none', async () => {
    const { take, keys } = rig();
    await take('a', 'b');
    await expect(take('c', 'd')).rejects.toMatchObject(refused(limits.concurrency));
    expect(keys()).toEqual(['a', 'b']);
    await take('c');
    await expect(take('d')).rejects.toMatchObject(refused(limits.concurrency));
  });

  it('make room when they are done, and only those', async () => {
    const { take, done } = rig();
    await take('a', 'b', 'c');
    await done('b', 'x');
    await take('d');
    await expect(take('e')).rejects.toMatchObject(refused(limits.concurrency));
  });

  it('may be as many in ten minutes as the limit, done or not', async () => {
    const { take, done, later } = rig();
    await take('a', 'b', 'c');
    await done('a', 'b', 'c');
    await take('d', 'e');
    await done('d', 'e');
    await expect(take('f')).rejects.toMatchObject({
      code: 'too-many-files',
      details: { limit: limits.inTime, minutes: 10 },
    });
    later(10);
    await take('f', 'g', 'h');
  });

  it('count once when their message is delivered again, but not when they are sent again', async () => {
    const { take, keys, later } = rig();
    await take('a', 'b', 'c');
    await take('a', 'b', 'c');
    expect(keys()).toEqual(['a', 'b', 'c']);
    later(2);
    await take('a', 'b');
    expect(keys()).toEqual(['a', 'b', 'c', 'a', 'b']);
  });

  it('of a process that died don’t stand in the way for long', async () => {
    const { take, later } = rig();
    await take('a', 'b', 'c');
    later(1.9);
    await expect(take('d')).rejects.toMatchObject(refused(limits.concurrency));
    later(0.1);
    await take('d');
  });

  it('are counted again if another process counts at the same moment', async () => {
    const { take, busy, keys } = rig();
    busy();
    await take('a');
    expect(keys()).toEqual(['a']);
  });
});
