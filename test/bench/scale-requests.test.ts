import { describe, expect, it } from '@jest/globals';
import { checkedAgainst } from '../../bench/scale/check.ts';
import { tellStory } from '../../bench/scale/count-story.ts';
import { counted } from '../../bench/scale/real-store.ts';
import { bytesOf } from '../../bench/scale/row-bytes.ts';
import { testConnectionString } from '../support/storage.ts';

/** Percent; beside it stand a few requests, since a small job has few in all. */
const tolerance = 15;
const few = 15;

describe('what docs/scale.md reckons with', () => {
  it('is what is really asked of the store: else whoever pays for it pays more than they were told', async () => {
    const store = testConnectionString();
    const story = { rows: 40, changed: 5, users: 30 };
    const checked = await counted(store, store, async (through) =>
      checkedAgainst(story, await tellStory(through, story)),
    );
    expect(checked.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['plan of new', 'apply of new', 'export', 'daily sync']),
    );
    const wrong = checked.filter(
      (one) =>
        Math.abs(one.predicted - one.counted) > Math.max(few, (one.counted * tolerance) / 100),
    );
    expect(wrong).toEqual([]);
  }, 600_000);

  it('counts a row as large as Azure does: keys, names and texts with two bytes a letter', () => {
    const row = { partitionKey: 'ab', rowKey: 'c', etag: 'x', name: 'Ada', linked: true };
    expect(bytesOf(row)).toBe(4 + 6 + (8 + 8 + 10) + (8 + 12 + 1));
  });
});
