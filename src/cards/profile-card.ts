import { builtInAttributes, daysKept } from '../domain/attributes.ts';
import type { AttributeDefinition, AttributeKey } from '../domain/attributes.ts';
import type { Network } from '../domain/network.ts';
import type { StoredPerson } from '../domain/people-store.ts';
import { nameOf } from '../domain/person.ts';
import type { Text } from '../text/text.ts';
import { openUrl, packAction, packDialog, secondary, toggle } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { factBelow, factPart } from './fact.ts';
import { commonData } from './operation-parts.ts';
import type { PersonEntry } from './person-entry.ts';
import { boxPart, entryName, initialsOf, valueToShow, viewAction } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface ProfileCardInput {
  readonly text: Text;
  readonly person: StoredPerson;
  /** link to a picture; absent: initials */
  readonly picture?: string;
  /** the organization's own attributes that this reader may see */
  readonly attributes: readonly AttributeDefinition[];
  /** for a guest's record: people with the same email, which is no proof of identity */
  readonly sameEmail?: readonly PersonEntry[];
  /** organization groups that the reader and the person share; with `byHand` the reader may end the membership */
  readonly groups?: readonly {
    readonly id: string;
    readonly name: string;
    readonly byHand?: string;
  }[];
  /** actions available to this reader for this person */
  readonly may: {
    readonly edit: boolean;
    readonly move: boolean;
    readonly delete: boolean;
    readonly restore: boolean;
    readonly erase?: boolean;
  };
  /** the reader's own, without actions for admins */
  readonly isOwn?: boolean;
  /** for a chat in which others read it too: the values alone */
  readonly isShared?: boolean;
  /** a last line, if it isn't empty */
  readonly sharedNote?: string;
  /** file name of the operation that made the last change, if there was one */
  readonly operationName?: string;
}

const inTheHeading: readonly AttributeKey[] = ['firstName', 'lastName', 'jobTitle'];

/** Everything about one person. */
export const profileCard = fitted<ProfileCardInput, number>(build, [300, 120, 60, 25]);

function build(input: ProfileCardInput, longest: number): Card {
  const { text, person } = input;
  const known = shorten(nameOf(person.fields), longest);
  const name = known.trim() === '' ? text.profile.noName : known;
  const network = text.network(person.network);
  const data = {
    ...commonData(text, name, actionsFor(input)),
    groupActions: leavingGroups(input),
    initials: known === person.fields.phone ? '#' : initialsOf(known),
    picture: input.picture ?? '',
    name,
    role: shorten(person.fields.jobTitle ?? '', longest),
    network: text.profile.network(person.network),
    boxes: [
      ...(person.deletedAt === undefined ? [] : [deletedBox(input, person.deletedAt)]),
      ...missingBox(input, longest),
      ...(input.sameEmail ?? []).map((other) => sameEmailBox(text, other, longest)),
    ],
    sections: sectionsOf(input, longest),
    // Of use now and then only.
    showRecord: [toggle(text.buttons.details, 'details')],
    recordTitle: text.profile.sections.record,
    records: input.isShared === true ? [] : recordsOf(input, longest),
    note: noteOf(input),
  };
  return { card: expandCard('profile', data), summary: `${name}, ${network}` };
}

/** A last line that is special to this card; people's own profile has none. */
function noteOf({ text, person, isOwn, isShared, sharedNote = '' }: ProfileCardInput): string {
  if (isShared === true) return sharedNote;
  const isLinked = person.linked && person.deletedAt === undefined;
  return isLinked && isOwn !== true ? text.profile.linkedNote : '';
}

function deletedBox({ text, may }: ProfileCardInput, deletedAt: string): CardNode {
  const until = new Date(Date.parse(deletedAt) + daysKept * 24 * 3_600_000);
  const known = !Number.isNaN(until.getTime());
  return boxPart({
    title: text.profile.deletedTitle,
    sentence:
      may.restore && known
        ? text.profile.deleted({ at: deletedAt, until: until.toISOString() })
        : text.profile.deletedForGood(deletedAt),
    style: 'attention',
  });
}

