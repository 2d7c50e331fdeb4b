import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { commonData } from './operation-parts.ts';
import type { PersonEntry } from './person-entry.ts';
import { entryName, showDirectoryAction } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface ConfirmDeleteCardInput {
  readonly text: Text;
  /** all selected people, 1 to 100; the first of them are named */
  readonly people: readonly PersonEntry[];
}

const maxNamed = 10;

/** Asks once before people are deleted. Linked people can't be, and are named. */
export const confirmDeleteCard = fitted<ConfirmDeleteCardInput, number>(build, [80, 40, 20]);

function build(input: ConfirmDeleteCardInput, longest: number): Card {
  const { text, people } = input;
  const words = text.deletion;
  const free = people.filter(({ linked }) => !linked);
  const linked = people.filter((person) => person.linked);
  const alone = people.length === 1 && linked.length === 1;
  const title = words.title(free.length === 0 ? people.length : free.length);
  const data = {
    ...commonData(text, title, actionsFor(input, free)),
    title,
    names: named(text, alone ? people : free, longest),
    linked: linked.length === 0 ? '' : alone ? words.linkedAlone : words.linked(linked.length),
    linkedNames: alone ? [] : named(text, linked, longest),
    restorable: free.length === 0 ? '' : words.restorable,
  };
  return { card: expandCard('confirm-delete', data), summary: title };
}

function named(text: Text, people: readonly PersonEntry[], longest: number) {
  const shown = people.slice(0, maxNamed).map((person) => ({
    text: entryName(text, person, longest),
  }));
  const more = people.length - shown.length;
  return more > 0 ? [...shown, { text: text.deletion.more(more) }] : shown;
}

function actionsFor(
  { text, people }: ConfirmDeleteCardInput,
  free: readonly PersonEntry[],
): CardNode[] {
  const [first] = people;
  const remove = packAction(
    text.buttons.delete,
    { verb: 'delete-people', people: free.map(({ id }) => id), confirmed: true },
    { style: 'destructive' },
  );
  const keep =
    people.length === 1 && first !== undefined
      ? packAction(text.buttons.keep, { verb: 'show-person', person: first.id })
      : showDirectoryAction(first?.network ?? 'Employee', text.buttons.keep);
  return [...(free.length === 0 ? [] : [remove]), keep];
}
