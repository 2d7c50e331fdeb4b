/** What happens in a directory over time: people come by the thousand, some change, some leave. */
import type { Directory } from './directory.ts';
import { inventedPeople } from './invented-people.ts';
import type { GraphUser } from './user.ts';

export function createBusyDays(directory: Directory) {
  let turn = 0;

  /** Only invented ones: who was put there by name stays as they are. Each time others, in turn. */
  function some(tenantId: string, count: number): GraphUser[] {
    const invented = directory.users
      .all(tenantId)
      .filter(({ mail }) => mail?.endsWith('@example.com') === true);
    const from = invented.length === 0 ? 0 : turn % invented.length;
    turn += Math.min(count, invented.length);
    return [...invented.slice(from), ...invented.slice(0, from)].slice(0, count);
  }

  return {
    /** Makes `count` invented users; with the same seed they are the same, and those already there stay. */
    fill(tenantId: string, count: number, seed = 1): void {
      const fresh = [...inventedPeople(count, seed)].filter(
        ({ id }) => !directory.users.knows(tenantId, id),
      );
      directory.users.putAll(tenantId, fresh);
    },

    /** @returns who got another job title */
    change(tenantId: string, count: number): string[] {
      const users = some(tenantId, count);
      const change = turn;
      directory.users.putAll(
        tenantId,
        users.map((user) => ({ ...user, jobTitle: `Lead, since change ${change}` })),
      );
      return users.map(({ id }) => id);
    },

    /** @returns who was removed: into the recycle bin, as an admin's deletion does */
    remove(tenantId: string, count: number): string[] {
      const users = some(tenantId, count);
      for (const { id } of users) directory.users.remove(tenantId, id);
      return users.map(({ id }) => id);
    },

    /** @returns who can't sign in any more; undefined when nobody is left who could */
    disable(tenantId: string): string | undefined {
      const enabled = some(tenantId, Infinity).find(({ accountEnabled }) => accountEnabled);
      if (enabled !== undefined) directory.users.disable(tenantId, enabled.id);
      return enabled?.id;
    },
  };
}
