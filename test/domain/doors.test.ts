import { expect, it } from '@jest/globals';
import { admits, undoRight, type Door, type KindOfPerson } from '../../src/domain/doors.ts';
import { grantableRights } from '../../src/domain/roles.ts';

/** An organization may give it to its organization admins. */
const [grantable] = grantableRights;

type Admitted = Partial<Record<KindOfPerson, ReturnType<typeof admits>>>;

/** Of each door, whom it lets in; people who aren't named stay out. */
const cases: readonly { readonly door: Door; readonly lets: Admitted }[] = [
  {
    door: { everyone: true },
    lets: {
      ...{ guest: 'yes', member: 'yes', 'group-admin': 'yes' },
      ...{ 'organization-admin': 'yes', 'tenant-admin': 'yes' },
    },
  },
  {
    door: { right: 'import', own: true },
    lets: { 'organization-admin': 'own', 'tenant-admin': 'yes' },
  },
  {
    door: { right: 'import', own: true, groupFiles: true },
    lets: { 'group-admin': 'own', 'organization-admin': 'own', 'tenant-admin': 'yes' },
  },
  { door: { groupAdmins: 'open' }, lets: { 'group-admin': 'own' } },
  {
    door: { right: 'see-people', whileOn: 'lookup' },
    lets: {
      ...{ member: 'if-on', 'group-admin': 'if-on' },
      ...{ 'organization-admin': 'yes', 'tenant-admin': 'yes' },
    },
  },
  {
    door: { right: grantable },
    lets: { 'organization-admin': 'if-on', 'tenant-admin': 'yes' },
  },
  { door: { right: 'erase-people' }, lets: { 'tenant-admin': 'yes' } },
];

it.each(cases)('the door $door lets in nobody but $lets', ({ door, lets }) => {
  const kinds: readonly KindOfPerson[] = [
    ...(['guest', 'member', 'group-admin'] as const),
    ...(['organization-admin', 'tenant-admin', 'other-tenant'] as const),
  ];
  const found = kinds.map((kind) => [kind, admits(door, kind)]);
  expect(found).toEqual(kinds.map((kind) => [kind, lets[kind] ?? 'no']));
});

it('an undo needs the right to do what it undoes', () => {
  const move = { what: 'moved', people: [] } as const;
  const deletion = { what: 'deleted', people: [] } as const;
  expect(undoRight({ kind: 'import' })).toBe('import');
  expect(undoRight({ kind: 'sync' })).toBe('sync');
  expect(undoRight({ kind: 'import', bulk: move })).toBe('move-people');
  expect(undoRight({ kind: 'import', bulk: deletion })).toBe('delete-people');
});
