import { maxSelected } from '../../cards/card-inputs.ts';
import { AppError } from '../../errors.ts';
import { selectionOf, type Selection, type SelectingList, type Ticks } from '../selection.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** A list in which people are ticked. */
export interface TickedList {
  readonly list: SelectingList;
  readonly show: (services: BotServices, turn: Turn, selection: Selection) => Promise<void>;
}

/**
 * The people of the button, or else those who are ticked.
 * @returns undefined: another card has changed the ticks, and the list is shown as it is now
 * @throws AppError `too-many-people`
 */
export async function chosenOf(
  services: BotServices,
  turn: Turn,
  { people: named, ...ticks }: Ticks & { readonly people: readonly string[] },
  { list, show }: TickedList,
): Promise<readonly string[] | undefined> {
  if (named.length > 0) return named;
  const selection = await selectionOf(services, turn, ticks, list);
  if (selection.problem === 'full') throw new AppError('too-many-people', { most: maxSelected });
  if (selection.problem === undefined) return selection.people;
  await show(services, turn, selection);
  return undefined;
}

/** @throws AppError `nobody-chosen`, `too-many-people` */
export function mustBeChosen(people: readonly string[], tooMany: boolean | undefined): void {
  if (tooMany === true || people.length > maxSelected) {
    throw new AppError('too-many-people', { most: maxSelected });
  }
  if (people.length === 0) throw new AppError('nobody-chosen');
}
