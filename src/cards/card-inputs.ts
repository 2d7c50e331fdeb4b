import { builtInAttributes, isOwnKey, sharedAttributes } from '../domain/attributes.ts';
import type { AttributeKey } from '../domain/attributes.ts';
import type { EntraGroup } from '../features/sync/ports.ts';
import { defined } from '../lib/defined.ts';

/** Most people that one bulk action may change. */
export const maxSelected = 100;
export const personIdPattern = /^[0-9a-f]{32}$/u;

/** The typed values of a person's form, by attribute; '' where a field was left empty. */
export type FormValues = Readonly<Partial<Record<AttributeKey, string>>>;

/** Longest search that a list is filtered by: it is in many buttons of a card. */
export const longestSearch = 60;

/** The value of a choice that means none or all: clients refuse '', and no value of a person is a single space. */
export const blankChoice = ' ';

/** Stands before the attribute in the id of a choice between two values. */
export const pickMark = 'pick_';

/** Stands before the attribute in the id of the field for a value that isn't among the suggested ones. */
export const otherMark = 'other_';

/** Stand before the attribute in the ids of the time of a date with one, and of the choice between two such times. */
export const timeMark = 'time_';
export const occurrenceMark = 'which_';

type Fields = Readonly<Record<string, unknown>>;

/** More own attributes than an organization can have. */
const maxFields = 60;
/** Longer than any value may be, so a value cut here is still rejected as too long. */
const maxInputLength = 2_000;
const longestQuery = 200;

/**
 * Clients merge a card's inputs into the button's data: flat, under the inputs' ids, and always as text. This
 * moves them to where the action expects them; the schema validates them.
 */
export function gatherInputs(fields: Fields): Fields {
  switch (fields.verb) {
    case 'answer-held':
      return gatherHeld(fields);
    case 'choose-network':
      return withoutEmpty(fields, ['mode', 'group']);
    case 'start-import':
      return gatherAnswers(fields);
    case 'undo-import': {
      const { stopDaily, ...rest } = fields;
      return isOn(stopDaily) ? { ...rest, stopDaily: true } : rest;
    }
    case 'show-directory':
    case 'filter-directory':
      return withoutEmpty(gatherTicks(fields), filterInputs);
    case 'change-all':
      return withoutEmpty(gatherTicks(ofSelected(fields)), [
        ...filterInputs,
        ...['change', 'field', 'newValue'],
      ]);
    case 'show-history':
      return withoutEmpty(fields, historyInputs);
    case 'show-deleted':
      return withoutEmpty(gatherTicks(fields), ['operation', 'by', 'since', 'network']);
    case 'find-person':
      return gatherSearch(fields);
    case 'save-person':
    case 'save-own':
    case 'add-person':
      return { ...fields, values: gatherValues(fields) };
    case 'move-people':
    case 'delete-people':
    case 'restore-people':
    case 'erase-people':
      return gatherPeople(fields);
    case 'merge-people':
      return { ...fields, picks: gatherPicks(fields) };
    case 'answer-columns':
      return { ...fields, columns: gatherNumbered(fields, 'c') };
    case 'answer-dates':
      return { ...fields, dates: gatherNumbered(fields, 'd') };
    case 'add-admin':
      return withoutEmpty(fields, ['admin']);
    case 'edit-attribute':
      return withoutEmpty(fields, ['key']);
    case 'save-attribute':
      return gatherAttribute(fields);
    case 'create-export':
    case 'save-schedule':
      return gatherExport(fields);
    case 'save-settings':
      return gatherSettings(fields);
    case 'save-sync':
      return gatherSync(fields);
    default:
      return fields;
  }
}

/** Before the id of the person, in the id of their tick. */
export const tickMark = 't_';

/**
 * The ticks in the rows of a list. A button that turns the page has its filters in `within`, since the card's fields
 * for other filters are sent along with the ticks.
 */
