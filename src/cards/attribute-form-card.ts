import {
  attributeTypes,
  builtInAttributes,
  maxAttributeNameLength,
  maxSuggested,
} from '../domain/attributes.ts';
import type { AttributeDefinition } from '../domain/attributes.ts';
import type { Text } from '../text/text.ts';
import { packAction, packDialog } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

export interface AttributeFormCardInput {
  readonly text: Text;
  /** the form's values; with a key it is an existing attribute, whose type is fixed */
  readonly attribute?: Pick<AttributeDefinition, 'name' | 'type' | 'required' | 'visibleTo'> &
    Partial<Pick<AttributeDefinition, 'key' | 'selfEdit' | 'suggested'>> & {
      /** as selected before: the attribute that it follows */
      readonly after?: string;
    };
  /** the organization's attributes, in order; absent: the form doesn't change the place */
  readonly all?: readonly Pick<AttributeDefinition, 'key' | 'name'>[];
  /** why it couldn't be saved: see text.attributeForm.problem */
  readonly problem?: {
    readonly problem: string;
    /** the column that already has this name: its name, or the key of a built-in attribute */
    readonly with?: string;
  };
  /** the values are those of an open form, which nobody has saved */
  readonly isTyped?: boolean;
}

const blank = { name: '', type: 'text', required: false, visibleTo: 'all' } as const;

/** The form for an attribute of the organization. */
export function attributeFormCard(input: AttributeFormCardInput): Card {
  const { text, attribute, problem } = input;
  const words = text.attributeForm;
  const { name, type, required, visibleTo } = attribute ?? blank;
  const key = attribute?.key;
  const isNew = key === undefined;
  const shownName = shorten(name, 2 * maxAttributeNameLength);
  const title = isNew ? words.addTitle : words.editTitle(shownName);
  const data = {
    ...commonData(text, title, actionsFor(input)),
    ...placeOf(input),
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
    suggestedLabel: words.suggested,
    suggested: (attribute?.suggested ?? []).join('\n'),
    suggestedHint: isNew || type === 'text' ? words.suggestedHint(maxSuggested) : '',
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
  return { card: expandCard('attribute-form', data), summary: title, isForm: true };
}

/** First, or after one of the others; a new attribute goes last unless another place is selected. */
function placeOf({ text, attribute, all = [] }: AttributeFormCardInput) {
  const words = text.attributeForm;
  const at = all.findIndex(({ key }) => key === attribute?.key);
  const others = all.filter(({ key }) => key !== attribute?.key);
  const before = at === -1 ? others.at(-1) : all[at - 1];
  const choices = others.map(({ key, name }) => ({
    value: key,
    title: words.placeAfter(shorten(name, maxAttributeNameLength)),
  }));
  return {
    placeLabel: words.place,
    place: attribute?.after ?? before?.key ?? 'first',
    places: others.length === 0 ? [] : [{ value: 'first', title: words.placeFirst }, ...choices],
    placeHint: words.placeHint,
  };
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
function actionsFor(input: AttributeFormCardInput): CardNode[] {
  const { text, attribute, problem, isTyped = false } = input;
  const { type, visibleTo } = attribute ?? blank;
  const key = attribute?.key === undefined ? {} : { key: attribute.key };
  const save = {
    verb: 'save-attribute',
    ...key,
    name: '',
    type,
    required: false,
    visibleTo,
    selfEdit: false,
    ...(attribute?.key === undefined || type === 'text' ? { suggested: [] } : {}),
  } as const;
  return [
    packAction(text.buttons.save, save, { isPrimary: true }),
    packAction(text.buttons.cancel, { verb: 'show-attributes' }, { withoutInputs: true }),
    // A form that was sent before takes what was typed along.
    problem === undefined && !isTyped
      ? packDialog(text.buttons.openWindow, { verb: 'edit-attribute', ...key })
      : packDialog(text.buttons.openWindow, { ...save, draft: true }, true),
  ];
}
