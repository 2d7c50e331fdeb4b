import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { commandAction } from './home-card.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

/** Asks once before the sync starts over. */
export function confirmResetSyncCard({ text }: { readonly text: Text }): Card {
  const title = text.sync.resetTitle;
  const actions = [
    packAction(
      text.buttons.resetSync,
      { verb: 'reset-sync', confirmed: true },
      { style: 'destructive' },
    ),
    commandAction(text, 'sync', text.buttons.keep),
  ];
  const data = { ...commonData(text, title, actions), title, sentence: text.sync.resetWhat };
  return { card: expandCard('confirm-removal', data), summary: title };
}
