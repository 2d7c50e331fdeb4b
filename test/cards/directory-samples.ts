import { adminsCard } from '../../src/cards/admins-card.ts';
import { attributeFormCard } from '../../src/cards/attribute-form-card.ts';
import { attributesCard } from '../../src/cards/attributes-card.ts';
import { fileLinkCard } from '../../src/cards/file-link-card.ts';
import { bulkOutcomeCard } from '../../src/cards/bulk-outcome-card.ts';
import { confirmDeleteCard } from '../../src/cards/confirm-delete-card.ts';
import { confirmRemoveAttributeCard } from '../../src/cards/confirm-removal-card.ts';
import { deletedCard, type DeletedCardInput } from '../../src/cards/deleted-card.ts';
import { longestSearch } from '../../src/cards/card-inputs.ts';
import type { DirectoryFilters } from '../../src/cards/directory-filters.ts';
import { changeAllCard } from '../../src/cards/change-all-card.ts';
import { directoryFilterCard } from '../../src/cards/directory-filter-card.ts';
import { usuallyListed } from '../../src/domain/listed-attributes.ts';
import { directoryCard } from '../../src/cards/directory-card.ts';
import { duplicatesCard } from '../../src/cards/duplicates-card.ts';
import { erasureCard } from '../../src/cards/erasure-card.ts';
import { findCard } from '../../src/cards/find-card.ts';
import { mergeCard } from '../../src/cards/merge-card.ts';
import {
  mergedCard,
  mergeNotUndoneCard,
  mergeUndoneCard,
} from '../../src/cards/merge-outcome-card.ts';
import type { PersonEntry } from '../../src/cards/person-entry.ts';
import { personFormCard } from '../../src/cards/person-form-card.ts';
import { personHistoryCard } from '../../src/cards/person-history-card.ts';
import { pageOf } from '../../src/cards/pages.ts';
import { profileCard } from '../../src/cards/profile-card.ts';
import { attributeTypes, builtInAttributes } from '../../src/domain/attributes.ts';
import type { AttributeDefinition } from '../../src/domain/attributes.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import type { HistoryEntry } from '../../src/domain/person.ts';
import { noCounts, operationId, type Operation } from '../../src/domain/operations/operation.ts';
import type { Text } from '../../src/text/text.ts';
import { inner, opened } from './opened-card.ts';
import { isPlain } from './words.ts';
import type { NamedCard, Words } from './words.ts';

const operation = operationId(Date.UTC(2026, 0, 15, 9, 30), '0123456789abcdef');

/** As many as there can be, or as many as there usually are. */
export interface Amount {
  readonly people: number;
  readonly own: number;
  readonly departments: number;
  readonly refused: number;
  readonly admins: number;
}
const usual: Amount = { people: 5, own: 4, departments: 3, refused: 2, admins: 3 };
export const most: Amount = { people: 10, own: 30, departments: 50, refused: 100, admins: 60 };

const names = [
  'Ada Sample',
  'Émile Beispiel-Muster',
  'Nadia Sample',
  'Søren Eksempel',
  'Zoë Przykład',
];
const titles = ['Facilities manager', 'Clerk', '', 'Head of sales', 'Driver'];

export const samplePersonId = (index: number) => index.toString(16).padStart(32, 'a');

export function sampleEntries(words: Words, count: number): PersonEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    id: samplePersonId(index),
    name: isPlain(words) ? (names[index % names.length] ?? '') : words.person,
    phone: `+44770090${String(1000 + index)}`,
    network: 'Employee' as const,
    jobTitle: isPlain(words) ? (titles[index % titles.length] ?? '') : words.value,
    department: words.value,
    linked: index % 3 === 1,
  }));
}

const ownNames = ['Badge number', 'Started on', 'First aider', 'Desk', 'Induction'];

