import { describe, expect, it } from '@jest/globals';
import { unpackAction } from '../../src/cards/action-data.ts';
import { adminsCard } from '../../src/cards/admins-card.ts';
import { attributeFormCard } from '../../src/cards/attribute-form-card.ts';
import { attributesCard } from '../../src/cards/attributes-card.ts';
import { bulkOutcomeCard } from '../../src/cards/bulk-outcome-card.ts';
import type { Card } from '../../src/cards/card.ts';
import { confirmDeleteCard } from '../../src/cards/confirm-delete-card.ts';
import { directoryCard } from '../../src/cards/directory-card.ts';
import type { DirectoryCardInput, ListedPerson } from '../../src/cards/directory-card.ts';
import { directoryFilterCard } from '../../src/cards/directory-filter-card.ts';
import { usuallyListed } from '../../src/domain/listed-attributes.ts';
import { findCard } from '../../src/cards/find-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { initialsOf } from '../../src/cards/person-parts.ts';
import { personFormCard } from '../../src/cards/person-form-card.ts';
import type { PersonFormCardInput } from '../../src/cards/person-form-card.ts';
import { personHistoryCard } from '../../src/cards/person-history-card.ts';
import { pageOf } from '../../src/cards/pages.ts';
import { profileCard } from '../../src/cards/profile-card.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { noCounts, type Operation } from '../../src/domain/operations/operation.ts';
import { textFor } from '../../src/text/text.ts';
import { most, sampleAttributes, sampleEntries, samplePerson } from './directory-samples.ts';
import { everyCard, sampleId, sampleOperation } from './every-card.ts';
import { plainWords } from './words.ts';
import { actionsOf, nodes, texts, titles } from './read-card.ts';

const text = textFor('en-GB', 'Europe/Berlin');
const attributes = sampleAttributes(plainWords, 4);
const entries = sampleEntries(plainWords, 10);
const [ada, linked] = entries;
const may = { edit: true, move: true, delete: true, restore: true };

const inputs = (card: unknown) => [...nodes(card)].filter(({ type }) => type?.startsWith('Input.'));
const input = (card: unknown, id: string) => inputs(card).find((found) => found.id === id);
const button = ({ card }: Card, title: string) =>
  actionsOf(card, 'Action.Execute').find((action) => action.title === title);
/** The data that the bot would read when the button is selected with these input values. */
const pressed = (card: Card, title: string, typed: Readonly<Record<string, unknown>> = {}) => {
  const action = button(card, title);
  return unpackAction(action?.verb, { ...(action?.data as object), ...typed });
};

