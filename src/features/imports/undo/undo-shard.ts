import type {
  ChangeFeed,
  PeopleStore,
  PersonWrite,
  StoredPerson,
} from '../../../domain/people-store.ts';
import type { Actor } from '../../../domain/person.ts';
import type { PhoneChange, PhoneChanges } from '../ports.ts';
import { notUndonePerson, type NotUndonePerson } from './not-undone-person.ts';
import { outcomeOf, restoreValues } from './restore-values.ts';
import { standingByImage, type BeforeImages } from './before-image.ts';
import { entryOf, standingTo, type CurrentState } from './current-state.ts';
import { linesInTransaction } from '../apply-shard.ts';

/** How often people are classified again while others keep changing them. */
const rounds = 4;

/** Counts of an undo so far. */
export interface UndoCounts {
  /** deleted by the undone operation, and restored */
  readonly back: number;
  readonly updated: number;
  /** added by the undone operation, and deleted again */
  readonly removed: number;
  /** reverted already, by an undo that was stopped */
  readonly unchanged: number;
  /** changed since, and left as they are */
  readonly left: number;
}

export const nobodyYet: UndoCounts = { back: 0, updated: 0, removed: 0, unchanged: 0, left: 0 };

export interface Undoing {
  readonly tenant: string;
  readonly shard: string;
  /** id of the undo */
  readonly operation: string;
  /** id of the undone operation */
  readonly undoes: string;
  readonly by: Actor;
  /** only counts what an earlier attempt has reverted, and writes nothing */
  readonly onlyCount?: boolean;
  /** only says what would become of people, and writes nothing */
  readonly dryRun?: boolean;
  /** what the undone operation made of people whose record doesn't reach back to it */
  imagesOf(ids: ReadonlySet<string>): Promise<BeforeImages>;
  /** those images, once they are needed */
  readonly images?: BeforeImages;
  readonly people: PeopleStore;
  readonly phones: PhoneChanges;
  /** the change feed for each person; absent: the whole shard is noted */
  readonly changeFeed?: ChangeFeed;
  readonly signal: AbortSignal;
  /** milliseconds since 1970 */
  now(): number;
  onProgress(counts: UndoCounts): void;
}

/** The decision about one person. */
type Decision =
  | {
      readonly outcome: keyof UndoCounts;
      readonly write?: PersonWrite;
      /** the write instead, where it changes the phone number, which may belong to someone else by now */
      readonly claim?: Omit<PhoneChange, 'operation'>;
      readonly left?: NotUndonePerson;
    }
  /** their record doesn't reach back so far: to be decided by the before-images */
  | { readonly outcome: 'not-known'; readonly id: string }
  /** the undone operation never wrote them */
  | undefined;

/**
 * Reverts the people of one shard, in transactions of 100. Their own records show what an earlier attempt
 * reverted, so repeating the shard after a crash has the same result.
 * @param batches people whom the undone operation may have written
 */
export async function undoShard(
  batches: AsyncIterable<readonly StoredPerson[]>,
  undoing: Undoing,
): Promise<{ readonly counts: UndoCounts; readonly left: readonly NotUndonePerson[] }> {
  const counts = { ...nobodyYet };
  const left: NotUndonePerson[] = [];
  const notKnown: string[] = [];
  const note = (decisions: readonly Decision[]) => {
    for (const decision of decisions) {
      if (decision === undefined) continue;
      if (decision.outcome === 'not-known') {
        notKnown.push(decision.id);
        continue;
      }
      counts[decision.outcome] += 1;
      if (decision.left !== undefined) left.push(decision.left);
    }
    undoing.onProgress(counts);
  };
  for await (const batch of batches) {
    undoing.signal.throwIfAborted();
    note(await undoBatch(batch, undoing));
  }
  if (notKnown.length === 0) return { counts, left };
  const images = await undoing.imagesOf(new Set(notKnown));
  for (let from = 0; from < notKnown.length; from += linesInTransaction) {
    undoing.signal.throwIfAborted();
    const few = notKnown.slice(from, from + linesInTransaction);
    const people = await undoing.people.read(undoing.tenant, undoing.shard, few);
    note(await undoBatch([...people.values()], { ...undoing, images }));
  }
  return { counts, left };
}