export function sampleAttributes(words: Words, count: number): AttributeDefinition[] {
  const types = ['text', 'date', 'yes-no', 'number', 'date-time'] as const;
  return Array.from({ length: count }, (_, index) => ({
    key: `own_sample${String(index)}` as const,
    name: isPlain(words) ? (ownNames[index % 5] ?? '') : words.value.slice(0, 40),
    type: types[index % 5] ?? attributeTypes[0],
    required: index === 0,
    visibleTo: index % 2 === 0 ? ('all' as const) : ('admins' as const),
    ...(index % 5 === 4 && { timeZone: 'America/Argentina/ComodRivadavia' }),
    ...(index % 10 === 5 && {
      suggested: Array.from({ length: 20 }, (_one, place) =>
        `${String(place)} ${words.value}`.slice(0, 60),
      ),
    }),
  }));
}

export function samplePerson(
  words: Words,
  own: number,
  changed: Partial<StoredPerson> = {},
): StoredPerson {
  const ownValues = ['B-1204', '2019-04-01', 'yes', '12.5', '2026-01-31T08:30:00Z'];
  const value = isPlain(words) ? undefined : words.value.padEnd(250, words.value).slice(0, 250);
  return {
    id: samplePersonId(1),
    network: 'Employee',
    fields: {
      phone: '+447700900123',
      firstName: isPlain(words) ? 'Ada' : words.person.slice(0, 128),
      lastName: isPlain(words) ? 'Sample' : words.person.slice(0, 128),
      email: value ?? 'ada.sample@example.com',
      jobTitle: value ?? 'Facilities manager',
      department: value ?? 'Facilities',
      location: value ?? 'Leeds',
      employeeId: isPlain(words) ? 'S-0001' : words.value.slice(0, 64),
      ...(isPlain(words) ? {} : { displayName: words.person.padEnd(250, words.person) }),
      ...Object.fromEntries(
        Array.from({ length: own }, (_, index) => [
          `own_sample${String(index)}`,
          index % 5 === 0 ? (value ?? 'B-1204') : (ownValues[index % 5] ?? ''),
        ]),
      ),
    },
    source: 'admin',
    linked: false,
    addedAt: '2025-03-02T08:00:00.000Z',
    changedAt: '2026-01-15T09:30:00.000Z',
    changedBy: { id: '00000000-0000-4000-8000-00000000000a', name: words.person },
    changedIn: operation,
    history: [],
    etag: 'W/"datetime\'2026-01-15T09%3A30%3A00.0000000Z\'"',
    ...changed,
  };
}

function sampleHistory(words: Words, sets: number, own: number): HistoryEntry[] {
  const by = { id: '00000000-0000-4000-8000-00000000000a', name: words.person };
  const wide = own > usual.own;
  return Array.from({ length: sets }, (_, index): HistoryEntry => {
    const at = new Date(Date.UTC(2026, 0, 15 - index, 9, 30)).toISOString();
    if (wide) {
      const keys = [...builtInAttributes, ...sampleAttributes(words, own).map(({ key }) => key)];
      const long = words.value.repeat(20).slice(0, 250);
      const changes = keys.map((field) => ({ field, before: long, after: long }));
      return { at, by, operation, changes };
    }
    const sample: HistoryEntry[] = [
      {
        at,
        by,
        operation,
        changes: [
          { field: 'jobTitle', before: 'Clerk', after: words.value },
          { field: 'own_sample1', before: '', after: '2019-04-01' },
        ],
      },
      { at, by, changes: [{ field: 'network', before: 'Others', after: 'Employee' }] },
      { at, by, changes: [{ field: 'deleted', before: at, after: '' }] },
      { at, by, changes: [{ field: 'deleted', before: '', after: at }] },
    ];
    return sample[index % sample.length] ?? { at, by, changes: [] };
  });
}

