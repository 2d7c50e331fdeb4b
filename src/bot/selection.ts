import { hash } from 'node:crypto';
import { maxSelected } from '../cards/card-inputs.ts';
import type { BotServices } from './services.ts';
import type { Turn } from './turn.ts';

/** Each list has a selection of its own: nobody is in both. */
export type SelectingList = 'directory' | 'deleted';

/** A card's ticks. */
export interface Ticks {
  readonly ticked?: readonly string[] | undefined;
  readonly unticked?: readonly string[] | undefined;
  /** `seenOf` the selection that the card was drawn with; absent: nobody was selected */
  readonly seen?: string | undefined;
}

export interface Selection {
  readonly people: readonly string[];
  /** why it isn't what the card showed: another card changed it, or it would be too large */
  readonly problem?: 'changed' | 'full';
}

/** Tells selections apart, since an admin may have several cards. */
export function seenOf(people: readonly string[]): string {
  return people.length === 0 ? '' : hash('sha256', people.toSorted().join(' '), 'hex').slice(0, 16);
}

/**
 * The people that the admin has selected: on the pages before, as it is kept, and on this one. It is kept outside of the cards,
 * whose buttons have no room for it.
 */
export async function selectionOf(
  { pickedPeople }: Pick<BotServices, 'pickedPeople'>,
  { caller }: Turn,
  { ticked = [], unticked = [], seen = '' }: Ticks,
  list: SelectingList = 'directory',
): Promise<Selection> {
  const { tenant, actor } = caller;
  const whose = list === 'directory' ? actor.id : `${actor.id}|${list}`;
  const kept = seen === '' ? [] : await pickedPeople.read(tenant, whose);
  if (seenOf(kept) !== seen) return { people: kept, problem: 'changed' };
  const gone = new Set(unticked);
  const people = [...new Set([...kept.filter((id) => !gone.has(id)), ...ticked])];
  if (people.length > maxSelected) return { people: kept, problem: 'full' };
  if (seenOf(people) !== seen) await pickedPeople.keep(tenant, whose, people);
  return { people };
}
