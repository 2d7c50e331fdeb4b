import type { AttributeDefinition, AttributeKey } from '../domain/attributes.ts';
import { isOwnKey } from '../domain/attributes.ts';
import type { Network } from '../domain/network.ts';
import type { FieldChange } from '../domain/person.ts';
import { sideBySide } from '../text/bidi.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { CardNode } from './card.ts';
import { escapeMarkdown, shorten } from './escape.ts';
import { tickMark } from './card-inputs.ts';
import type { PersonEntry } from './person-entry.ts';
import { openRow } from './row.ts';
import { expandPart } from './template.ts';

/** The label of a person in a list: their name, or else their phone number, or else that they have neither. */
export function entryName(text: Text, { name, phone }: PersonEntry, longest: number): string {
  const known = [name, phone].find((candidate) => shorten(candidate, longest).trim() !== '');
  return known === undefined ? text.profile.noName : shorten(known, longest);
}

/** One line of a list, which opens the person's profile. */
export function personRow(
  text: Text,
  entry: PersonEntry,
  options: {
    readonly longest: number;
    readonly separator?: boolean;
    readonly offer?: PersonOffer;
  },
): CardNode {
  const { longest, separator = true, offer } = options;
  const name = entryName(text, entry, longest);
  const about = [entry.jobTitle ?? '', entry.department ?? ''].map((value) =>
    shorten(value, longest),
  );
  const line = [entry.phone === name ? '' : shorten(entry.phone, 64), ...about];
  const row = { name, line: sideBySide(line), separator };
  const offered = offer && offerAction(text, entry, offer);
  if (offered !== undefined) return expandPart('person-row', { ...row, actions: [offered] });
  return expandPart('person-open', { ...row, ...openRow(text, viewAction(text, entry.id)) });
}

/** The same with a tick, which takes the place of the name while people are being selected. */
export function tickRow(
  text: Text,
  entry: PersonEntry,
  options: {
    readonly longest: number;
    readonly line: readonly string[];
    readonly isTicked: boolean;
    readonly isSelecting: boolean;
    /** without the tick, where there is no room for it */
    readonly isPlain: boolean;
  },
): CardNode {
  const name = entryName(text, entry, options.longest);
  const line = sideBySide(options.line);
  const row = { name, line, separator: true };
  const view = viewAction(text, entry.id);
  if (options.isPlain) return expandPart('person-row', { ...row, actions: [view] });
  return expandPart('person-tick', {
    ...row,
    ...openRow(text, view),
    nameId: nameIdOf(entry.id),
    isNameVisible: !options.isSelecting,
    tickId: `${tickMark}${entry.id}`,
    isTickVisible: options.isSelecting,
    // It takes the place of both lines. Titles of toggles are Markdown in some clients.
    tickTitle: escapeMarkdown(sideBySide([name, ...options.line])),
    tick: String(options.isTicked),
  });
}

/** The elements that selecting people shows and hides in a row. */
export function tickTargets({ id }: Pick<PersonEntry, 'id'>): readonly string[] {
  return [nameIdOf(id), `${tickMark}${id}`];
}

/** Short, since a page has many: a person's id ends differently from all others in a list. */
function nameIdOf(person: string): string {
  return `n_${person.slice(-12)}`;
}

/** An action that the reader wants for one of several people. */
export interface PersonOffer {
  readonly verb: 'edit' | 'delete' | 'move' | 'data';
  /** of `move` */
  readonly network?: Network;
}

/** The button for it; undefined where it can't be done with this person. */
function offerAction(
  text: Text,
  { id, network, linked }: Pick<PersonEntry, 'id' | 'network' | 'linked'>,
  offer: PersonOffer,
): CardNode | undefined {
  const options = { id: `${offer.verb}-${id}`, withoutInputs: true };
  if (offer.verb === 'edit') {
    return packAction(text.buttons.edit, { verb: 'edit-person', person: id }, options);
  }
  if (offer.verb === 'data') {
    return packAction(text.buttons.data, { verb: 'export-person', person: id }, options);
  }
  if (offer.verb === 'delete') {
    return linked
      ? undefined
      : packAction(text.buttons.delete, { verb: 'delete-people', people: [id] }, options);
  }
  const target = offer.network;
  if (target === undefined || target === network || (linked && target === 'Others'))
    return undefined;
  const move = { verb: 'move-people' as const, network: target, people: [id] };
  return packAction(text.buttons.moveTo[target], move, options);
}

/** A deleted person in a list. */
export interface DeletedRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  /** ISO 8601, UTC */
  readonly deletedAt: string;
  readonly by: string;
  /** name of the operation that deleted them */
  readonly operationName?: string;
}

/** A deleted person among those who can be restored together: with a tick, and opens their profile. */
export function deletedTickRow(
  text: Text,
  entry: DeletedRow,
  shown: { readonly longest: number; readonly isTicked: boolean; readonly isSelecting: boolean },
): CardNode {
  const line = deletedLine(text, entry, shown.longest);
  return tickRow(text, asEntry(entry), { ...shown, line, isPlain: false });
}

