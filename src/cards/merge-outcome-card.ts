import type { AttributeDefinition } from '../domain/attributes.ts';
import type { StoredPerson } from '../domain/people-store.ts';
import type { HistoryEntry } from '../domain/person.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { shownName } from './duplicates-card.ts';
import { commonData } from './operation-parts.ts';
import { changeLine, viewAction } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

const longestName = 60;

/** Two records are one. */
export function mergedCard(text: Text, merged: StoredPerson, goes: string): Card {
  const title = text.duplicates.merged(shownName(text, merged, longestName));
  const undo = packAction(text.buttons.undoMerge, { verb: 'undo-merge', stays: merged.id, goes });
  return outcome(text, { title, sentence: text.duplicates.mergedHow, tone: 'good' }, [
    undo,
    viewAction(text, merged.id),
    listAction(text),
  ]);
}

/** Two records are as they were before a merge. */
export function mergeUndoneCard(text: Text, [one, other]: readonly [StoredPerson, StoredPerson]) {
  const names = {
    one: shownName(text, one, longestName),
    other: shownName(text, other, longestName),
  };
  const sentence = text.duplicates.undoneHow(names);
  return outcome(text, { title: text.duplicates.undone, sentence, tone: 'good' }, [
    viewAction(text, one.id),
    listAction(text),
  ]);
}

export interface NotUndoneCardInput {
  readonly text: Text;
  /** why */
  readonly sentence: string;
  /** the person to look at */
  readonly person?: string;
  /** what has changed since, newest first */
  readonly since?: readonly HistoryEntry[];
  readonly attributes: readonly AttributeDefinition[];
}

/** A merge stays as it is, and why. */
export const mergeNotUndoneCard = fitted<NotUndoneCardInput, number>(notUndone, [10, 4, 1]);

function notUndone(input: NotUndoneCardInput, entries: number): Card {
  const { text, sentence, person, since = [], attributes } = input;
  const lines = since.slice(0, entries).flatMap(({ at, by, changes }) => [
    { text: text.personHistory.byAt({ at, by: shorten(by.name, longestName) }), weight: 'Bolder' },
    ...changes.slice(0, 5).map((change) => ({
      text: changeLine(text, attributes, change, longestName),
      weight: 'Default',
    })),
  ]);
  const title = text.duplicates.notUndone;
  const tone = 'warning';
  const actions = [...(person === undefined ? [] : [viewAction(text, person)]), listAction(text)];
  return outcome(text, { title, sentence, tone, lines }, actions);
}

function listAction(text: Text): CardNode {
  return packAction(text.duplicates.title, { verb: 'show-duplicates', page: 0 });
}

function outcome(
  text: Text,
  said: {
    readonly title: string;
    readonly sentence: string;
    readonly tone: 'good' | 'warning';
    readonly lines?: readonly { readonly text: string; readonly weight: string }[];
  },
  actions: CardNode[],
): Card {
  const { title, sentence, tone, lines = [] } = said;
  const [first, ...others] = lines;
  const data = {
    ...commonData(text, title, actions),
    title,
    style: tone,
    restorable: sentence,
    refusedTitle: first?.text ?? '',
    refused: others,
    missing: '',
  };
  return { card: expandCard('bulk-outcome', data), summary: title };
}