function gatherTicks({ within, ...fields }: Fields): Fields {
  const isWithin = typeof within === 'object' && within !== null;
  const kept = isWithin ? withoutKeys(fields, filterInputs) : fields;
  const ticks = Object.entries(kept).filter(([id]) => id.startsWith(tickMark));
  const people = (wanted: boolean) =>
    ticks
      .filter(([, value]) => isOn(value) === wanted)
      .map(([id]) => id.slice(tickMark.length))
      .filter((id) => personIdPattern.test(id))
      .slice(0, 50);
  const [ticked, unticked] = [people(true), people(false)];
  const rest = withoutKeys(
    kept,
    ticks.map(([id]) => id),
  );
  return {
    ...rest,
    ...(isWithin && within),
    ...(ticked.length > 0 && { ticked }),
    ...(unticked.length > 0 && { unticked }),
  };
}

/** Buttons for the selected people don't concern the list: its filters are fields of the same card. */
function ofSelected(fields: Fields): Fields {
  return fields.selected === true ? withoutKeys(fields, filterInputs) : fields;
}

function withoutKeys(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

const historyInputs = ['by', 'month', 'status', 'network'];

const filterInputs = [
  ...sharedAttributes,
  ...['source', 'signedIn', 'missing', 'attribute', 'value', 'since', 'what'],
  ...['search', 'operation'],
];

/** The answers for single people are keyed by their position on the card. */
function gatherHeld(fields: Fields): Fields {
  const single = Object.entries(fields).flatMap(([key, value]): [string, unknown][] => {
    const place = /^held(\d{1,2})$/u.exec(key)?.[1];
    return place !== undefined && answers.includes(value) ? [[place, value]] : [];
  });
  return {
    verb: fields.verb,
    people: fields.people,
    answers: Object.fromEntries(single),
    ...(answers.includes(fields.held) && { forAll: fields.held }),
  };
}

const ownAnswer = /^(?:likely|reused)(\d{1,9})$/u;
const answers: readonly unknown[] = ['update', 'add', 'skip'];
/** More than a card has fields for. */
const maxOwnAnswers = 40;

/** The answers of a preview: for all rows of a question, and for single rows under the question's name and the row's number. */
function gatherAnswers(fields: Fields): Fields {
  const { verb, operation, likely, reused, missing, sure } = fields;
  const each = Object.entries(fields).flatMap(([key, value]): [string, unknown][] => {
    const n = ownAnswer.exec(key)?.[1];
    return n !== undefined && answers.includes(value) ? [[n, value]] : [];
  });
  return {
    verb,
    operation,
    likely,
    reused,
    missing,
    ...(each.length > 0 && { each: Object.fromEntries(each.slice(0, maxOwnAnswers)) }),
    ...(isOn(sure) && { sure: true }),
  };
}

/** Clients send a toggle as text. */
function isOn(toggle: unknown): boolean {
  return toggle === true || toggle === 'true';
}

/** The choices between two values are named by the attribute; each value is the id of the person whose value counts. */
function gatherPicks(fields: Fields): Fields {
  const picked = Object.entries(fields).flatMap(([id, value]): [string, unknown][] => {
    const field = id.startsWith(pickMark) ? id.slice(pickMark.length) : '';
    const isKnown = field === 'network' || isField(field);
    return isKnown && typeof value === 'string' && personIdPattern.test(value)
      ? [[field, value]]
      : [];
  });
  return Object.fromEntries(picked.slice(0, maxFields));
}

/** Inputs named by a letter and a number, by their numbers; empty ones are absent. */
function gatherNumbered(fields: Fields, letter: string): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([id, value]) =>
      id.startsWith(letter) && /^\d{1,5}$/u.test(id.slice(1)) && value !== null && !isBlank(value)
        ? [[id.slice(1), value]]
        : [],
    ),
  );
}

/** Fields left empty, or set to "all", count as absent. */
function withoutEmpty(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([key, value]) => !keys.includes(key) || (value !== null && !isBlank(value)),
    ),
  );
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

/** Text that was typed without selecting a suggestion is the search text. */
function gatherSearch(fields: Fields): Fields {
  const chosen = typeof fields.person === 'string' ? fields.person.trim() : '';
  if (personIdPattern.test(chosen)) return { verb: fields.verb, person: chosen };
  const query = typeof fields.query === 'string' ? fields.query.trim() : '';
  const words = (chosen === '' ? query : chosen).slice(0, longestQuery);
  const { verb, page } = fields;
  return { verb, ...(words === '' ? {} : { query: words }), ...defined({ page }) };
}

