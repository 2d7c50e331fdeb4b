import { assumptions as given } from './assumptions.ts';
import { createChance } from './chance.ts';

export interface Organization {
  readonly people: number;
  /** hours ahead of UTC */
  readonly offset: number;
  /** local hour of the daily sync */
  readonly syncHour: number;
  /** local minute of the week, Monday 0:00 being 0, at which somebody sends the week's file */
  readonly importAt: number;
  /** the same, of exports; the one by schedule among them */
  readonly exportsAt: readonly number[];
  readonly turnsADay: number;
}

/** Organizations of a made-up world, always the same ones. The first is the largest. */
export function makeOrganizations(count: number = given.organizations): Organization[] {
  const chance = createChance(given.seed);
  const workMinute = () =>
    Math.floor(chance.below(5)) * 1_440 +
    Math.floor((given.workFrom + chance.below(given.workUntil - given.workFrom)) * 60);
  return Array.from({ length: count }, (_, index) => {
    const scatter = index === 0 ? 1 : 1 + given.scatter * (chance.below(2) - 1);
    const people = Math.max(10, Math.round((given.largest / (index + 1)) * scatter));
    const admins = given.adminsFrom + (people / 1_000) * given.adminsForThousand;
    const byHand = Array.from({ length: given.exportsByHand }, workMinute);
    const isScheduled = chance.below(1) < given.scheduled;
    return {
      people,
      offset: chance.weighted(given.zones),
      syncHour: chance.weighted(given.syncHours),
      importAt: workMinute(),
      exportsAt: isScheduled ? [...byHand, given.scheduleHour * 60] : byHand,
      turnsADay: Math.min(given.maxAdmins, admins) * given.turnsOfAdmin,
    };
  });
}
