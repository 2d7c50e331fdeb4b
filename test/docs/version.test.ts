import { describe, expect, it } from '@jest/globals';
import { keptVersions } from '../upgrade/fixtures.ts';
import { read } from './documents.ts';

interface Package {
  readonly version: string;
}

const { version } = JSON.parse(read('package.json')) as Package;

describe('whoever asks which version this is gets one answer:', () => {
  it('from the lock file', () => {
    const lock = JSON.parse(read('package-lock.json')) as Package & {
      readonly packages: Readonly<Record<string, Package | undefined>>;
    };
    expect([lock.version, lock.packages['']?.version]).toEqual([version, version]);
  });

  it('from the top of the changelog, with its day, above older ones in order', () => {
    const headings = Array.from(
      read('CHANGELOG.md').matchAll(/^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$/gm),
      ([, number = '', day = '']) => ({ number, day }),
    );
    expect(headings[0]?.number).toBe(version);
    const days = headings.map(({ day }) => day);
    expect(days).toEqual(days.toSorted().reverse());
    // The unreleased part has no number.
    expect(read('CHANGELOG.md').match(/^## (?!Unreleased$)/gm)).toHaveLength(headings.length);
  });

  it('from what the versions after it are tried with: npm run fixtures', () => {
    expect(keptVersions().at(-1)).toBe(version);
  });
});