/**
 * Some clients omit empty inputs. The button lists the fields of its form, so a field that was emptied can be
 * told from one that the form (of an older version, say) didn't have.
 */
function gatherValues(fields: Fields): Fields {
  const shown: readonly unknown[] = Array.isArray(fields.fields) ? fields.fields : [];
  const empty = shown.filter(isField).map((key): [string, string] => [key, '']);
  const typed = Object.entries(fields).flatMap(([key, value]): [string, string][] =>
    isField(key) && typeof value === 'string'
      ? [[key, isBlank(value) ? '' : value.slice(0, maxInputLength)]]
      : [],
  );
  const times = Object.entries(fields).flatMap(([id, time]): [string, string][] => {
    const key = id.startsWith(timeMark) ? id.slice(timeMark.length) : '';
    return isField(key) && typeof time === 'string' ? [[key, dateTimeOf(fields, key, time)]] : [];
  });
  const others = Object.entries(fields).flatMap(([id, value]): [string, string][] => {
    const key = id.startsWith(otherMark) ? id.slice(otherMark.length) : '';
    return isField(key) && typeof value === 'string' && !isBlank(value)
      ? [[key, value.slice(0, maxInputLength)]]
      : [];
  });
  return Object.fromEntries(
    [empty, typed, times, others].flatMap((entries) => entries.slice(0, maxFields)),
  );
}

/** A date, its time and which of two such times, as `readDateTime` reads them; a half alone stays one. */
function dateTimeOf(fields: Fields, key: AttributeKey, time: string): string {
  const typed = fields[key];
  const date = typeof typed === 'string' ? typed.trim() : '';
  if (date === '' && time.trim() === '') return '';
  const which = fields[`${occurrenceMark}${key}`];
  const chosen = which === '1' || which === '2' ? `@${which}` : '';
  return `${date}T${time.trim()}${chosen}`.slice(0, maxInputLength);
}

function isField(key: unknown): key is AttributeKey {
  if (typeof key !== 'string') return false;
  return (builtInAttributes as readonly string[]).includes(key) || isOwnKey(key);
}

/** The people of the button, or else the selected ones. */
function gatherPeople(given: Fields): Fields {
  const fields = gatherTicks(given);
  const listed = Array.isArray(fields.people) ? (fields.people as readonly unknown[]) : undefined;
  // Cards of earlier versions had one field for all.
  const selected = typeof fields.selected === 'string' ? fields.selected.split(/[,;]/u) : [];
  const chosen = [...selected.map((id) => id.trim()).filter((id) => id !== ''), ...ticksOf(fields)];
  const all = [...new Set(listed !== undefined && listed.length > 0 ? listed : chosen)];
  const { tooMany: _altered, ...rest } = fields;
  return {
    ...rest,
    people: all.slice(0, maxSelected),
    ...(all.length > maxSelected ? { tooMany: true } : {}),
  };
}

/**
 * The ticks of the only page of the deleted that has any, as cards of earlier versions have them. Those of several pages
 * are kept: src/bot/selection.ts.
 */
function ticksOf({ verb, ticked, seen }: Fields): readonly unknown[] {
  const isOfDeleted = verb === 'restore-people' || verb === 'erase-people';
  return isOfDeleted && seen === undefined && Array.isArray(ticked) ? ticked : [];
}

/**
 * Selected columns arrive as one text. None selected (some clients omit the input then) means all. So does
 * selecting all that were offered, so that attributes added later are included. Columns that are in every file
 * don't count.
 */
function gatherExport(fields: Fields): Fields {
  const given = withoutEmpty(fields, ['network', 'columns', 'changes', 'since', 'format']);
  return { ...given, columns: gatherColumns(given), ...gatherNumbers(given, rhythmInputs) };
}

const rhythmInputs = ['hour', 'weekday', 'day'] as const;
const inEveryFile: readonly string[] = ['phone', 'network'];