/** Each card of the directory in each of its states. */
export function directoryCards(text: Text, words: Words, amount: Amount = usual): NamedCard[] {
  const entries = sampleEntries(words, amount.people);
  const attributes = sampleAttributes(words, amount.own);
  const person = samplePerson(words, amount.own);
  const [entry] = entries;
  const totals = { Employee: 1_204, Others: 36 };
  const page = { text, network: 'Employee', totals, entries, total: 1_204 } as const;
  const counted = Array.from({ length: amount.departments }, (_, index) => ({
    value: `${words.value}${index === 0 ? '' : String(index)}`.slice(0, 256),
    count: 120 - index,
  }));
  const offered = { department: counted, location: counted, jobTitle: counted };
  const none = { people: [], seen: '' };
  const list = { attributes, values: offered, columns: usuallyListed, selection: none };
  const [own] = attributes;
  const department = { department: words.value.repeat(isPlain(words) ? 1 : 3).slice(0, 256) };
  const browse = {
    ...list,
    first: 11,
    hasNext: true,
    hasPrevious: true,
    mayMove: true,
    mayChange: true,
  };
  const allFilters: DirectoryFilters = {
    ...{ location: words.value, jobTitle: words.value, source: 'signin', signedIn: 'no' },
    ...{ missing: 'email', attribute: own?.key ?? 'own_none', value: words.value },
    ...{ since: '2026-01-31', what: 'added', operation: operationId(0, '00000000') },
    search: words.value.slice(0, longestSearch),
  };
  const nobody = { entries: [], total: 0, first: 1, hasNext: false, hasPrevious: false };
  const may = { edit: true, move: true, delete: true, restore: true };
  const admin = { id: '00000000-0000-4000-8000-00000000000a', name: words.person };
  const admins = Array.from({ length: amount.admins }, (_, index) => ({
    ...admin,
    role: index === 2 ? ('organization-admin' as const) : ('tenant-admin' as const),
    fixed: index === 0,
    ...(index === 0 ? {} : { since: '2026-01-15T09:30:00.000Z', by: words.person }),
  }));
  const removed = sampleAttributes(words, Math.ceil(amount.own / 4)).map((attribute) => ({
    ...attribute,
    removedAt: '2026-01-15T09:30:00.000Z',
  }));
  const values = person.fields;
  const edit = {
    text,
    mode: 'edit',
    person,
    seen: person.etag,
    values,
    problems: [],
    attributes,
    window: { verb: 'edit-person', person: person.id },
  } as const;
  const wrong = [
    { field: 'phone', reason: 'phone-too-short', value: '0770' },
    { field: 'email', reason: 'email-not-valid', value: words.value },
    { field: 'own_sample1', reason: 'date-ambiguous', value: '03/04/2019' },
  ] as const;
  const meanwhile = sampleHistory(words, amount.own > usual.own ? 5 : 2, amount.own);
  const directory = {
    name: 'directory',
    ...directoryCard({ ...page, ...browse, filters: {}, duplicates: { pairs: 3, more: false } }),
  };
  const history = { text, person, attributes, isUnchanged: false, mayOpenSyncs: true };
  const imported: Operation = {
    tenant: 'a-sample-tenant',
    kind: 'import',
    id: operationId(0, '00000000'),
    state: 'completed',
    at: person.addedAt,
    by: person.changedBy,
    locale: 'en',
    fileName: words.file,
    fileBytes: 0,
    counts: noCounts,
    rowsDone: 1,
    tries: 0,
    original: '',
    etag: '',
  };
  const adminCard = adminsCard({ text, key: 'a'.repeat(16), admins });
  return [
    directory,
    opened(directory),
    {
      name: 'directory-filtered',
      ...directoryCard({ ...page, ...browse, filters: { ...department, source: 'entra' } }),
    },
    {
      name: 'directory-small',
      ...directoryCard({
        ...page,
        ...browse,
        total: amount.people,
        first: 1,
        hasNext: false,
        hasPrevious: false,
        filters: {},
        columns: [],
        network: 'Others',
        mayMove: false,
        mayChange: false,
      }),
    },
    {
      name: 'directory-empty',
      ...directoryCard({
        ...page,
        ...browse,
        ...nobody,
        filters: {},
        values: { department: [], location: [], jobTitle: [] },
      }),
    },
    {
      name: 'directory-filtered-all',
      ...directoryCard({
        ...page,
        ...browse,
        selection: {
          people: entries.slice(0, 3).map(({ id }) => id),
          seen: 'ab12',
          problem: 'full',
        },
        columns: ['email', 'location', ...attributes.slice(0, 2).map(({ key }) => key)],
        entries: entries.map((one) => ({ ...one, location: words.value, own: person.fields })),
        filters: allFilters,
        operationName: words.file,
      }),
    },
    {
      name: 'change-all',
      ...changeAllCard({
        ...{ text, network: 'Employee', people: 1_204, filters: {}, attributes, chosen: {} },
        ...{ mayMove: true, mayDelete: true },
      }),
    },
    {
      name: 'change-all-problem',
      ...changeAllCard({
        ...{ text, network: 'Others', people: 1, filters: { ...department, ...allFilters } },
        attributes,
        chosen: { change: 'set', field: 'department', newValue: words.value },
        ...{ mayMove: false, mayDelete: false, problem: text.changeAll.problems.value },
      }),
    },
    {
      name: 'directory-filter',
      ...directoryFilterCard({ text, network: 'Employee', ...list, filters: {} }),
    },
    {
      name: 'directory-filter-problem',
      ...directoryFilterCard({
        ...{ text, network: 'Others', ...list, filters: { ...department, ...allFilters } },
        problem: text.directory.filters.valueAlone(words.value.slice(0, 100)),
      }),
    },
    {
      name: 'directory-filtered-empty',
      ...directoryCard({ ...page, ...browse, ...nobody, filters: department }),
    },
    { name: 'find', ...findCard({ text, query: words.person, entries, more: true }) },
    { name: 'find-nothing', ...findCard({ text, query: words.value, entries: [], more: false }) },
    { name: 'find-ask', ...findCard({ text, query: '', entries: [], more: false }) },
    {
      name: 'profile',
      ...profileCard({
        text,
        person,
        attributes,
        may,
        groups: [
          { id: 'a', name: words.value, byHand: 'b' },
          { id: 'c', name: 'Sample group' },
        ],
        operationName: words.file,
      }),
    },
    {
      name: 'profile-linked',
      ...profileCard({
        text,
        attributes,
        may,
        person: { ...person, linked: true, source: 'entra' },
        picture: words.link,
      }),
    },
    {
      name: 'profile-guest',
      ...profileCard({
        text,
        attributes,
        may,
        person: { ...person, network: 'Others', source: 'group', entraId: 'sample-guest' },
        sameEmail: entries.slice(0, 2),
      }),
    },
    {
      name: 'profile-shared',
      ...profileCard({
        text,
        attributes,
        may,
        person,
        isShared: true,
        sharedNote: text.lookup.leftOut,
      }),
    },
    {
      name: 'profile-phone-only',
      ...profileCard({
        text,
        attributes,
        may: { edit: false, move: false, delete: false, restore: false },
        person: {
          ...person,
          network: 'Others',
          source: 'group',
          fields: { phone: '+447700900123' },
        },
      }),
    },
    {
      name: 'profile-deleted',
      ...profileCard({
        text,
        attributes,
        may,
        person: { ...person, deletedAt: '2026-01-15T09:30:00.000Z' },
      }),
    },
    {
      name: 'person-history',
      ...personHistoryCard({
        ...history,
        list: {
          page: 2,
          pages: 3,
          start: 10,
          total: 15,
          rows: [
            ...sampleHistory(words, 4, amount.own).map((one) => ({
              entry: one,
              operation: imported,
            })),
            { at: person.addedAt, way: 'import', by: words.value, operation: imported },
          ],
        },
      }),
    },
    {
      name: 'person-history-empty',
      ...personHistoryCard({
        ...history,
        list: pageOf([{ at: person.addedAt, way: 'signin' }], 5),
        isUnchanged: true,
      }),
    },
    {
      name: 'person-form-add',
      ...personFormCard({
        text,
        mode: 'add',
        values: {},
        problems: [],
        attributes,
        window: { verb: 'run-command', command: 'add user' },
      }),
    },
    {
      name: 'person-form-wrong',
      ...personFormCard({
        text,
        mode: 'add',
        attributes,
        values: { ...values, own_sample1: '03/04/2019' },
        problems: [...wrong, { field: 'network', reason: 'required-missing' }],
        ...(entry === undefined ? {} : { taken: entry }),
      }),
    },
    { name: 'person-form-edit', ...personFormCard(edit) },
    {
      name: 'person-form-changed',
      ...personFormCard({
        ...edit,
        changedMeanwhile: meanwhile.map(({ by, ...set }) => ({ ...set, by: by.name })),
      }),
    },
    {
      name: 'confirm-delete',
      ...confirmDeleteCard({ text, people: entry === undefined ? [] : [entry] }),
    },
    {
      name: 'confirm-delete-many',
      ...confirmDeleteCard({
        text,
        people: sampleEntries(words, amount.refused * 10).slice(0, 100),
      }),
    },
    {
      name: 'confirm-delete-linked',
      ...confirmDeleteCard({ text, people: entries.slice(1, 2) }),
    },
    {
      name: 'bulk-moved',
      ...bulkOutcomeCard({ text, what: 'moved', network: 'Others', done: 3, refused: [] }),
    },
    {
      name: 'bulk-deleted',
      ...bulkOutcomeCard({
        text,
        what: 'deleted',
        done: 12,
        missing: 1,
        refused: Array.from({ length: amount.refused }, () => ({
          name: words.person,
          reason: 'linked',
        })),
      }),
    },
    {
      name: 'bulk-deleted-together',
      ...bulkOutcomeCard({ text, what: 'deleted', done: 12, refused: [], operation }),
    },
    {
      name: 'bulk-restored',
      ...bulkOutcomeCard({
        text,
        what: 'restored',
        done: 100,
        operation,
        refused: Array.from({ length: amount.refused }, () => ({
          name: words.person,
          reason: 'phone-taken',
        })),
      }),
    },
    ...duplicateCards(text, words, amount),
    { name: 'deleted', ...deletedCard(deletedOf(text, words, entries)) },
    {
      name: 'deleted-in-operation',
      ...deletedCard({
        ...deletedOf(text, words, entries),
        filters: { operation, by: 'sample-admin', since: '2026-01-10', network: 'Others' },
        page: 1,
      }),
    },
    {
      name: 'deleted-nobody',
      ...deletedCard({
        ...deletedOf(text, words, []),
        ...{ total: 0, page: 0, pages: 1, operations: [], admins: [], moreOperations: false },
      }),
    },
    {
      name: 'find-deleted',
      ...findCard({
        text,
        query: words.person,
        entries: [],
        more: false,
        deleted: deletedOf(text, words, entries).entries.slice(0, 5),
      }),
    },
    {
      name: 'erasure',
      ...erasureCard({
        text,
        people: sampleEntries(words, amount.refused * 10).slice(0, 100),
        files: Array.from({ length: 10 }, () => ({
          name: words.file,
          until: '2026-02-14T09:30:00.000Z',
        })),
        moreFiles: 20,
      }),
    },
    { name: 'admins', ...adminCard },
    inner('admins-add', adminCard),
    {
      name: 'admins-empty',
      ...adminsCard({ text, key: 'a'.repeat(16), admins: [], mayRemove: false }),
    },
    { name: 'attributes', ...attributesCard({ text, attributes, removed }) },
    { name: 'attributes-none', ...attributesCard({ text, attributes: [], removed: [] }) },
    {
      name: 'attributes-many',
      ...attributesCard({ text, attributes: sampleAttributes(words, 30), removed }),
    },
    { name: 'attribute-form', ...attributeFormCard({ text }) },
    {
      name: 'attribute-form-edit',
      ...attributeFormCard({
        text,
        attribute: {
          key: 'own_sample1',
          name: words.value,
          type: 'date',
          required: true,
          visibleTo: 'admins',
        },
        problem: { problem: 'name-taken' },
      }),
    },
    {
      name: 'attribute-remove',
      ...confirmRemoveAttributeCard({
        text,
        attribute: { key: 'own_sample1', name: words.value },
      }),
    },
    { name: 'group-export', ...fileLinkCard({ text, file: 'groupExport', url: words.link }) },
    {
      name: 'person-data',
      ...fileLinkCard({ text, file: 'personData', url: words.link, whose: words.person }),
    },
  ];
}

