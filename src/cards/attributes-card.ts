import { builtInAttributes, daysKept, maxOwnAttributes } from '../domain/attributes.ts';
import type { AttributeDefinition } from '../domain/attributes.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface AttributesCardInput {
  readonly text: Text;
  /** the organization's own attributes */
  readonly attributes: readonly AttributeDefinition[];
  /** those that can still be restored, with `removedAt` */
  readonly removed: readonly AttributeDefinition[];
}

/**
 * Level of detail. Thirty attributes with two buttons each exceed a message's limit, so many are selected from
 * a list instead.
 */
interface Detail {
  readonly ownButtons: boolean;
  readonly removed: number;
  readonly longest: number;
}

/** The directory's columns: the built-in ones, the organization's own, and the removed ones. */
export const attributesCard = fitted<AttributesCardInput, Detail>(build, [
  { ownButtons: true, removed: 10, longest: 60 },
  { ownButtons: false, removed: 10, longest: 60 },
  { ownButtons: false, removed: 5, longest: 40 },
  { ownButtons: false, removed: 3, longest: 20 },
]);

function build(input: AttributesCardInput, detail: Detail): Card {
  const { text, attributes } = input;
  const words = text.attributes;
  const removed = input.removed.slice(0, detail.removed);
  const isFull = attributes.length >= maxOwnAttributes;
  const data = {
    ...commonData(text, words.title, isFull ? [] : [addAction(text)]),
    title: words.title,
    intro: words.intro,
    builtInTitle: words.builtInTitle,
    builtIn: words.builtIn(builtInAttributes.map((key) => text.attribute(key))),
    ownTitle: words.ownTitle,
    none: attributes.length === 0 ? words.none : isFull ? words.full(maxOwnAttributes) : '',
    own: attributes.map((attribute) => ownRow(text, attribute, detail)),
    ownPicker: detail.ownButtons || attributes.length === 0 ? [] : [picker(text, attributes)],
    removedTitle: removed.length === 0 ? '' : words.removedTitle,
    removed: removed.map((attribute) => removedRow(text, attribute, detail)),
  };
  return { card: expandCard('attributes', data), summary: words.title };
}

function addAction(text: Text): CardNode {
  return packAction(
    text.buttons.addAttribute,
    { verb: 'edit-attribute' },
    { id: 'add-attribute', isPrimary: true, withoutInputs: true },
  );
}

function ownRow(text: Text, attribute: AttributeDefinition, detail: Detail): CardNode {
  const { key, name } = attribute;
  const actions = [
    packAction(
      text.buttons.edit,
      { verb: 'edit-attribute', key },
      { id: `edit-attribute-${key}`, withoutInputs: true },
    ),
    packAction(
      text.buttons.remove,
      { verb: 'remove-attribute', key },
      { id: `remove-attribute-${key}`, withoutInputs: true },
    ),
  ];
  return expandPart('person-row', {
    name: shorten(name, detail.longest),
    line: text.attributes.line(attribute),
    separator: true,
    actions: detail.ownButtons ? actions : [],
  });
}

/** One list and two buttons for many attributes. The key comes from the list. */
function picker(text: Text, attributes: readonly AttributeDefinition[]): CardNode {
  const words = text.attributes;
  const [first] = attributes;
  if (first === undefined) return {};
  return expandPart('attribute-picker', {
    label: words.choose,
    missing: words.chooseMissing,
    value: first.key,
    choices: attributes.map(({ key, name }) => ({ title: shorten(name, 40), value: key })),
    actions: [
      packAction(text.buttons.edit, { verb: 'edit-attribute' }, { id: 'edit-attribute' }),
      packAction(text.buttons.remove, { verb: 'remove-attribute', key: first.key }),
    ],
  });
}

function removedRow(text: Text, attribute: AttributeDefinition, { longest }: Detail): CardNode {
  const { key, name, removedAt = '' } = attribute;
  const until = new Date(Date.parse(removedAt) + daysKept * 24 * 3_600_000);
  return expandPart('person-row', {
    name: shorten(name, longest),
    line: Number.isNaN(until.getTime())
      ? text.attributes.removedTitle
      : text.attributes.removed({ at: removedAt, until: until.toISOString() }),
    separator: true,
    actions: [
      packAction(
        text.buttons.restore,
        { verb: 'restore-attribute', key },
        { id: `restore-attribute-${key}`, withoutInputs: true },
      ),
    ],
  });
}