async function undoBatch(batch: readonly StoredPerson[], undoing: Undoing): Promise<Decision[]> {
  const first = await attempt(batch, undoing);
  if (first !== 'conflict') return first;
  const again = await attempt(await readAgain(batch, undoing), undoing);
  if (again !== 'conflict') return again;
  const all: Decision[] = [];
  for (const person of batch) all.push(await undoOne(person, undoing));
  return all;
}

async function undoOne(person: StoredPerson, undoing: Undoing): Promise<Decision> {
  for (let round = 1; round <= rounds; round += 1) {
    const outcome = await attempt(await readAgain([person], undoing), undoing);
    if (outcome !== 'conflict') return outcome[0];
  }
  return {
    outcome: 'left',
    left: notUndonePerson(person, entryOf(undoing.undoes, person), [], 'busy'),
  };
}

async function readAgain(
  batch: readonly StoredPerson[],
  { people, tenant, shard }: Undoing,
): Promise<StoredPerson[]> {
  const ids = batch.map(({ id }) => id);
  return [...(await people.read(tenant, shard, ids)).values()];
}

async function attempt(
  batch: readonly StoredPerson[],
  undoing: Undoing,
): Promise<Decision[] | 'conflict'> {
  const { people, changeFeed, tenant, shard } = undoing;
  const decisions = batch.map((person) => decide(person, undoing));
  if (undoing.dryRun === true) return decisions;
  const made = decisions.filter(
    (decision) => decision !== undefined && decision.outcome !== 'not-known',
  );
  const [claim] = made.flatMap((decision) => decision.claim ?? []);
  // Written alone, since the number must be claimed first.
  if (claim !== undefined)
    return batch.length > 1 ? 'conflict' : claimPhone(claim, decisions, undoing);
  const writes = made.flatMap((decision) => decision.write ?? []);
  if (writes.length === 0) return decisions;
  await changeFeed?.people(
    tenant,
    writes.map(({ person }) => person.id),
  );
  return (await people.write(tenant, shard, writes)) === 'written' ? decisions : 'conflict';
}

/** @param decided about the one person whose number it is */
async function claimPhone(
  claim: Omit<PhoneChange, 'operation'>,
  decided: Decision[],
  { phones, tenant, by, operation, changeFeed, undoes }: Undoing,
): Promise<Decision[] | 'conflict'> {
  const { before } = claim;
  await changeFeed?.people(tenant, [before.id]);
  const outcome = await phones.write(tenant, by, { operation, ...claim });
  if (outcome === 'conflict') return outcome;
  if (outcome === 'written') return decided;
  return [
    { outcome: 'left', left: notUndonePerson(before, entryOf(undoes, before), [], 'phoneTaken') },
  ];
}

function decide(person: StoredPerson, undoing: Undoing): Decision {
  const { operation, undoes, by } = undoing;
  const mine = entryOf(operation, person);
  if (mine !== undefined) return { outcome: outcomeOf(mine) };
  if (undoing.onlyCount === true) return undefined;
  const currentState = stateOf(person, undoing);
  switch (currentState.is) {
    case 'not-known':
      return { outcome: 'not-known', id: person.id };
    case 'not-written':
      return undefined;
    case 'put-back':
      return { outcome: 'unchanged' };
    case 'changed-since':
      return {
        outcome: 'left',
        left: notUndonePerson(person, currentState.entry, currentState.since),
      };
    case 'as-left': {
      const restored = restoreValues(person, currentState.entry, {
        operation,
        undoes,
        by,
        now: undoing.now(),
      });
      const changes = restored.history[0]?.changes ?? [];
      const outcome = outcomeOf({ changes });
      return restored.fields.phone === person.fields.phone
        ? { outcome, write: { type: 'update', person: restored, etag: person.etag } }
        : { outcome, claim: { before: person, person: restored, changes } };
    }
  }
}

function stateOf(person: StoredPerson, { undoes, images }: Undoing): CurrentState {
  const state = standingTo(undoes, person);
  if (state.is !== 'not-known' || images === undefined) return state;
  return standingByImage(person, state.since, images.get(person.id));
}
