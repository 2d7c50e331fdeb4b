import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packAction, unpackAction } from '../../src/cards/action-data.ts';
import type { CardAction } from '../../src/cards/card-actions.ts';
import { blankChoice } from '../../src/cards/card-inputs.ts';
import { samplePersonId } from './directory-samples.ts';

const person = samplePersonId(1);
const other = samplePersonId(2);
const admin = '00000000-0000-4000-8000-00000000000a';
const place = { name: 'Ada Sample', id: person };
const attribute = { name: '', type: 'date', required: true, visibleTo: 'all' } as const;

const actions: CardAction[] = [
  { verb: 'show-directory', network: 'Employee' },
  { verb: 'show-directory', network: 'Others', department: 'Sales', source: 'entra', after: place },
  { verb: 'show-directory', network: 'Others', before: place },
  {
    ...{ verb: 'filter-directory', network: 'Employee', location: 'Bern', jobTitle: 'Nurse' },
    ...{ signedIn: 'no', missing: 'own_sample1', attribute: 'own_sample1', value: 'B-1' },
    ...{ since: '2026-01-31', what: 'added' },
  },
  {
    ...{ verb: 'change-all', network: 'Others', missing: 'email', asked: true },
    ...{ change: 'set', field: 'own_sample1', newValue: '2026-01-31' },
  },
  { verb: 'find-person' },
  { verb: 'find-person', query: 'ada' },
  { verb: 'find-person', person },
  { verb: 'show-person', person },
  { verb: 'edit-person', person },
  { verb: 'save-person', person, seen: 'W/"1"', values: { phone: '', own_sample1: '' } },
  { verb: 'add-person', values: { phone: '', firstName: '' } },
  { verb: 'move-people', network: 'Others', people: [person] },
  { verb: 'delete-people', people: [person, other], confirmed: true },
  { verb: 'delete-people', people: [] },
  { verb: 'restore-person', person },
  { verb: 'show-deleted', page: 0 },
  { verb: 'show-deleted', operation: '8236000000000-0123456789abcdef', page: 2 },
  { verb: 'restore-people', people: [person, other] },
  { verb: 'erase-people', people: [person, other], confirmed: true },
  { verb: 'export-person', person },
  { verb: 'restore-operation', operation: '8236000000000-0123456789abcdef' },
  { verb: 'person-history', person, page: 2 },
  { verb: 'show-admins' },
  { verb: 'add-admin', role: 'organization-admin' },
  { verb: 'remove-admin', admin, role: 'tenant-admin' },
  { verb: 'show-attributes' },
  { verb: 'edit-attribute' },
  { verb: 'edit-attribute', key: 'own_sample1' },
  { verb: 'save-attribute', ...attribute },
  { verb: 'save-attribute', key: 'own_sample1', ...attribute },
  { verb: 'remove-attribute', key: 'own_sample1', confirmed: true },
  { verb: 'restore-attribute', key: 'own_sample1' },
  { verb: 'export-audit' },
];

/** The data that come back when the button is selected with these input values. */
const pressed = (action: CardAction, inputs: Readonly<Record<string, unknown>> = {}) => {
  const { verb, data } = packAction('Title', action);
  return unpackAction(verb, { ...(JSON.parse(JSON.stringify(data)) as object), ...inputs });
};

describe('what a button of the directory carries', () => {
  it.each(actions)('comes back as it was packed: $verb', (action) => {
    expect(pressed(action)).toEqual(action);
    const { data } = packAction('Title', action);
    expect(unpackAction(undefined, data)).toEqual(action);
  });

  it('is refused when it was altered', () => {
    const altered: Readonly<Record<string, unknown>>[] = [
      { verb: 'show-person', person: '../secrets' },
      { verb: 'show-person', person: person.toUpperCase() },
      { verb: 'show-directory', network: 'Everyone' },
      { verb: 'show-directory', network: 'Employee', source: 'magic' },
      { verb: 'show-directory', network: 'Employee', missing: 'firstName' },
      { verb: 'show-directory', network: 'Employee', signedIn: 'maybe' },
      {
        verb: 'show-directory',
        network: 'Employee',
        after: { name: 'x'.repeat(301), id: person },
      },
      { verb: 'save-person', person, seen: 'x'.repeat(201) },
      { verb: 'delete-people', people: [person, '*'] },
      { verb: 'delete-people', people: [{ $ne: '' }] },
      { verb: 'person-history', person, page: -1 },
      { verb: 'person-history', person, page: 1.5 },
      { verb: 'change-all', network: 'Others', since: 'yesterday', what: 'added' },
      { verb: 'restore-all', since: 'yesterday', confirmed: true },
      { verb: 'add-admin', admin, role: 'owner' },
      { verb: 'remove-admin', admin: `${admin}'/x`, role: 'tenant-admin' },
      { verb: 'remove-attribute', key: '__proto__' },
      { verb: 'save-attribute', name: 'Shoe size', type: 'picture' },
    ];
    for (const data of altered) expect(unpackAction(data.verb, { v: 1, ...data })).toBeUndefined();
  });

  it('never makes reading fail, whatever a client sends in the inputs', () => {
    const names = ['people', 'selected', 'person', 'query', 'values', 'fields', 'phone', 'key'];
    fc.assert(
      fc.property(
        fc.constantFrom(...actions),
        fc.dictionary(fc.constantFrom(...names, 'own_a1b2', 'after', 'network'), fc.anything()),
        (action, inputs) => {
          const { data } = packAction('Title', action);
          const read = unpackAction(action.verb, { ...(data as object), ...inputs });
          expect([undefined, action.verb]).toContain(read?.verb);
        },
      ),
    );
  });
});