describe('every card of the directory', () => {
  const cards = everyCard(plainWords, most).map(
    // The action that refreshes a card is one of its buttons.
    ({ name, card }) => [name, { ...card, refresh: undefined }] as const,
  );

  it.each(cards)('has ids that differ, so that no client refuses it: %s', (_name, card) => {
    const ids = [...nodes(card)]
      .filter(({ type }) => type !== undefined && /^(?:Input\.|Action\.[EST]h?)/u.test(type))
      .filter(({ type }) => type !== 'Action.Submit')
      .map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it.each(cards)('says what is missing in each field that is needed: %s', (_name, card) => {
    for (const found of inputs(card)) {
      if (found.isRequired === true) expect(found.errorMessage).toMatch(/./u);
      expect(found.label ?? found.title).toMatch(/./u);
    }
  });
});

describe('a page of the directory', () => {
  const page: DirectoryCardInput = {
    text,
    network: 'Employee',
    totals: { Employee: 1_204, Others: 36 },
    entries: entries.slice(0, 8),
    total: 1_204,
    first: 11,
    hasNext: true,
    hasPrevious: true,
    filters: { department: 'Sales', source: 'entra' },
    attributes: [],
    columns: usuallyListed,
    values: { department: [{ value: 'Sales', count: 12 }], location: [], jobTitle: [] },
    mayMove: true,
    mayChange: true,
    selection: { people: [], seen: '' },
  };

  it('says where it is, and how many there are in each network', () => {
    const shown = texts(directoryCard(page).card);
    expect(shown).toContain('11–18 of 1,204 people, by name');
    expect(shown).toContain('1,204 people');
    expect(shown).toContain('36 people');
    expect(shown).toContain('Department: Sales · Source: Synced from Microsoft Entra ID');
  });

  it('goes on behind its last person and back before its first, with the same filters', () => {
    const card = directoryCard(page);
    const filters = { network: 'Employee', department: 'Sales', source: 'entra' };
    const place = (index: number) => ({ name: entries[index]?.name, id: entries[index]?.id });
    expect(pressed(card, 'Next')).toEqual({
      verb: 'show-directory',
      ...filters,
      after: place(7),
    });
    expect(pressed(card, 'Previous')).toEqual({
      verb: 'show-directory',
      ...filters,
      before: place(0),
    });
    const only = directoryCard({ ...page, hasNext: false, hasPrevious: false });
    expect(titles(only)).not.toContain('Next');
    expect(titles(only)).not.toContain('Previous');
  });

  it('leads to the other network, and out of a filter, without what stands in its fields', () => {
    const card = directoryCard(page);
    expect(pressed(card, 'Others')).toEqual({ verb: 'show-directory', network: 'Others' });
    expect(pressed(card, 'Show all')).toEqual({ verb: 'show-directory', network: 'Employee' });
    for (const title of ['Others', 'Show all', 'View']) {
      expect(button(card, title)).toMatchObject({ associatedInputs: 'none' });
    }
  });

  it('filters by what was chosen, which is marked as chosen', () => {
    const card = directoryCard(page);
    expect(input(card.card, 'department')).toMatchObject({ value: 'Sales' });
    expect(input(card.card, 'source')).toMatchObject({ value: 'entra' });
    expect(pressed(card, 'Filter', { department: 'R&D', source: '' })).toEqual({
      verb: 'show-directory',
      network: 'Employee',
      department: 'R&D',
    });
  });

  it('keeps the filters that have no field on it, and opens all of them', () => {
    const more = { signedIn: 'no', missing: 'email', since: '2026-01-31', what: 'added' } as const;
    const filters = { ...page.filters, ...more };
    const card = directoryCard({ ...page, filters });
    expect(texts(card.card)).toContain(
      'Department: Sales · Source: Synced from Microsoft Entra ID · Hasn’t signed in yet · No value: Email · Added since 31 Jan 2026',
    );
    expect(pressed(card, 'Filter', { department: ' ', source: 'group' })).toEqual({
      ...{ verb: 'show-directory', network: 'Employee', source: 'group' },
      ...more,
    });
    expect(pressed(card, 'More filters')).toEqual({
      ...{ verb: 'filter-directory', network: 'Employee' },
      ...filters,
    });
    const form = directoryFilterCard({ ...page, filters });
    const wanted = { missing: ' ', since: '', what: ' ', columns: 'email,phone' };
    expect(pressed(form, 'Filter', wanted)).toEqual({
      ...{ verb: 'show-directory', network: 'Employee', columns: 'email,phone' },
    });
    // Some clients leave out a choice in which nothing is selected: then the list shows names only.
    expect(pressed(form, 'Filter')).toMatchObject({ columns: '' });
  });

  it('shows of each person what was chosen, with the name of an own attribute', () => {
    const attributes = [
      { key: 'own_badge1', name: 'Badge', type: 'number', required: false, visibleTo: 'admins' },
    ] as const;
    const [first] = entries;
    const one = { ...first, email: 'ada@example.com', own: { own_badge1: '1234' } } as ListedPerson;
    const columns = ['email', 'location', 'own_badge1'] as const;
    const { card } = directoryCard({ ...page, entries: [one], columns, attributes });
    expect(texts(card)).toContain('ada@example.com · Badge: 1234');
  });

  it('acts on those who were ticked, and offers moving to those only who may', () => {
    const card = directoryCard(page);
    const tick = (id = '') => ({ [`t_${id}`]: 'true' });
    const ticks = { ...tick(ada?.id), ...tick(linked?.id) };
    expect(input(card.card, `t_${String(ada?.id)}`)).toMatchObject({ value: 'false' });
    const move = { verb: 'move-people', network: 'Others', people: [] };
    expect(pressed(card, 'Move to Others', ticks)).toEqual({
      ...move,
      ticked: [ada?.id, linked?.id],
    });
    expect(pressed(card, 'Delete', ticks)).toMatchObject({ verb: 'delete-people' });
    // Cards from before the ticks stood in the rows.
    const selected = `${String(ada?.id)},${String(linked?.id)}`;
    expect(pressed(card, 'Move to Others', { selected })).toEqual({
      ...move,
      people: [ada?.id, linked?.id],
    });
    const kept = { people: [String(ada?.id)], seen: 'ab12' };
    const selecting = directoryCard({ ...page, selection: kept });
    expect(texts(selecting.card)).toContain('1 person selected');
    expect(input(selecting.card, `t_${String(ada?.id)}`)).toMatchObject({ value: 'true' });
    const untick = { [`t_${String(ada?.id)}`]: 'false', department: 'Typed' };
    expect(pressed(selecting, 'Next', untick)).toMatchObject({
      ...{ seen: 'ab12', unticked: [ada?.id], department: 'Sales' },
    });
    const others = directoryCard({ ...page, network: 'Others' });
    expect(pressed(others, 'Move to Employee', ticks)).toMatchObject({
      network: 'Employee',
    });
    const limited = directoryCard({ ...page, mayMove: false });
    expect(titles(limited).filter((title) => String(title).startsWith('Move'))).toEqual([]);
    expect(titles(limited)).toContain('Delete');
  });

  it('offers a way in while it is empty, and a way out of a filter that nobody fits', () => {
    const nobody = { ...page, entries: [], total: 0, hasNext: false, hasPrevious: false };
    const empty = directoryCard({ ...nobody, filters: {} });
    expect(texts(empty.card)).toContain('No one here yet.');
    expect(titles(empty)).toEqual(expect.arrayContaining(['Import people', 'Add user']));
    const filtered = directoryCard(nobody);
    expect(texts(filtered.card)).toContain('No one matches this filter.');
    expect(titles(filtered)).toContain('Show all');
  });

  it('searches as one types', () => {
    const card = directoryCard(page);
    expect(input(card.card, 'person')).toMatchObject({
      style: 'filtered',
      'choices.data': { type: 'Data.Query', dataset: 'people' },
    });
    expect(pressed(card, 'Open', { person: ada?.id })).toEqual({
      verb: 'find-person',
      person: ada?.id,
    });
  });
});

describe('what a search found', () => {
  it('can be opened, and says when there are more', () => {
    const card = findCard({ text, query: 'ada', entries, more: true });
    expect(titles(card).filter((title) => title === 'View')).toHaveLength(10);
    // Each row opens itself as well.
    expect(
      actionsOf(card.card, 'Action.Execute').filter(({ tooltip }) => tooltip === 'View'),
    ).toHaveLength(10);
    expect(texts(card.card).join(' ')).toContain('The first 10 people who match “ada”');
    const page = { entries: entries.slice(0, 4), total: 34, page: 3 };
    const last = findCard({ text, query: 'ada', more: false, ...page });
    expect(texts(last.card)).toEqual(
      expect.arrayContaining(['34 people match “ada”.', '31–34 of 34']),
    );
    expect(pressed(last, 'Previous')).toEqual({ verb: 'find-person', query: 'ada', page: 2 });
    expect(titles(last)).not.toContain('Next');
    expect(texts(findCard({ text, query: 'x', entries: [], more: false }).card)).toContain(
      'No one matches “x”.',
    );
    const early = texts(
      findCard({ text, query: 'x', entries: [], more: false, updating: true }).card,
    );
    expect(early).toContain('No one matches “x” yet.');
    expect(early).not.toContain('No one matches “x”.');
  });
});

describe('a profile', () => {
  const show = (changed: Partial<StoredPerson> = {}, allowed = may) =>
    profileCard({ text, person: samplePerson(plainWords, 4, changed), attributes, may: allowed });

  it('says what is known, the organization’s own attributes in the reader’s way', () => {
    const shown = texts(show().card);
    for (const line of [
      'Ada Sample',
      'AS',
      'Facilities manager',
      'Employee network',
      'ada.sample@example.com',
      'Started on',
      '1 Apr 2019',
      'First aider',
      'Yes',
      '12.5',
      'Added by an admin',
      'Not linked',
      '2 Mar 2025',
      '15 Jan 2026, 10:30 by Tara Sample',
    ]) {
      expect(shown).toContain(line);
    }
  });

  it('says to an admin which required values are missing, also after a restoration', () => {
    const required = attributes.map((one) => ({ ...one, required: true }));
    const person = samplePerson(plainWords, 4);
    const { [attributes[0]?.key ?? 'own_none']: _badge, ...fields } = person.fields;
    const without = { ...person, fields };
    const shown = (changed: object) =>
      texts(profileCard({ text, person: without, attributes: required, may, ...changed }).card);
    expect(shown({})).toContain('Required values are missing');
    expect(shown({}).join(' ')).toContain('Badge number. Select Edit');
    expect(shown({ person })).not.toContain('Required values are missing');
    for (const other of [{ isOwn: true }, { isShared: true }, { may: { ...may, edit: false } }])
      expect(shown(other)).not.toContain('Required values are missing');
  });

  it('shows no attribute that was removed, and none that this reader may not see', () => {
    const some = attributes
      .slice(0, 3)
      .map((one, index) => (index === 1 ? { ...one, removedAt: '2026-01-15T09:30:00.000Z' } : one));
    const person = samplePerson(plainWords, 4);
    const shown = texts(profileCard({ text, person, attributes: some, may }).card);
    expect(shown).toContain('Badge number');
    expect(shown).not.toContain('1 Apr 2019');
    expect(shown).not.toContain('12.5');
  });

  it('offers only what can be done with this person by this reader', () => {
    const all = ['Edit', 'Move to Others', 'History', 'Directory', 'Delete'];
    expect(titles(show())).toEqual([...all, 'Call']);
    expect(titles(show({ network: 'Others' }))).toContain('Move to Employee');
    expect(titles(show({ linked: true }))).toEqual([
      ...['Edit', 'History', 'Directory'],
      ...['Call', 'Chat'],
    ]);
    expect(titles(show({ linked: true, network: 'Others' }))).toContain('Move to Employee');
    expect(titles(show({}, { edit: false, move: false, delete: false, restore: false }))).toEqual([
      'History',
      'Directory',
      'Call',
    ]);
  });

  it('is reached by phone, and in Teams where there is a work account', () => {
    const links = actionsOf(show({ linked: true }).card, 'Action.OpenUrl');
    expect(links).toMatchObject([
      { title: 'Call', url: 'tel:+447700900123' },
      {
        title: 'Chat',
        url: 'https://teams.microsoft.com/l/chat/0/0?users=ada.sample%40example.com',
      },
    ]);
    expect(texts(show().card)).toContain('+44\u00A07700\u00A0900123');
  });

  it('of someone deleted says until when they can be restored', () => {
    const deletedAt = '2026-01-15T09:30:00.000Z';
    expect(titles(show({ deletedAt }))).toEqual(['Restore', 'History', 'Directory']);
    expect(texts(show({ deletedAt }).card)).toContain(
      'Deleted on 15 Jan 2026. You can restore this person until 14 Feb 2026.',
    );
    expect(titles(show({ deletedAt }, { ...may, restore: false }))).toEqual([
      'History',
      'Directory',
    ]);
  });

  it.each([
    ['Ada Sample', 'AS'],
    ['ada', 'A'],
    ['  (Ada)  van der Sample ', 'AS'],
    ['Élodie Ünal', 'ÉÜ'],
    ['李 小龍', '李小'],
    ['नीता शर्मा', 'नीश'],
    ['!?', '?'],
    ['', '?'],
  ])('stands for a picture with the initials: %s', (name, initials) => {
    expect(initialsOf(name).normalize('NFC')).toBe(initials.normalize('NFC'));
  });
});

describe('the history of a person', () => {
  const by = { id: 'a', name: 'Tara Sample' };
  const at = '2026-01-15T09:30:00.000Z';
  const person = samplePerson(plainWords, 4);
  const importOf = (fileName: string): Operation => ({
    tenant: 'a-sample-tenant',
    kind: 'import',
    id: sampleId,
    state: 'completed',
    at,
    by,
    locale: 'en',
    fileName,
    fileBytes: 0,
    counts: noCounts,
    rowsDone: 1,
    tries: 0,
    original: '',
    etag: '',
  });
  const show = (operationFile?: string) =>
    personHistoryCard({
      text,
      person,
      attributes,
      isUnchanged: false,
      mayOpenSyncs: false,
      list: {
        page: 1,
        pages: 3,
        start: 1,
        total: 3,
        rows: [
          {
            entry: {
              at,
              by,
              operation: sampleId,
              changes: [
                { field: 'jobTitle', before: 'Clerk', after: '' },
                { field: 'own_sample2', before: 'no', after: 'yes' },
                { field: 'own_gone1', before: 'x', after: 'y' },
                { field: 'network', before: 'Others', after: 'Employee' },
                { field: 'deleted', before: '', after: at },
              ],
            },
            ...(operationFile === undefined ? {} : { operation: importOf(operationFile) }),
          },
        ],
      },
    });

  it('says field, before, after, who, when, and by which import', () => {
    expect(texts(show('people.csv').card)).toEqual(
      expect.arrayContaining([
        '15 Jan 2026, 10:30 by Tara Sample',
        'By the import people.csv',
        'Job title: Clerk → (empty)',
        'First aider: No → Yes',
        'A removed attribute: x → y',
        'Moved from Others to Employee',
        'Deleted',
      ]),
    );
  });

  it('leads to the import while that is known, to the other pages and back', () => {
    expect(pressed(show('people.csv'), 'Show import')).toEqual({
      verb: 'refresh-operation',
      operation: sampleId,
      kind: 'import',
    });
    expect(titles(show())).toEqual(['Back', 'Previous', 'Next']);
    expect(pressed(show(), 'Next')).toMatchObject({ verb: 'person-history', page: 2 });
    expect(pressed(show(), 'Previous')).toMatchObject({ page: 0 });
    expect(pressed(show(), 'Back')).toEqual({ verb: 'show-person', person: person.id });
  });

  it('ends with how they came: by whom, from which file, and a way to that import', () => {
    const operation = importOf('people.csv');
    const added = { at, way: 'import', by: 'Tara Sample', operation } as const;
    const history = { text, person, attributes, isUnchanged: true, mayOpenSyncs: false };
    const card = personHistoryCard({ ...history, list: pageOf([added], 5) });
    expect(texts(card.card)).toContain('Added by Tara Sample from people.csv');
    expect(pressed(card, 'Show import')).toMatchObject({ operation: sampleId, kind: 'import' });
    const sync = { ...operation, kind: 'sync' } as const;
    const bySync = { at, way: 'entra', operation: sync } as const;
    const seen = personHistoryCard({ ...history, list: pageOf([bySync], 5) });
    expect(texts(seen.card)).toContain('Added by a sync');
    // Only who may sync sees syncs.
    expect(titles(seen)).toEqual(['Back']);
  });
});

describe('the form of a person', () => {
  const person = samplePerson(plainWords, 4);
  const add: PersonFormCardInput = { text, mode: 'add', values: {}, problems: [], attributes };
  const edit: PersonFormCardInput = {
    ...add,
    mode: 'edit',
    person,
    seen: person.etag,
    values: person.fields,
  };
  const builtIn = [
    'phone',
    'firstName',
    'lastName',
    'email',
    'jobTitle',
    'department',
    'location',
    'employeeId',
    'displayName',
  ];
  const own = attributes.map(({ key }) => key);

  it('asks for the network of a new person only: moving is an action of its own', () => {
    expect(inputs(personFormCard(add).card).map(({ id }) => id)).toEqual([
      'network',
      ...builtIn,
      ...own,
    ]);
    expect(inputs(personFormCard(edit).card).map(({ id }) => id)).toEqual([...builtIn, ...own]);
  });

  it('needs the phone and what the organization requires, nothing else', () => {
    const needed = inputs(personFormCard(edit).card).filter(
      ({ isRequired }) => isRequired === true,
    );
    expect(needed.map(({ id }) => id)).toEqual(['phone', 'own_sample0']);
  });

  it('comes with what is known, and sends each field back', () => {
    const card = personFormCard(edit);
    expect(input(card.card, 'email')).toMatchObject({ value: 'ada.sample@example.com' });
    expect(input(card.card, 'own_sample1')).toMatchObject({
      type: 'Input.Date',
      value: '2019-04-01',
    });
    expect(input(card.card, 'own_sample2')).toMatchObject({
      type: 'Input.ChoiceSet',
      value: 'yes',
    });
    const typed = { ...person.fields, own_sample2: ' ', jobTitle: 'Driver' };
    expect(pressed(card, 'Save', typed)).toEqual({
      verb: 'save-person',
      person: person.id,
      seen: person.etag,
      values: { ...typed, own_sample2: '', displayName: '' },
    });
  });

  it('says what is wrong at the field, with what was typed', () => {
    const { card } = personFormCard({
      ...add,
      network: 'Others',
      values: { phone: '0770', own_sample1: '03/04/2019' },
      problems: [
        { field: 'phone', reason: 'phone-too-short', value: '0770' },
        { field: 'own_sample1', reason: 'date-ambiguous', value: '03/04/2019' },
      ],
    });
    const items = [...nodes(card)].filter(({ type }) => type === 'Container');
    const at = (id: string) => items.findLast((item) => input(item, id) !== undefined);
    expect(texts(at('phone'))).toEqual(['The phone number “0770” is too short.']);
    expect(input(card, 'phone')).toMatchObject({
      value: '0770',
      label: 'Phone number – correct this',
    });
    expect(texts(at('own_sample1')).join('')).toContain('“03/04/2019” can be read in two ways');
    expect(input(card, 'network')).toMatchObject({ value: 'Others' });
    expect(texts(card)).toContain('Correct 2 fields. Nothing is saved yet.');
  });

  it('offers the person who has the phone', () => {
    const card = personFormCard({ ...add, ...(ada === undefined ? {} : { taken: ada }) });
    expect(texts(card.card)).toContain('This phone number belongs to Ada Sample.');
    expect(pressed(card, 'View')).toEqual({ verb: 'show-person', person: ada?.id });
  });

  it('lets the second of two admins see what the first changed, and decide', () => {
    const card = personFormCard({
      ...edit,
      values: { ...person.fields, jobTitle: 'Driver' },
      changedMeanwhile: [
        {
          by: 'Olu Sample',
          at: '2026-01-15T09:30:00.000Z',
          changes: [{ field: 'jobTitle', before: 'Clerk', after: 'Facilities manager' }],
        },
      ],
    });
    expect(texts(card.card)).toContain('Job title: Clerk → Facilities manager');
    expect(texts(card.card)).toContain('15 Jan 2026, 10:30 by Olu Sample');
    expect(titles(card)).toEqual(['Save mine anyway', 'Keep theirs']);
    expect(pressed(card, 'Save mine anyway', { jobTitle: 'Driver' })).toMatchObject({
      seen: person.etag,
    });
    expect(pressed(card, 'Keep theirs')).toEqual({ verb: 'show-person', person: person.id });
  });

  it('never sends a value back cut: what doesn’t fit into the card isn’t edited there', () => {
    const many = sampleAttributes(plainWords, 30).map((one) => ({ ...one, type: 'text' as const }));
    const long = Object.fromEntries(many.map(({ key }) => [key, '名'.repeat(400)]));
    const whole = { ...person, fields: { ...person.fields, ...long } };
    const card = personFormCard({
      ...edit,
      attributes: many,
      person: whole,
      values: whole.fields,
    });
    expect(Buffer.byteLength(JSON.stringify(card.card))).toBeLessThan(25_000);
    const stored: Readonly<Record<string, unknown>> = whole.fields;
    for (const { id, value } of inputs(card.card)) expect(value).toBe(stored[String(id)] ?? '');
    expect(texts(card.card)).toContain('Badge number is too long to edit here and stays as it is.');
    const saved = pressed(card, 'Save', {});
    expect(saved).toHaveProperty('values.phone');
    expect(saved).not.toHaveProperty('values.own_sample0');
  });
});

describe('deleting and moving many', () => {
  it('asks once, names whom it is about, and leaves out those who are linked', () => {
    const card = confirmDeleteCard({ text, people: entries });
    const free = entries.filter((entry) => !entry.linked);
    expect(pressed(card, 'Delete')).toEqual({
      verb: 'delete-people',
      people: free.map(({ id }) => id),
      confirmed: true,
    });
    expect(texts(card.card)).toContain(`Delete ${String(free.length)} people?`);
    expect(pressed(card, 'Keep')).toMatchObject({ verb: 'show-directory', network: 'Employee' });
  });

  it('offers no Delete for someone who can’t be deleted', () => {
    const card = confirmDeleteCard({ text, people: linked === undefined ? [] : [linked] });
    expect(titles(card)).toEqual(['Keep']);
    expect(pressed(card, 'Keep')).toEqual({ verb: 'show-person', person: linked?.id });
  });

  it('names each who was left out, with the reason', () => {
    const refused = Array.from({ length: 100 }, (_, index) => ({
      name: `Sample ${String(index)}`,
      reason: 'linked',
    }));
    const { card } = bulkOutcomeCard({ text, what: 'moved', network: 'Others', done: 0, refused });
    const shown = texts(card).join('\n');
    for (const { name } of refused) expect(shown).toContain(`${name}: linked to a work account`);
    expect(shown).toContain('No one was moved.');
  });

  it('says how many were gone already', () => {
    const gone = { text, what: 'deleted', done: 1, refused: [] } as const;
    expect(texts(bulkOutcomeCard({ ...gone, missing: 2 }).card)).toContain(
      '2 people are no longer in the directory.',
    );
    expect(texts(bulkOutcomeCard({ ...gone, missing: 1 }).card)).toContain(
      '1 person is no longer in the directory.',
    );
  });
});

describe('admins and attributes', () => {
  const admins = [
    { id: 'a', name: 'Tara Sample', role: 'tenant-admin', fixed: true },
    { id: 'b', name: 'Olu Sample', role: 'organization-admin', fixed: false },
  ] as const;

  it('removes no admin whom the deployment set', () => {
    const card = adminsCard({ text, key: 'a'.repeat(16), admins });
    expect(titles(card).filter((title) => title === 'Remove')).toHaveLength(1);
    expect(pressed(card, 'Remove')).toEqual({
      verb: 'remove-admin',
      admin: 'b',
      role: 'organization-admin',
    });
    expect(texts(card.card)).toContain('Tenant admin · Set by your IT admin');
  });

  it('gives a role to who was chosen from the list', () => {
    const card = adminsCard({ text, key: 'a'.repeat(16), admins });
    expect(input(card.card, 'admin')).toMatchObject({
      'choices.data': { type: 'Data.Query', dataset: 'colleagues' },
    });
    expect(pressed(card, 'Add', { admin: 'c', role: 'tenant-admin' })).toEqual({
      verb: 'add-admin',
      admin: 'c',
      role: 'tenant-admin',
    });
  });

  it('edits and removes each attribute', () => {
    const few = attributesCard({ text, attributes, removed: [] });
    expect(titles(few).filter((title) => title === 'Edit')).toHaveLength(4);
    expect(pressed(few, 'Edit')).toEqual({ verb: 'edit-attribute', key: 'own_sample0' });
    expect(pressed(few, 'Remove')).toEqual({ verb: 'remove-attribute', key: 'own_sample0' });
    expect(pressed(few, 'Add attribute')).toEqual({ verb: 'edit-attribute' });
    expect(button(few, 'Add attribute')).toMatchObject({ associatedInputs: 'none' });
  });

  it('keeps the type of an attribute that people have values of', () => {
    const [, date] = attributes;
    const card = attributeFormCard({ text, ...(date === undefined ? {} : { attribute: date }) });
    expect(input(card.card, 'type')).toBeUndefined();
    expect(pressed(card, 'Save', { name: 'Since', required: 'false' })).toMatchObject({
      key: 'own_sample1',
      type: 'date',
      name: 'Since',
    });
    expect(input(attributeFormCard({ text }).card, 'type')).toMatchObject({ value: 'text' });
  });

  it('says why an attribute can’t be saved, in any version’s words', () => {
    const shown = (problem: string, other = 'Badge') =>
      texts(attributeFormCard({ text, problem: { problem, with: other } }).card).join(' ');
    expect(shown('name-taken')).toContain('There is already a column “Badge” with this name.');
    expect(shown('name-is-built-in', 'jobTitle')).toContain(
      'already use this name for “Job title”',
    );
    expect(shown('__proto__')).toContain('This can’t be saved.');
  });
});

describe('the notice of an import', () => {
  it('leads to the network that it went to', () => {
    const operation = sampleOperation(plainWords, { state: 'completed', network: 'Others' });
    const card = noticeCard({ text, operation, links: {}, directory: true });
    expect(pressed(card, 'View directory')).toEqual({ verb: 'show-directory', network: 'Others' });
  });
});