/** A deleted person in a list: when, by whom and in which operation, and the button that opens or restores them. */
export function deletedRow(
  text: Text,
  entry: DeletedRow,
  {
    longest,
    restore = false,
    offer,
  }: {
    readonly longest: number;
    readonly restore?: boolean;
    readonly offer?: PersonOffer;
  },
): CardNode {
  const { id } = entry;
  const shown = asEntry(entry);
  const name = entryName(text, shown, longest);
  const back = packAction(
    text.buttons.restore,
    { verb: 'restore-person', person: id },
    { id: `restore-${id}`, withoutInputs: true },
  );
  const row = { name, line: sideBySide(deletedLine(text, entry, longest)), separator: true };
  const offered = (offer && offerAction(text, shown, offer)) ?? (restore ? back : undefined);
  // One button: two leave no room for the name on a phone.
  if (offered !== undefined) return expandPart('person-row', { ...row, actions: [offered] });
  return expandPart('person-open', { ...row, ...openRow(text, viewAction(text, id)) });
}

function asEntry({ id, name, phone }: DeletedRow): PersonEntry {
  return { id, name, phone, network: 'Employee', linked: false };
}

/** Their number unless it stands for the name, and when, by whom and in which operation they were deleted. */
function deletedLine(text: Text, entry: DeletedRow, longest: number): readonly string[] {
  const { phone, deletedAt: at, by, operationName } = entry;
  const when = text.deleted.line({
    at,
    by: shorten(by, longest),
    operation: operationName === undefined ? undefined : shorten(operationName, longest),
  });
  return [phone === entryName(text, asEntry(entry), longest) ? '' : shorten(phone, 64), when];
}

export function viewAction(text: Text, person: string): CardNode {
  return packAction(
    text.buttons.view,
    { verb: 'show-person', person },
    { id: `show-person-${person}`, withoutInputs: true },
  );
}

/** Search-as-you-type over the directory (dataset `people`). */
export function searchPart(text: Text): CardNode {
  return expandPart('search-person', {
    label: text.directory.search,
    placeholder: text.directory.searchHint,
    actions: [packAction(text.buttons.open, { verb: 'find-person' })],
  });
}

/** Opens the first page of a network, without filters. */
export function showDirectoryAction(network: Network, title: string): CardNode {
  return packAction(
    title,
    { verb: 'show-directory', network },
    { id: `show-directory-${network}`, withoutInputs: true },
  );
}

/** A highlighted box above the content that it is about. */
export function boxPart(box: {
  readonly title?: string;
  readonly sentence?: string;
  /** a heading among them is emphasised */
  readonly lines?: readonly { readonly text: string; readonly isHeading?: boolean }[];
  readonly style: 'attention' | 'warning' | 'good' | 'emphasis';
  readonly actions?: readonly CardNode[];
}): CardNode {
  return expandPart('notice-box', {
    title: box.title ?? '',
    sentence: box.sentence ?? '',
    lines: (box.lines ?? []).map(({ text, isHeading }) => ({
      text,
      weight: isHeading === true ? 'Bolder' : 'Default',
      spacing: isHeading === true ? 'Small' : 'None',
    })),
    style: box.style,
    actions: box.actions ?? [],
  });
}

/** A value for reading: dates, numbers and yes or no in the reader's language. */
export function valueToShow(
  text: Text,
  attributes: readonly AttributeDefinition[],
  key: AttributeKey,
  value: string,
): string {
  const own = isOwnKey(key) ? attributes.find((attribute) => attribute.key === key) : undefined;
  return own === undefined ? value : text.ownValue(own, value);
}

/** One change of a person in one line. */
export function changeLine(
  text: Text,
  attributes: readonly AttributeDefinition[],
  change: FieldChange,
  longest: number,
): string {
  const { field, before, after } = change;
  if (field === 'deleted') return text.personHistory.deletedOrRestored(change);
  if (field === 'network') return text.personHistory.moved(shorten(before, 40), shorten(after, 40));
  if (field === 'linked') return text.personHistory.linked(change);
  if (field === 'merged') {
    return after === ''
      ? text.personHistory.unmerged
      : text.personHistory.merged(shorten(after, longest));
  }
  return text.preview.change({
    field: shorten(text.attribute(field, attributes), longest),
    before: shorten(valueToShow(text, attributes, field, before), longest),
    after: shorten(valueToShow(text, attributes, field, after), longest),
  });
}

/** The initials of a name, shown instead of a picture. */
export function initialsOf(name: string): string {
  const words = shorten(name, 300).match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  const letters = ends.map((word = '') => firstLetter.exec(word)?.[0] ?? '').join('');
  return letters === '' ? '?' : letters.toUpperCase();
}

/** A letter keeps its marks: in many scripts it is incomplete without them. */
const firstLetter = /^[\p{L}\p{N}]\p{M}*/u;