describe('what was chosen on a card', () => {
  it('filters the directory, and "all" is no filter', () => {
    const browse = { verb: 'show-directory', network: 'Employee' } as const;
    expect(pressed(browse, { department: 'R&D', source: 'signin' })).toEqual({
      ...browse,
      department: 'R&D',
      source: 'signin',
    });
    for (const all of ['', blankChoice]) {
      expect(pressed(browse, { department: all, source: all })).toEqual(browse);
    }
  });

  it('names each person who was ticked once', () => {
    const move: CardAction = { verb: 'move-people', network: 'Others', people: [] };
    expect(pressed(move, { selected: `${person},${other},${person}` })).toEqual({
      ...move,
      people: [person, other],
    });
    expect(pressed(move, { selected: '' })).toEqual(move);
    expect(pressed(move, { selected: `${person},everyone` })).toBeUndefined();
  });

  it('says when more than 100 were chosen, so that nobody believes that all were acted on', () => {
    const ids = Array.from({ length: 101 }, (_, index) => samplePersonId(index));
    const remove: CardAction = { verb: 'delete-people', people: [] };
    expect(pressed(remove, { selected: ids.join(',') })).toMatchObject({ tooMany: true });
    expect(unpackAction(undefined, { v: 1, ...remove, people: ids })).toMatchObject({
      tooMany: true,
    });
    const hundred = pressed(remove, { selected: ids.slice(1).join(',') });
    expect(hundred).toMatchObject({ people: ids.slice(1) });
    expect(hundred).not.toHaveProperty('tooMany');
  });

  it('opens the person of a search, or searches for what was typed without choosing', () => {
    const find = { verb: 'find-person' } as const;
    expect(pressed(find, { person })).toEqual({ ...find, person });
    expect(pressed(find, { person: ' ada s ' })).toEqual({ ...find, query: 'ada s' });
    expect(pressed(find, { query: 'x'.repeat(500) })).toEqual({ ...find, query: 'x'.repeat(200) });
    expect(pressed(find, { person: '', query: '' })).toEqual(find);
  });
});

describe('what was typed into a form', () => {
  const add = {
    verb: 'add-person',
    values: { phone: '', firstName: '', own_sample1: '' },
  } as const;

  it('comes back by attribute, with the network', () => {
    const inputs = { network: 'others', phone: '0770', own_sample1: 'yes', shoe: '44' };
    expect(pressed(add, inputs)).toEqual({
      verb: 'add-person',
      network: 'Others',
      values: { phone: '0770', firstName: '', own_sample1: 'yes' },
    });
  });

  it('is emptied where a client leaves empty inputs out, and only where the form had a field', () => {
    const save = {
      verb: 'save-person',
      person,
      seen: '1',
      values: { phone: '', email: '' },
    } as const;
    const read = pressed(save, { phone: '+447700900123' });
    expect(read).toMatchObject({ values: { phone: '+447700900123', email: '' } });
    expect(read).not.toHaveProperty('values.jobTitle');
    expect(pressed(save, { email: blankChoice })).toMatchObject({ values: { email: '' } });
  });

  it('is bounded, and what is too long for anything is still too long', () => {
    const read = pressed(add, { phone: 'x'.repeat(50_000), firstName: 7, own_sample1: null });
    expect(read).toMatchObject({
      values: { phone: 'x'.repeat(2_000), firstName: '', own_sample1: '' },
    });
  });

  it('of an attribute is narrow where the card doesn’t say', () => {
    const save = { verb: 'save-attribute', ...attribute } as const;
    expect(pressed(save, { name: 'Badge', required: 'false', visibleTo: 'admins' })).toEqual({
      ...save,
      name: 'Badge',
      required: false,
      visibleTo: 'admins',
    });
    expect(pressed(save, { required: 'true', visibleTo: 'nobody' })).toMatchObject({
      required: true,
      visibleTo: 'admins',
    });
  });

  it('gives a role to nobody when nobody was chosen', () => {
    const give = { verb: 'add-admin', role: 'organization-admin' } as const;
    expect(pressed(give, { admin: '' })).toEqual(give);
    expect(pressed(give, { admin, role: 'tenant-admin' })).toEqual({
      verb: 'add-admin',
      admin,
      role: 'tenant-admin',
    });
  });
});
