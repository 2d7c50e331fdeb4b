/** Changes to a directory over time: adding people by the thousand, changing some, removing some. */
import type { Directory } from './directory.ts';
import { inventedPeople } from './invented-people.ts';
import type { GraphUser } from './user.ts';

export function createBusyDays(directory: Directory) {
  let turn = 0;

  /** Picks generated users only, and other ones each time; the sample people stay as they are. */
  function some(tenantId: string, count: number): GraphUser[] {
    const invented = directory.users
      .all(tenantId)
      .filter(({ mail }) => mail?.endsWith('@example.com') === true);
    const from = invented.length === 0 ? 0 : turn % invented.length;
    turn += Math.min(count, invented.length);
    return [...invented.slice(from), ...invented.slice(0, from)].slice(0, count);
  }

  return {
    /** Adds `count` generated users. The same seed gives the same users; existing ones stay. */
    fill(tenantId: string, count: number, seed = 1): void {
      const fresh = [...inventedPeople(count, seed)].filter(
        ({ id }) => !directory.users.knows(tenantId, id),
      );
      directory.users.putAll(tenantId, fresh);
    },

    /** @returns users who got another job title */
    change(tenantId: string, count: number): string[] {
      const users = some(tenantId, count);
      const change = turn;
      directory.users.putAll(
        tenantId,
        users.map((user) => ({ ...user, jobTitle: `Lead, since change ${change}` })),
      );
      return users.map(({ id }) => id);
    },

    /** @returns users who were removed: to the recycle bin, like a deletion by an admin */
    remove(tenantId: string, count: number): string[] {
      const users = some(tenantId, count);
      for (const { id } of users) directory.users.remove(tenantId, id);
      return users.map(({ id }) => id);
    },

    /** @returns the user who was disabled; undefined when no enabled one is left */
    disable(tenantId: string): string | undefined {
      const enabled = some(tenantId, Infinity).find(({ accountEnabled }) => accountEnabled);
      if (enabled !== undefined) directory.users.disable(tenantId, enabled.id);
      return enabled?.id;
    },
  };
}
