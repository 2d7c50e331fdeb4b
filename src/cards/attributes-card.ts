import { builtInAttributes, daysKept, maxOwnAttributes } from '../domain/attributes.ts';
import type { AttributeDefinition } from '../domain/attributes.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { pageLine, pageOf, turnActions } from './pages.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface AttributesCardInput {
  readonly text: Text;
  /** the organization's own attributes */
  readonly attributes: readonly AttributeDefinition[];
  /** those that can still be restored, with `removedAt` */
  readonly removed: readonly AttributeDefinition[];
  /** from 0; absent: the first */
  readonly page?: number;
}

export const attributesOnPage = 10;

/** A page of the directory's columns: the built-in ones, the organization's own, and the removed ones. */
export const attributesCard = fitted<AttributesCardInput, number>(build, [60, 20]);

function build(input: AttributesCardInput, longest: number): Card {
  const { text, attributes } = input;
  const words = text.attributes;
  const shown = pageOf([...attributes, ...input.removed], attributesOnPage, input.page);
  const own = shown.rows.filter(({ removedAt }) => removedAt === undefined);
  const removed = shown.rows.filter(({ removedAt }) => removedAt !== undefined);
  const isFirst = shown.page === 0;
  const isFull = attributes.length >= maxOwnAttributes;
  const actions = [
    ...(isFull ? [] : [addAction(text)]),
    ...turnActions(text, shown, (page) => ({ verb: 'show-attributes', page })),
  ];
  const data = {
    ...commonData(text, words.title, actions),
    title: words.title,
    intro: [words.intro, ...zoneOf(text, attributes)].join(' '),
    builtInTitle: isFirst ? words.builtInTitle : '',
    builtIn: words.builtIn(builtInAttributes.map((key) => text.attribute(key))),
    ownTitle: isFirst || own.length > 0 ? words.ownTitle : '',
    none: isFirst ? noneOrFull(text, attributes.length) : '',
    own: own.map((attribute) => ownRow(text, attribute, longest)),
    removedTitle: removed.length === 0 ? '' : words.removedTitle,
    removed: removed.map((attribute) => removedRow(text, attribute, longest)),
    page: pageLine(text, shown),
  };
  return { card: expandCard('attributes', data), summary: words.title };
}

/** The time zone of dates with a time, which is the organization's. */
function zoneOf({ attributes: words }: Text, own: readonly AttributeDefinition[]): string[] {
  const timeZone = own.find((attribute) => attribute.timeZone !== undefined)?.timeZone;
  return timeZone === undefined ? [] : [words.times(timeZone)];
}

function noneOrFull({ attributes: words }: Text, own: number): string {
  if (own === 0) return words.none;
  return own >= maxOwnAttributes ? words.full(maxOwnAttributes) : '';
}

function addAction(text: Text): CardNode {
  return packAction(
    text.buttons.addAttribute,
    { verb: 'edit-attribute' },
    { id: 'add-attribute', isPrimary: true, withoutInputs: true },
  );
}

function ownRow(text: Text, attribute: AttributeDefinition, longest: number): CardNode {
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
    name: shorten(name, longest),
    line: text.attributes.line(attribute),
    separator: true,
    actions,
  });
}

function removedRow(text: Text, attribute: AttributeDefinition, longest: number): CardNode {
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