function gatherColumns({ columns = 'all', offered }: Fields): unknown {
  if (typeof columns !== 'string' || columns === 'all') return columns;
  const ticked = columns.split(/[,;]/u).map((key) => key.trim());
  const wanted = new Set(ticked.filter((key) => key !== '' && !inEveryFile.includes(key)));
  return typeof offered === 'number' && wanted.size >= offered ? 'all' : [...wanted];
}

/** A time zone that was typed counts before one that is chosen. */
function gatherSettings(fields: Fields): Fields {
  const given = fields[`${otherMark}timeZone`];
  const typed = typeof given === 'string' ? zoneName(given) : given;
  return {
    ...fields,
    ...gatherNumbers(fields, ['groupLimit', 'changeLimit']),
    ...(typeof typed === 'string' && !isBlank(typed) && { timeZone: typed }),
  };
}

/** "America / New York" as IANA spells it. A name copied from a card has thin spaces after its slashes. */
function zoneName(typed: string): string {
  const words = (part: string) => part.split(/\s/u).filter((word) => word !== '');
  return typed
    .slice(0, 100)
    .split('/')
    .map((part) => words(part).join('_'))
    .join('/');
}

/** The values of numeric choices arrive as text. */
function gatherNumbers(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = fields[key];
      return typeof value === 'string' ? [[key, isBlank(value) ? undefined : Number(value)]] : [];
    }),
  );
}

/** A toggle sends 'true' or 'false'; an attribute stays visible to admins only unless the card says otherwise. */
function gatherAttribute(fields: Fields): Fields {
  return {
    ...withoutEmpty(fields, ['key']),
    name: typeof fields.name === 'string' ? fields.name.slice(0, maxInputLength) : '',
    required: fields.required === true || fields.required === 'true',
    visibleTo: fields.visibleTo === 'all' ? 'all' : 'admins',
    ...(typeof fields.suggested === 'string' && {
      suggested: fields.suggested.split(/[\n\r;]+/u).slice(0, 100),
    }),
    // Cards from before this toggle don't have it: it stays as it is.
    ...(fields.selfEdit !== undefined && {
      selfEdit: fields.selfEdit === true || fields.selfEdit === 'true',
    }),
  };
}

/**
 * The Entra field of each offered attribute is under the attribute's key. Some clients omit an empty choice,
 * which means not synced. Selected groups and groups found by search are combined.
 */
function gatherSync(fields: Fields): Fields {
  const offered: readonly unknown[] = Array.isArray(fields.offered) ? fields.offered : [];
  const chosen = offered
    .filter(isField)
    .flatMap((key): [string, unknown][] =>
      fields[key] === undefined || isBlank(fields[key]) ? [] : [[key, fields[key]]],
    );
  const packed = typeof fields.mapping === 'object' ? fields.mapping : {};
  const groups = [fields.keptGroups, fields.groups].flatMap(unpackGroups);
  return {
    ...withoutEmpty(fields, ['keptGroups']),
    mapping: { ...packed, ...Object.fromEntries(chosen) },
    groups: [...new Map(groups.map((group) => [group.id, group])).values()],
    ...gatherNumbers(fields, ['hour']),
  };
}

/**
 * A group as the value of a choice: its id, and its name for display, since Entra finds groups by name only.
 * Commas separate values, so neither part may contain one.
 */
export function packGroup({ id, name }: EntraGroup): string {
  return `${id}|${encodeURIComponent(name.toWellFormed())}`;
}

/** Text that was typed and not selected from the list names no group. */
function unpackGroups(value: unknown): EntraGroup[] {
  if (Array.isArray(value)) return value.filter(isGroup);
  if (typeof value !== 'string') return [];
  return value.split(/[,;]/u).flatMap((packed) => {
    const [, id = '', name = ''] = /^([0-9a-f-]{1,64})\|(.{1,1000})$/iu.exec(packed.trim()) ?? [];
    return id === '' ? [] : [{ id: id.toLowerCase(), name: decoded(name) }];
  });
}

function isGroup(value: unknown): value is EntraGroup {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name } = value as Partial<Record<keyof EntraGroup, unknown>>;
  return typeof id === 'string' && typeof name === 'string';
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
