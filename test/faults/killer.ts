import { chanceOf } from './chance.ts';
import type { Passing } from './faults.ts';

export type Role = 'web' | 'worker';

/**
 * One kill: the process that makes the role's request of this number dies, before the request is carried out or
 * before it gets the response.
 */
interface Death {
  readonly role: Role;
  readonly request: number;
  readonly moment: 'asked' | 'done';
  /** until another process takes its place */
  readonly pauseMs: number;
}

/** One pause: the process that makes the role's request of this number is suspended, and continues afterwards. */
interface Pause {
  readonly role: Role;
  readonly request: number;
  readonly moment: 'asked' | 'done';
  readonly ms: number;
}

export interface Killer {
  /**
   * Called for each request of a process.
   * @returns after how many milliseconds another process takes its place; undefined: it lives on
   */
  death(role: Role, passing: Passing, moment: 'asked' | 'done'): number | undefined;
  /**
   * Called for the same request if it killed no process.
   * @returns for how many milliseconds to suspend the process; undefined: not at all
   */
  pause(role: Role, moment: 'asked' | 'done'): number | undefined;
  /** No more kills from here on. */
  rest(): void;
  readonly kills: Readonly<Record<Role, number>>;
  readonly pauses: Readonly<Record<Role, number>>;
}

/** Requests within which kills are distributed: about what a role makes in a run. */
const spread: Readonly<Record<Role, number>> = { web: 220, worker: 320 };

/** Longer than any claim or lease, so that others have taken over by then; and one that is merely slow. */
const pausesMs = [26_000, 26_000, 6_000] as const;

/** Kills processes with SIGKILL, and suspends some with SIGSTOP for a time, at moments decided by the seed. */
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
  const luck = chanceOf(seed, 'pauses');
  const pausing: Pause[] = (['web', 'worker'] as const).flatMap((role) =>
    Array.from({ length: luck.pick(role === 'web' ? [0, 0, 1] : [0, 1, 1, 2]) }, () => ({
      role,
      request: luck.whole(3, spread[role]),
      moment: luck.pick(['asked', 'done'] as const),
      ms: luck.pick(pausesMs),
    })),
  );
  const pauses = { web: 0, worker: 0 };
  const counted = { web: 0, worker: 0 };
  const kills = { web: 0, worker: 0 };
  let isResting = false;
  return {
    kills,
    pauses,
    pause(role, moment) {
      if (isResting) return undefined;
      const due = pausing.findIndex(
        (pause) => pause.role === role && pause.moment === moment && pause.request <= counted[role],
      );
      if (due < 0) return undefined;
      pauses[role] += 1;
      return pausing.splice(due, 1)[0]?.ms;
    },
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