/** Of people who were there, or deleted, before an attribute was required; said to admins who can add the values. */
function missingBox(
  { text, person, attributes, may, isOwn, isShared }: ProfileCardInput,
  longest: number,
): CardNode[] {
  if (!may.edit || isOwn === true || isShared === true) return [];
  const missing = attributes.filter(
    ({ key, required, removedAt }) =>
      required && removedAt === undefined && (person.fields[key] ?? '') === '',
  );
  if (missing.length === 0) return [];
  const names = missing.slice(0, maxMissing).map(({ name }) => shorten(name, longest));
  return [
    boxPart({
      title: text.profile.missingTitle,
      sentence: text.profile.missing(text.format.list(names)),
      style: 'warning',
    }),
  ];
}

const maxMissing = 10;

function sameEmailBox(text: Text, other: PersonEntry, longest: number): CardNode {
  return boxPart({
    title: text.profile.maybeSame(entryName(text, other, longest)),
    sentence: text.profile.maybeSameHow,
    style: 'warning',
    actions: [viewAction(text, other.id)],
  });
}

/** How to reach the person, then their work. Empty ones aren't shown. */
function sectionsOf(input: ProfileCardInput, longest: number) {
  const { text, isShared, isOwn } = input;
  const { sections } = text.profile;
  const mayReach = isShared !== true && isOwn !== true;
  const all = [
    {
      title: sections.contact,
      facts: contactOf(input, longest),
      actions: mayReach ? reachActions(input) : [],
    },
    { title: sections.work, facts: workOf(input, longest), actions: [] },
  ];
  return all.filter(({ facts }) => facts.length > 0);
}

const ofContact: readonly AttributeKey[] = ['phone', 'email'];

function contactOf({ text, person, attributes }: ProfileCardInput, longest: number): CardNode[] {
  const { phone = '', email = '' } = person.fields;
  const titleOf = (key: AttributeKey) => shorten(text.attribute(key, attributes), longest);
  // Addresses are long: below each other, they need no second line.
  return [
    ...(phone === '' ? [] : [factBelow(titleOf('phone'), phone)]),
    ...(email.trim() === '' ? [] : [factBelow(titleOf('email'), shorten(email, longest))]),
  ];
}

/** Teams opens a chat by the email of a work account; a phone number works for everyone. */
function reachActions({ text, person }: ProfileCardInput): CardNode[] {
  const { fields, linked, deletedAt } = person;
  if (deletedAt !== undefined) return [];
  const { phone = '', email = '' } = fields;
  const chat = `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(email)}`;
  return [
    ...(/^\+\d+$/u.test(phone) ? [openUrl(text.buttons.call, `tel:${phone}`)] : []),
    ...(linked && email !== '' ? [openUrl(text.buttons.chat, chat)] : []),
  ];
}

function workOf({ text, person, attributes }: ProfileCardInput, longest: number): CardNode[] {
  const { fields } = person;
  const whole = nameOf({ ...fields, displayName: '', phone: '' });
  const own = attributes.filter(({ removedAt }) => removedAt === undefined).map(({ key }) => key);
  const shown = builtInAttributes.filter(
    (key) => ![...inTheHeading, ...ofContact].includes(key) && key !== 'displayName',
  );
  const values = [...shown, ...own].map((key) => ({
    title: shorten(text.attribute(key, attributes), longest),
    value: shorten(valueToShow(text, attributes, key, fields[key] ?? ''), longest),
  }));
  // The heading shows the display name; the recorded first and last name follow it.
  const realName = whole === nameOf(fields) ? '' : shorten(whole, longest);
  return factsOf([{ title: text.profile.facts.name, value: realName }, ...values]);
}

