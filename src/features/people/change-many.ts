import { isPersonId, shardOf } from '../../domain/person-id.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, FieldChange } from '../../domain/person.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { defined } from '../../lib/defined.ts';
import { changeOf, makeChanges, type ChangeDeps } from './change.ts';

export interface BulkOutcome {
  /** the one person that was asked for, or several without their versions */
  readonly done: readonly StoredPerson[];
  readonly refused: readonly { readonly person: StoredPerson; readonly reason: Refusal }[];
  /** number of ids without a person */
  readonly missing: number;
  /** the record in the history, where several were changed */
  readonly operation?: string;
}

export type Refusal =
  | 'linked'
  | 'already-there'
  | 'deleted'
  | 'changed-meanwhile'
  /** when restoring: the phone belongs to someone else now; the person was merged into another; it is too late */
  | 'phone-taken'
  | 'merged'
  | 'too-late';

/** The outcome for one person. */
export interface One {
  readonly person: StoredPerson;
  /** absent: they are as they were to become */
  readonly refusal?: Refusal;
}

export interface ManyChanges {
  readonly tenant: string;
  readonly by: Actor;
  readonly what: AuditEntry['what'];
  readonly operation?: string | undefined;
  /** The change of a person as they are now, what became of them without one, or that it takes a closer look. */
  decide(person: StoredPerson): FieldChange | One | 'alone';
  /** The change of a person who was changed meanwhile, or who takes a closer look; undefined: no one has the id */
  alone(id: string): Promise<One | undefined>;
}

const concurrency = 8;

/**
 * Makes the same change to many people, in a transaction for each shard. People who can't be changed are reported, and the
 * others go on.
 * @param ids at most 100
 */
export async function changeMany(
  deps: ChangeDeps,
  ids: readonly string[],
  changing: ManyChanges,
): Promise<BulkOutcome> {
  const wanted = [...new Set(ids)];
  const outcomes = new Map<string, One>();
  const left: string[] = [];
  if (wanted.length === 1) left.push(...wanted);
  else {
    const byShard = Map.groupBy(wanted.filter(isPersonId), shardOf);
    await forEachConcurrent(byShard, concurrency, async ([shard, some]) => {
      left.push(...(await changeShard(deps, shard, some, { ...changing, outcomes })));
    });
  }
  await forEachConcurrent(left, concurrency, async (id) => {
    const one = await changing.alone(id);
    if (one !== undefined) outcomes.set(id, one);
  });
  const all = wanted.flatMap((id) => outcomes.get(id) ?? []);
  return {
    done: all.flatMap(({ person, refusal }) => (refusal === undefined ? person : [])),
    refused: all.flatMap(({ person, refusal }) =>
      refusal === undefined ? [] : { person, reason: refusal },
    ),
    missing: wanted.length - all.length,
  };
}

/** @returns ids of the people to be changed alone */
async function changeShard(
  deps: ChangeDeps,
  shard: string,
  ids: readonly string[],
  { outcomes, ...changing }: Omit<ManyChanges, 'alone'> & { readonly outcomes: Map<string, One> },
): Promise<string[]> {
  const { tenant, by, what, operation, decide } = changing;
  const within = { ...defined({ operation }), via: 'admin' } as const;
  const there = await deps.store.read(tenant, shard, ids);
  const alone: string[] = [];
  const changes = [...there.values()].flatMap((person) => {
    const decided = decide(person);
    if (decided === 'alone') alone.push(person.id);
    else if ('person' in decided) outcomes.set(person.id, decided);
    else {
      const change = changeOf(person, [decided], by, deps.now(), within);
      return [{ tenant, by, what, ...defined({ operation }), ...change }];
    }
    return [];
  });
  const made = await makeChanges(deps, changes);
  for (const { person } of made) outcomes.set(person.id, { person: { ...person, etag: '' } });
  const isMade = new Set(made.map(({ person }) => person.id));
  return [...alone, ...changes.flatMap(({ person }) => (isMade.has(person.id) ? [] : person.id))];
}