function deletedOf(text: Text, words: Words, entries: readonly PersonEntry[]): DeletedCardInput {
  return {
    text,
    // As many as a page has.
    entries: entries.slice(0, 8).map(({ id, name, phone }, index) => ({
      ...{ id, name, phone, deletedAt: '2026-01-15T09:30:00.000Z', by: words.person },
      ...(index % 2 === 0 && { operationName: words.file }),
    })),
    ...{
      mayErase: true,
      total: 34,
      first: 11,
      page: 1,
      pages: 4,
      moreOperations: true,
      updating: true,
      filters: {},
      selection: {
        people: entries.slice(0, 1).map(({ id }) => id),
        seen: '0123456789abcdef',
        problem: 'full',
      },
    },
    admins: Array.from({ length: 20 }, (_, index) => ({
      id: index === 0 ? 'sample-admin' : `sample-admin-${String(index)}`,
      name: words.person,
    })),
    operations: Array.from({ length: 20 }, (_, index) => ({
      operation:
        index === 0 ? operation : operationId(Date.UTC(2026, 0, 1 + index), '0'.repeat(16)),
      ...{ people: 12, by: words.person, at: '2026-01-15T09:30:00.000Z' },
      ...(index % 2 === 0 && { name: words.file }),
    })),
  };
}

