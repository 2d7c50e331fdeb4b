import { maxAttributeNameLength } from '../domain/attributes.ts';
import type { AttributeDefinition } from '../domain/attributes.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

/** Asks once before an attribute of the organization is removed. */
export function confirmRemoveAttributeCard(input: {
  readonly text: Text;
  readonly attribute: Pick<AttributeDefinition, 'key' | 'name'>;
}): Card {
  const { text, attribute } = input;
  const title = text.removal.title(shorten(attribute.name, 2 * maxAttributeNameLength));
  const actions = [
    packAction(
      text.buttons.remove,
      { verb: 'remove-attribute', key: attribute.key, confirmed: true },
      { style: 'destructive' },
    ),
    packAction(text.buttons.keep, { verb: 'show-attributes' }),
  ];
  const data = { ...commonData(text, title, actions), title, sentence: text.removal.sentence };
  return { card: expandCard('confirm-removal', data), summary: title };
}
