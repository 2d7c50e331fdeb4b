import type { Network } from '../domain/network.ts';
import type { BulkChange } from '../domain/operations/bulk-change.ts';
import type { Text } from '../text/text.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { packAction } from './action-data.ts';
import { showDirectoryAction } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface BulkOutcomeCardInput {
  readonly text: Text;
  readonly what: BulkChange;
  /** the network they were moved to, or else the one to show next */
  readonly network?: Network;
  /** how many */
  readonly done: number;
  /** people left unchanged, and why: see text.bulk.refused */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
  /** how many are no longer in the directory */
  readonly missing?: number;
  /** the operation that changed the people */
  readonly operation?: string;
}

/** Level of detail: people who are named, and characters of a name. */
interface Detail {
  readonly people: number;
  readonly longest: number;
}

/** The outcome of a bulk change: each person left unchanged is named with the reason. */
export const bulkOutcomeCard = fitted<BulkOutcomeCardInput, Detail>(build, [
  { people: 100, longest: 80 },
  { people: 100, longest: 30 },
  { people: 50, longest: 20 },
]);

function build(input: BulkOutcomeCardInput, detail: Detail): Card {
  const { text, what, network, done, refused, missing = 0 } = input;
  const words = text.bulk;
  const moved = done === 0 ? words.noneMoved : words.moved({ people: done, network });
  const title = { moved, deleted: words.deleted(done), restored: words.restored(done) }[what];
  const shown = refused.slice(0, detail.people).map(({ name, reason }) => ({
    text: words.refused(
      name.trim() === '' ? text.profile.noName : shorten(name, detail.longest),
      reason,
      what,
    ),
    weight: 'Default',
  }));
  const more = refused.length - shown.length;
  const data = {
    ...commonData(text, title, actionsFor(input)),
    title,
    style: refused.length + missing > 0 || done === 0 ? 'warning' : 'good',
    restorable: what === 'deleted' && done > 0 ? words.restorable : '',
    refusedTitle: words.refusedTitle(refused.length),
    refused: more > 0 ? [...shown, { text: words.more(more), weight: 'Default' }] : shown,
    missing: missing > 0 ? words.missing(missing) : '',
  };
  return { card: expandCard('bulk-outcome', data), summary: title };
}

/** A change with a record can be undone. */
function actionsFor(input: BulkOutcomeCardInput): CardNode[] {
  const { text, what, network, done, operation } = input;
  const directory = showDirectoryAction(network ?? 'Employee', text.buttons.viewDirectory);
  if (operation === undefined || done === 0) return [directory];
  const undo = { verb: 'undo-import', operation } as const;
  return [packAction(text.undo.buttons[what](false), undo), directory];
}
