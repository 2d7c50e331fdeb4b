import { describe, expect, it } from '@jest/globals';
import { total } from '../../bench/scale/requests.ts';
import { makeOrganizations } from '../../bench/scale/organizations.ts';
import { playWeek } from '../../bench/scale/week.ts';
import { workOf } from '../../bench/scale/work.ts';

const measured = {
  microseconds: {
    plan: 100,
    planOfSame: 80,
    apply: 200,
    export: 70,
    refresh: 70,
    scan: 40,
    lookUp: 900,
  },
  bytes: { file: 140, planOfNew: 360, planOfChanged: 1_000, export: 150, roster: 75, view: 70 },
} as const;

describe('the week that docs/scale.md plays', () => {
  const organizations = makeOrganizations(40);
  const week = playWeek(organizations, measured, 1);

  it('loses no job: every sync, import and export that is due is done and counted', () => {
    const exports = organizations.reduce((all, { exportsAt }) => all + exportsAt.length, 0);
    const lateImports = week.jobs - 40 * 7 - exports;
    // An import sent in the week's last minutes is confirmed in the next one.
    expect(lateImports).toBeGreaterThanOrEqual(2 * 40 - 2);
    expect(lateImports).toBeLessThanOrEqual(2 * 40);
  });

  it('comes to what its jobs come to, or its costs would be of another world', () => {
    const jobs = organizations.reduce((all, { people, exportsAt }) => {
      const { weekly, daily, export: one } = workOf(people, measured);
      const each = [weekly.plan, weekly.apply, ...exportsAt.map(() => one)];
      const asked = each.reduce((some, { requests }) => some + total(requests), 0);
      return all + asked + 7 * total(daily.requests);
    }, 0);
    const turns = organizations.reduce((all, { turnsADay }) => all + 5 * turnsADay, 0);
    // A turn asks four times, one about the directory a little more.
    expect(total(week.requests)).toBeGreaterThan((jobs + 4 * turns) * 0.98);
    expect(total(week.requests)).toBeLessThan((jobs + 6 * turns) * 1.02);
  });

  it('makes nobody wait longer with more workers, and is the same week each time', () => {
    const more = playWeek(organizations, measured, 4);
    expect(more.waited.sync.most).toBeLessThanOrEqual(week.waited.sync.most);
    expect(playWeek(organizations, measured, 1)).toEqual(week);
  });
});
