import { attributeTypes, builtInAttributes, maxAttributeNameLength } from '../domain/attributes.ts';
import type { AttributeDefinition } from '../domain/attributes.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

export interface AttributeFormCardInput {
  readonly text: Text;
  /** the form's values; with a key it is an existing attribute, whose type is fixed */
  readonly attribute?: Pick<AttributeDefinition, 'name' | 'type' | 'required' | 'visibleTo'> &
    Partial<Pick<AttributeDefinition, 'key' | 'selfEdit'>>;
  /** why it couldn't be saved: see text.attributeForm.problem */
  readonly problem?: {
    readonly problem: string;
    /** the column that already has this name: its name, or the key of a built-in attribute */
    readonly with?: string;
  };
}

const blank = { name: '', type: 'text', required: false, visibleTo: 'all' } as const;

/** The form for an attribute of the organization. */
export function attributeFormCard({ text, attribute, problem }: AttributeFormCardInput): Card {
  const words = text.attributeForm;
  const { name, type, required, visibleTo } = attribute ?? blank;
  const key = attribute?.key;
  const isNew = key === undefined;
  const shownName = shorten(name, 2 * maxAttributeNameLength);
  const title = isNew ? words.addTitle : words.editTitle(shownName);
  const data = {
    ...commonData(text, title, actionsFor(text, attribute)),
    title,
    intro: isNew ? words.intro : '',
    nameLabel: words.name,
    nameHint: words.nameHint,
    nameMissing: words.nameMissing,
    name: shownName,
    longest: maxAttributeNameLength,
    problem: problem === undefined ? '' : problemOf(text, problem),
    typeLabel: words.type,
    type,
    types: isNew
      ? attributeTypes.map((value) => ({ value, title: text.attributes.type(value) }))
      : [],
    typeFixed: isNew ? '' : words.typeFixed(type),
    requiredTitle: words.required,
    required: String(required),
    selfEditTitle: words.selfEdit,
    selfEdit: String(attribute?.selfEdit === true),
    selfEditHint: words.selfEditHint,
    visibleToLabel: words.visibleTo,
    visibleTo,
    visibilities: (['all', 'admins'] as const).map((value) => ({
      value,
      title: words.visibleToChoices[value],
    })),
  };
  return { card: expandCard('attribute-form', data), summary: title };
}

function problemOf(
  text: Text,
  { problem, with: other }: NonNullable<AttributeFormCardInput['problem']>,
): string {
  const builtIn = builtInAttributes.find((key) => key === other);
  const name = builtIn === undefined ? other : text.attribute(builtIn);
  return text.attributeForm.problem(
    problem,
    name === undefined ? undefined : shorten(name, 2 * maxAttributeNameLength),
  );
}

/** The inputs are merged over the button's data. */
function actionsFor(text: Text, attribute: AttributeFormCardInput['attribute']): CardNode[] {
  const { type, visibleTo } = attribute ?? blank;
  const key = attribute?.key === undefined ? {} : { key: attribute.key };
  return [
    packAction(
      text.buttons.save,
      {
        verb: 'save-attribute',
        ...key,
        name: '',
        type,
        required: false,
        visibleTo,
        selfEdit: false,
      },
      { isPrimary: true },
    ),
    packAction(text.buttons.cancel, { verb: 'show-attributes' }, { withoutInputs: true }),
  ];
}
