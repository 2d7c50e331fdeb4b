import { describe, expect, it } from '@jest/globals';
import {
  admits,
  everyone,
  fileDoorOf,
  fileDoors,
  groupAdmins,
  holdersOf,
  orGroupFile,
  ownOf,
  undoRight,
} from '../../src/domain/doors.ts';
import { jobTypes, type JobType } from '../../src/domain/operations/job-message.ts';
import { grantableRights, may, packGranted, parseGranted } from '../../src/domain/roles.ts';
import { mayRun } from '../../src/jobs/may-run.ts';

describe('the rights of roles', () => {
  it('are those of the table, and what an organization has granted, and no more', () => {
    expect(may({ role: 'organization-admin' }, 'import')).toBe(true);
    expect(may({ role: 'organization-admin' }, 'erase-people')).toBe(false);
    expect(may({ role: 'group-admin' }, 'see-people')).toBe(false);
    expect(may({ role: 'member' }, 'see-people')).toBe(false);
    const granted = ['move-people'] as const;
    expect(may({ role: 'organization-admin', granted }, 'move-people')).toBe(true);
    expect(may({ role: 'organization-admin', granted }, 'manage-attributes')).toBe(false);
    expect(may({ role: 'organization-admin', granted: [] }, 'move-people')).toBe(false);
  });

  it('are granted by name only: nothing by default, and nothing that can’t be granted', () => {
    expect(parseGranted(undefined)).toEqual([]);
    expect(parseGranted('')).toEqual([]);
    expect(parseGranted('erase-people,sync')).toEqual([]);
    expect(parseGranted('manage-attributes;move-people')).toEqual(grantableRights);
    expect(parseGranted(packGranted(['manage-attributes']))).toEqual(['manage-attributes']);
  });

  it('let a job run that needs none, and no other without its right', () => {
    for (const [type, { right }] of Object.entries(jobTypes)) {
      expect(mayRun({ role: 'member' }, type as JobType)).toBe(right === 'none');
      expect(mayRun({ role: 'tenant-admin' }, type as JobType)).toBe(true);
    }
  });
});

describe('the doors that are declared', () => {
  it('say whom they let in', () => {
    expect(admits(everyone, 'guest')).toBe('yes');
    expect(admits(holdersOf('sync'), 'organization-admin')).toBe('no');
    expect(admits(ownOf('import'), 'organization-admin')).toBe('own');
    expect(admits(ownOf('import'), 'group-admin')).toBe('no');
    expect(admits(orGroupFile(ownOf('import')), 'group-admin')).toBe('own');
    expect(admits(groupAdmins('open'), 'group-admin')).toBe('own');
    expect(admits(fileDoors.sent, 'group-admin')).toBe('own');
  });
});

describe('the right that an undo needs', () => {
  const bulk = (what: 'moved' | 'deleted') => ({
    kind: 'import' as const,
    bulk: { what, people: [] } as never,
  });
  it.each([
    ['move-people', bulk('moved')],
    ['delete-people', bulk('deleted')],
    ['delete-people', { kind: 'import', restores: {} }],
    ['import', { kind: 'import' }],
    ['sync', { kind: 'sync' }],
  ] as const)('is %s: to do what it did', (right, operation) => {
    expect(undoRight(operation)).toBe(right);
  });
});

describe('the door of an operation’s files', () => {
  it.each([
    ['see-history', { kind: 'import' }],
    ['export', { kind: 'export', request: {} }],
    ['everything', { kind: 'export', request: { everything: true } }],
    ['everything', { kind: 'import', request: { everything: true } }],
    ['read-audit', { kind: 'export', request: { audit: true } }],
    ['sync', { kind: 'sync' }],
  ] as const)('is %s', (right, operation) => {
    expect(fileDoorOf(operation as never)).toEqual({ right });
  });

  it('is open to group admins for their own files only if these are for a group alone', () => {
    const door = (only: boolean) => fileDoorOf({ kind: 'import', group: { only } as never });
    expect(door(true)).toMatchObject({ own: true, groupFiles: true });
    expect(door(false)).toEqual({ right: 'see-history' });
  });
});