function factsOf(facts: readonly { readonly title: string; readonly value: string }[]): CardNode[] {
  return facts
    .filter(({ value }) => value.trim() !== '')
    .map(({ title, value }) => factPart(title, value));
}

/** The origin of the record. */
function recordsOf(input: ProfileCardInput, longest: number): CardNode[] {
  const { text, person, groups = [] } = input;
  const { facts } = text.profile;
  const operation =
    input.operationName === undefined ? undefined : shorten(input.operationName, longest);
  const shared = groups.slice(0, 10).map(({ name }) => shorten(name, longest));
  const records = [
    {
      title: facts.linked,
      value: person.linked ? text.profile.isLinked : text.profile.isNotLinked,
    },
    { title: facts.source, value: text.source(person.source) },
    { title: facts.groups, value: shared.length === 0 ? '' : text.format.list(shared) },
    { title: facts.added, value: text.format.date(person.addedAt) },
    {
      title: facts.changed,
      value: text.profile.changed({
        at: person.changedAt,
        by: shorten(person.changedBy.name, longest),
        operation,
      }),
    },
  ];
  return factsOf(records);
}

function actionsFor(input: ProfileCardInput): CardNode[] {
  const { text, person, may, isOwn, isShared } = input;
  if (isShared === true) return [];
  if (isOwn === true) {
    return may.edit
      ? [
          packAction(text.buttons.edit, { verb: 'edit-own' }, { isPrimary: true }),
          secondary(packDialog(text.buttons.editInWindow, { verb: 'edit-own' })),
        ]
      : [];
  }
  const { id, linked, network, deletedAt } = person;
  const history = packAction(text.buttons.history, {
    verb: 'person-history',
    person: id,
    page: 0,
  });
  const back = packAction(text.buttons.directory, { verb: 'show-directory', network });
  if (deletedAt !== undefined) {
    const restore = packAction(
      text.buttons.restore,
      { verb: 'restore-person', person: id },
      { isPrimary: true },
    );
    const erase = packAction(
      text.buttons.eraseNow,
      { verb: 'erase-people', people: [id] },
      { style: 'destructive' },
    );
    return [
      ...(may.restore ? [restore] : []),
      history,
      ...(may.erase === true ? [erase] : []),
      back,
    ];
  }
  const other: Network = network === 'Employee' ? 'Others' : 'Employee';
  const mayMove = may.move && !(linked && other === 'Others');
  const edit = packAction(
    text.buttons.edit,
    { verb: 'edit-person', person: id },
    { isPrimary: true },
  );
  const move = packAction(text.buttons.moveTo[other], {
    verb: 'move-people',
    network: other,
    people: [id],
  });
  const remove = packAction(
    text.buttons.delete,
    { verb: 'delete-people', people: [id] },
    { style: 'destructive' },
  );
  return [
    ...(may.edit ? [edit] : []),
    ...(mayMove ? [move] : []),
    history,
    ...(may.edit
      ? [secondary(packDialog(text.buttons.editInWindow, { verb: 'edit-person', person: id }))]
      : []),
    secondary(back),
    // Last, away from what is selected every day.
    ...(may.delete && !linked ? [remove] : []),
  ];
}

/** More have no room; each group's own card has all of its members. */
const maxLeaving = 2;
/** characters of a group's name: a button isn't broken into lines, and a phone is 320 px wide */
const longestOnButton = 18;

function leavingGroups({ text, person, groups = [] }: ProfileCardInput): CardNode[] {
  if (person.deletedAt !== undefined) return [];
  const mine = groups.flatMap(({ id, name, byHand }) =>
    byHand === undefined ? [] : [{ id, name, byHand }],
  );
  return mine
    .slice(0, maxLeaving)
    .map(({ id, name, byHand }, index) =>
      packAction(
        text.profile.removeFrom(shorten(name, longestOnButton)),
        { verb: 'remove-member', group: id, member: byHand },
        { id: `leave-group-${index}`, withoutInputs: true },
      ),
    );
}
