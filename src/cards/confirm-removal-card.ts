import { maxAttributeNameLength } from '../domain/attributes.ts';
import type { AttributeDefinition } from '../domain/attributes.ts';
import type { Schedule } from '../features/exports/schedule.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import type { CardAction } from './card-actions.ts';
import { shorten } from './escape.ts';
import { commandAction } from './home-card.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

interface Removal {
  readonly title: string;
  readonly sentence: string;
  readonly button: string;
  readonly action: CardAction;
  readonly keep: CardNode;
}

/** Asks once before something is removed. */
function confirmRemovalCard(text: Text, removal: Removal): Card {
  const { title, sentence, button, action, keep } = removal;
  const actions = [packAction(button, action, { style: 'destructive' }), keep];
  const data = { ...commonData(text, title, actions), title, sentence };
  return { card: expandCard('confirm-removal', data), summary: title };
}

/** An attribute of the organization. */
export function confirmRemoveAttributeCard({
  text,
  attribute: { key, name },
}: {
  readonly text: Text;
  readonly attribute: Pick<AttributeDefinition, 'key' | 'name'>;
}): Card {
  return confirmRemovalCard(text, {
    title: text.removal.title(shorten(name, 2 * maxAttributeNameLength)),
    sentence: text.removal.sentence,
    button: text.buttons.remove,
    action: { verb: 'remove-attribute', key, confirmed: true },
    keep: packAction(text.buttons.keep, { verb: 'show-attributes' }),
  });
}

export function confirmRemoveScheduleCard({
  text,
  schedule: { id, request, rhythm },
}: {
  readonly text: Text;
  readonly schedule: Pick<Schedule, 'id' | 'request' | 'rhythm'>;
}): Card {
  const words = text.schedules;
  const timeZone = shorten(rhythm.timeZone, 40);
  return confirmRemovalCard(text, {
    title: words.removeTitle,
    sentence: words.removeWhat(words.what(request), words.rhythm({ ...rhythm, timeZone })),
    button: text.buttons.remove,
    action: { verb: 'remove-schedule', schedule: id, confirmed: true },
    keep: packAction(text.buttons.keep, { verb: 'show-schedules' }),
  });
}

/** The sync forgets how far it has read, and starts over. */
export function confirmResetSyncCard({ text }: { readonly text: Text }): Card {
  return confirmRemovalCard(text, {
    title: text.sync.resetTitle,
    sentence: text.sync.resetWhat,
    button: text.buttons.resetSync,
    action: { verb: 'reset-sync', confirmed: true },
    keep: commandAction(text, 'sync', text.buttons.keep),
  });
}