function duplicateCards(text: Text, words: Words, amount: Amount): NamedCard[] {
  const attributes = sampleAttributes(words, amount.own);
  const one = samplePerson(words, amount.own);
  const changes = { jobTitle: words.value, phone: '+447700900124', email: 'ada@example.com' };
  const other = samplePerson(words, amount.own, {
    id: samplePersonId(2),
    network: 'Others',
    fields: {
      ...Object.fromEntries(
        Object.entries(one.fields).map(([key, value]) => [
          key,
          key.startsWith('own_') ? `${value}2` : value,
        ]),
      ),
      ...changes,
    },
  });
  const linked = { ...one, linked: true, source: 'entra', entraId: 'sample-account' } as const;
  const people = [one, other] as const;
  const pair = {
    ...{ one: one.id, other: other.id, people, level: 'very-likely' as const },
    reasons: ['same-email', 'phone-country-code', 'same-name-and-department'],
    doubts: ['other-name', 'other-employee-id'],
  } as const;
  const list = {
    text,
    of: 'open',
    apart: 12,
    page: 1,
    pages: 3,
    more: true,
    updating: true,
  } as const;
  const pairs = Array.from({ length: 5 }, (_, index) => ({
    ...pair,
    one: samplePersonId(2 * index + 1),
    other: samplePersonId(2 * index + 2),
    ...(index === 1 && { refusal: 'two-accounts' as const }),
  }));
  const since = sampleHistory(words, 20, amount.own);
  return [
    { name: 'duplicates', ...duplicatesCard({ ...list, pairs, total: 1_234, first: 6 }) },
    {
      name: 'duplicates-apart',
      ...duplicatesCard({
        ...{ ...list, pairs, total: 12, first: 6, of: 'apart' },
        notice: text.duplicates.shownAgain({ one: words.person, other: words.person }),
      }),
    },
    {
      name: 'duplicates-none',
      ...duplicatesCard({
        ...{ text, of: 'open', apart: 0, pairs: [], total: 0, first: 1, page: 0, pages: 1 },
        ...{ more: false, updating: false },
        notice: text.duplicates.apart({ one: words.person, other: words.person }),
      }),
    },
    {
      name: 'merge',
      ...mergeCard({ text, people, attributes, mayMove: true, warning: text.duplicates.changed }),
    },
    {
      name: 'merge-linked',
      ...mergeCard({ text, people: [linked, other], attributes, mayMove: false }),
    },
    {
      name: 'merge-refused',
      ...mergeCard({
        text,
        people: [linked, { ...other, linked: true, entraId: 'another-account' }],
        attributes,
        mayMove: false,
      }),
    },
    { name: 'merged', ...mergedCard(text, one, other.id) },
    { name: 'merge-undone', ...mergeUndoneCard(text, people) },
    {
      name: 'merge-not-undone',
      ...mergeNotUndoneCard({
        ...{ text, since, attributes, person: one.id },
        sentence: text.duplicates.changedSince(words.person),
      }),
    },
  ];
}
