import { chanceOf } from './chance.ts';
import type { Passing } from './faults.ts';

export type Role = 'web' | 'worker';

/** One death: the process that makes the role's request of this number dies, before it is carried out or before it hears so. */
interface Death {
  readonly role: Role;
  readonly request: number;
  readonly moment: 'asked' | 'done';
  /** until another process takes its place */
  readonly pauseMs: number;
}

export interface Killer {
  /**
   * Hears of a process's request.
   * @returns after how many milliseconds another process is to take its place; undefined: it lives on
   */
  death(role: Role, passing: Passing, moment: 'asked' | 'done'): number | undefined;
  /** From here on everybody lives. */
  rest(): void;
  readonly kills: Readonly<Record<Role, number>>;
}

/** Requests within which deaths are spread: about what a role makes in a run. */
const spread: Readonly<Record<Role, number>> = { web: 220, worker: 320 };

/** Ends processes with SIGKILL at moments of the seed's choice. */
export function createKiller(seed: number): Killer {
  const chance = chanceOf(seed, 'deaths');
  const deaths: Death[] = (['web', 'worker'] as const).flatMap((role) =>
    Array.from({ length: chance.pick(role === 'web' ? [0, 1, 1, 2] : [0, 1, 1, 2, 3]) }, () => ({
      role,
      request: chance.whole(3, spread[role]),
      moment: chance.pick(['asked', 'done'] as const),
      pauseMs: chance.pick([0, 300, 2_000]),
    })),
  );
  const counted = { web: 0, worker: 0 };
  const kills = { web: 0, worker: 0 };
  let isResting = false;
  return {
    kills,
    death(role, { isPoll }, moment) {
      if (isPoll || isResting) return undefined;
      if (moment === 'asked') counted[role] += 1;
      const due = deaths.findIndex(
        (death) => death.role === role && death.moment === moment && death.request <= counted[role],
      );
      if (due < 0) return undefined;
      kills[role] += 1;
      return deaths.splice(due, 1)[0]?.pauseMs;
    },
    rest() {
      isResting = true;
    },
  };
}
