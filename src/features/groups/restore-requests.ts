import type { StoredPerson } from '../../domain/people-store.ts';
import { daysKept } from '../../domain/attributes.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { RestoreRequestStore } from './ports.ts';
import type { RestoreRequest } from './restore-request.ts';

/** A request that waits for an admin, with the person's current state. */
export interface OpenRequest extends RestoreRequest {
  readonly deleted: StoredPerson;
}

export interface RestoreRequests {
  /** Makes a request; there is one per person, however often it is made, and none after an admin has refused. */
  ask(tenant: string, request: Omit<RestoreRequest, 'at' | 'deletedAt'>): Promise<void>;
  /** The open requests, newest first. Restoring the person in any way ends a request. */
  open(tenant: string): Promise<readonly OpenRequest[]>;
  /** The person stays deleted. */
  refuse(tenant: string, person: string): Promise<void>;
  /** Deletes requests about people whose retention has ended. @returns how many */
  removeOld(tenant: string): Promise<number>;
}

export interface RestoreRequestsDeps {
  readonly store: RestoreRequestStore;
  readonly people: { get(tenant: string, id: string): Promise<StoredPerson | undefined> };
  /** milliseconds since 1970 */
  readonly now: () => number;
}

const concurrency = 8;
const keptMs = daysKept * 24 * 3_600_000;

export function createRestoreRequests({
  store,
  people,
  now,
}: RestoreRequestsDeps): RestoreRequests {
  const moment = () => new Date(now()).toISOString();

  return {
    async ask(tenant, asked) {
      const { request, etag } = await store.read(tenant, asked.person);
      const deletedAt = (await people.get(tenant, asked.person))?.deletedAt;
      if (deletedAt === undefined || request?.deletedAt === deletedAt) return;
      // If another request was written first, that one counts.
      await store.write(tenant, { ...asked, deletedAt, at: moment() }, etag);
    },

    async open(tenant) {
      const all = await store.all(tenant);
      const found: OpenRequest[] = [];
      await forEachConcurrent(
        all.filter(({ refusedAt }) => refusedAt === undefined),
        concurrency,
        async (request) => {
          const deleted = await people.get(tenant, request.person);
          const isOpen = deleted?.deletedAt === request.deletedAt;
          const age = now() - Date.parse(request.deletedAt);
          if (deleted !== undefined && isOpen && age < keptMs) found.push({ ...request, deleted });
        },
      );
      return found.toSorted((one, other) => (one.at < other.at ? 1 : -1));
    },

    refuse(tenant, person) {
      return retryOnConflict('a request', async () => {
        const { request, etag } = await store.read(tenant, person);
        if (request === undefined || request.refusedAt !== undefined) return undefined;
        const isWritten = await store.write(tenant, { ...request, refusedAt: moment() }, etag);
        return isWritten ? undefined : 'conflict';
      });
    },

    async removeOld(tenant) {
      const all = await store.all(tenant);
      const old = all.filter(({ deletedAt }) => now() - Date.parse(deletedAt) > keptMs);
      await forEachConcurrent(old, concurrency, ({ person }) => store.remove(tenant, person));
      return old.length;
    },
  };
}
