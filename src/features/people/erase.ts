import { randomBytes } from 'node:crypto';
import { erasureMark } from '../../domain/erasure.ts';
import type { JobSender } from '../../domain/operations/ports.ts';
import type { ChangeFeed, PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';
import type { Actor, Person } from '../../domain/person.ts';
import { defined } from '../../lib/defined.ts';

export interface ErasureDeps {
  readonly store: Pick<PeopleStore, 'read' | 'write'>;
  readonly changeFeed: ChangeFeed;
  readonly jobs: JobSender;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export interface Erasures {
  /**
   * Erases deleted people. From now on they can't be restored and are found nowhere. A job removes what else is
   * known of them, and continues after a crash.
   * @returns `refused`: how many aren't deleted, or are gone
   */
  ask(
    tenant: string,
    by: Actor,
    ids: readonly string[],
  ): Promise<{ readonly erased: number; readonly refused: number }>;
}

/** The job starts once the mark is likely to be there; earlier, it would only wait. */
const delaySeconds = 1;

export function createErasures({ store, changeFeed, jobs, now }: ErasureDeps): Erasures {
  async function read(tenant: string, id: string): Promise<StoredPerson | undefined> {
    return (await store.read(tenant, shardOf(id), [id])).get(id);
  }

  async function one(tenant: string, by: Actor, id: string): Promise<boolean> {
    const person = await read(tenant, id);
    if (person === undefined || !isErasable(person)) return false;
    // The message first: a mark without one would hide the person for good without erasing them.
    await jobs.send(
      {
        v: 1,
        type: 'erase-person',
        tenant,
        person: id,
        reference: randomBytes(8).toString('hex'),
        by: by.id,
        at: new Date(now()).toISOString(),
      },
      delaySeconds,
    );
    await changeFeed.people(tenant, [id]);
    const outcome = await store.write(tenant, shardOf(id), [
      { type: 'update', person: marked(person), etag: person.etag },
    ]);
    return outcome === 'written';
  }

  return {
    async ask(tenant, by, ids) {
      const wanted = [...new Set(ids)];
      let erased = 0;
      for (const id of wanted) if (await one(tenant, by, id)) erased += 1;
      return { erased, refused: wanted.length - erased };
    },
  };
}

/**
 * The record with the mark, and with no more than the job needs to recognise their traces. Their number may come back
 * before it has run, by a file, a sync or a form: nothing of before comes back with it.
 */
function marked(person: StoredPerson): Person {
  const { id, network, source, linked, entraId, absorbed, fields, history } = person;
  const { addedAt, changedAt, changedBy } = person;
  const ofPhones = history.map(({ at, by, changes }) => ({
    at,
    by,
    changes: changes.filter(({ field }) => field === 'phone'),
  }));
  return {
    ...{ id, network, source, linked, addedAt, changedAt, changedBy },
    ...defined({ entraId, absorbed }),
    fields: defined({ phone: fields.phone }),
    history: ofPhones.filter(({ changes }) => changes.length > 0),
    deletedAt: erasureMark,
  };
}

/**
 * A record that was merged into another is erased with that one. A person who is being erased already isn't
 * erased again.
 */
export function isErasable({ deletedAt, mergedInto }: StoredPerson): boolean {
  return deletedAt !== undefined && deletedAt !== erasureMark && mergedInto === undefined;
}
