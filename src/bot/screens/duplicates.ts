import { duplicatesCard } from '../../cards/duplicates-card.ts';
import { mergeCard, type MergeCardInput } from '../../cards/merge-card.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { may } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

/** Each pair has two records and two buttons. */
const pageSize = 5;

interface ShownPairs {
  readonly page: number;
  /** `apart`: those that an admin said are two people */
  readonly of?: 'open' | 'apart';
  /** what has just been done */
  readonly notice?: string;
}

/** Pairs of records that look like one person, the newest first. */
export async function showDuplicates(
  { duplicates }: BotServices,
  turn: Turn,
  { page, of = 'open', notice }: ShownPairs,
): Promise<void> {
  const shown = await duplicates.page(turn.caller.tenant, page, pageSize, of);
  await turn.answer(
    duplicatesCard({
      text: turn.text,
      ...shown,
      of,
      first: shown.page * pageSize + 1,
      ...defined({ notice }),
    }),
  );
}

/** Two records side by side. @throws AppError `person-gone` */
export async function showMerge(
  services: BotServices,
  turn: Turn,
  ids: readonly [string, string],
  chosen: Pick<MergeCardInput, 'stays' | 'picks' | 'warning'> = {},
): Promise<void> {
  const { tenant } = turn.caller;
  await turn.answer(
    mergeCard({
      text: turn.text,
      people: await bothOf(services, turn, ids),
      attributes: await services.organizations.attributes(tenant),
      mayMove: may(turn.caller, 'move-people'),
      ...chosen,
    }),
  );
}

/** The tenant comes from the turn, never from the card. */
async function bothOf(
  { people }: BotServices,
  { caller }: Turn,
  [one, other]: readonly [string, string],
): Promise<readonly [StoredPerson, StoredPerson]> {
  const [first, second] = await Promise.all([
    people.get(caller.tenant, one),
    people.get(caller.tenant, other),
  ]);
  if (first === undefined || second === undefined) throw new AppError('person-gone');
  if (first.deletedAt !== undefined || second.deletedAt !== undefined) {
    throw new AppError('person-gone');
  }
  return [first, second];
}
