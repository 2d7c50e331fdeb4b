import { whatChanged } from './operations/what-changed.ts';
import type { Operation } from './operations/operation.ts';
import { grantableRights, may, type Right, type Role } from './roles.ts';

/*
 * Access rules: every command, button, search, file and job, and who may use it. A command, button, search or
 * job without an entry doesn't compile, and a test tries all of them as each kind of person. SECURITY.md shows
 * the table (npm run doors).
 */

/** The access rule of one command, button, search, file or job. */
export interface Door {
  /** everyone of the organization, including guests, and in groups as well, since it reveals nothing about anyone */
  readonly everyone?: true;
  /** people whose role has this right */
  readonly right?: Right;
  /** only for what they started themselves; a tenant admin for everyone's. Checked where the thing is read. */
  readonly own?: true;
  /**
   * group admins of the group concerned, whatever their role, as the store says; `open`: only while the
   * organization lets group admins add people
   */
  readonly groupAdmins?: 'always' | 'open';
  /** people with an account of the organization itself, not guests, while its setting of this name is on */
  readonly whileOn?: 'lookup';
}

const everyone = { everyone: true } as const;
const holdersOf = (right: Right) => ({ right });
const ownOf = (right: Right) => ({ right, own: true }) as const;
const groupAdmins = (when: 'always' | 'open') => ({ groupAdmins: when });

/** Commands, by name. */
export const commandDoors = {
  import: holdersOf('import'),
  template: holdersOf('import'),
  'import history': holdersOf('see-history'),
  export: holdersOf('export'),
  'export history': holdersOf('see-history'),
  schedules: holdersOf('export'),
  directory: holdersOf('see-people'),
  find: holdersOf('see-people'),
  deleted: holdersOf('delete-people'),
  duplicates: holdersOf('edit-people'),
  'add user': holdersOf('edit-people'),
  group: { right: 'see-people', groupAdmins: 'always' },
  'group add': groupAdmins('open'),
  admins: holdersOf('name-admins'),
  attributes: holdersOf('manage-attributes'),
  audit: holdersOf('read-audit'),
  sync: holdersOf('sync'),
  'sync history': holdersOf('sync'),
  settings: holdersOf('change-settings'),
  // one's own record, by one's own account
  me: everyone,
  help: everyone,
  cancel: everyone,
} as const satisfies Readonly<Record<string, Door>>;

export type CommandName = keyof typeof commandDoors;

/** Card actions, by verb. A button that shows or changes an operation is checked against `kindDoors` too. */
export const actionDoors = {
  // checked against the command's own rule
  'run-command': everyone,
  'cancel-dialogue': everyone,
  'choose-network': ownOf('import'),
  'start-import': ownOf('import'),
  'answer-columns': ownOf('import'),
  'change-columns': ownOf('import'),
  'answer-encoding': ownOf('import'),
  'answer-dates': ownOf('import'),
  'read-numbers': ownOf('import'),
  'answer-sheet': ownOf('import'),
  'undo-import': ownOf('import'),
  'cancel-operation': ownOf('see-history'),
  'refresh-operation': holdersOf('see-history'),
  'show-history': holdersOf('see-history'),
  'show-directory': holdersOf('see-people'),
  'filter-directory': holdersOf('see-people'),
  'find-person': holdersOf('see-people'),
  'show-person': holdersOf('see-people'),
  'person-history': holdersOf('see-people'),
  // one's own record, by one's own account, and what the organization lets people edit of it
  'edit-own': everyone,
  'save-own': everyone,
  'edit-person': holdersOf('edit-people'),
  'save-person': holdersOf('edit-people'),
  'add-person': holdersOf('edit-people'),
  'move-people': holdersOf('move-people'),
  'delete-people': holdersOf('delete-people'),
  'restore-person': holdersOf('delete-people'),
  'show-deleted': holdersOf('delete-people'),
  'restore-people': holdersOf('delete-people'),
  'restore-operation': holdersOf('delete-people'),
  'erase-people': holdersOf('erase-people'),
  'show-duplicates': holdersOf('edit-people'),
  'compare-people': holdersOf('edit-people'),
  'merge-people': holdersOf('edit-people'),
  'undo-merge': holdersOf('edit-people'),
  'not-same': holdersOf('edit-people'),
  'show-requests': holdersOf('delete-people'),
  'keep-deleted': holdersOf('delete-people'),
  'show-group': { right: 'see-people', groupAdmins: 'always' },
  'add-member': groupAdmins('open'),
  'remove-member': groupAdmins('always'),
  'show-admins': holdersOf('name-admins'),
  'add-admin': holdersOf('name-admins'),
  'remove-admin': holdersOf('name-admins'),
  'show-attributes': holdersOf('manage-attributes'),
  'edit-attribute': holdersOf('manage-attributes'),
  'save-attribute': holdersOf('manage-attributes'),
  'remove-attribute': holdersOf('manage-attributes'),
  'restore-attribute': holdersOf('manage-attributes'),
  'export-audit': holdersOf('read-audit'),
  'save-settings': holdersOf('change-settings'),
  'forget-columns': holdersOf('change-settings'),
  'create-export': holdersOf('export'),
  'save-schedule': holdersOf('export'),
  'show-schedules': holdersOf('export'),
  'pause-schedule': ownOf('export'),
  'resume-schedule': ownOf('export'),
  'remove-schedule': ownOf('export'),
  'sync-now': holdersOf('sync'),
  'start-sync': holdersOf('sync'),
  'answer-held': holdersOf('sync'),
  'apply-sync': holdersOf('sync'),
  'discard-sync': holdersOf('sync'),
  'change-sync': holdersOf('sync'),
  'save-sync': holdersOf('sync'),
  'reset-sync': holdersOf('sync'),
} as const satisfies Readonly<Record<string, Door>>;

/** Datasets of search-as-you-type. Without access the result is empty. */
export const searchDoors = {
  people: holdersOf('see-people'),
  colleagues: holdersOf('name-admins'),
  'entra-groups': holdersOf('sync'),
  'entra-fields': holdersOf('sync'),
} as const satisfies Readonly<Record<string, Door>>;

/** Commands of the message extension, from any chat. Without access the answer is one sentence. */
export const lookupDoors = {
  find: { right: 'see-people', whileOn: 'lookup' },
} as const satisfies Readonly<Record<string, Door>>;

/** The invokes that are supported, and the table that decides about each. Any other is refused. */
export const invokeDoors = {
  'adaptiveCard/action': actionDoors,
  'application/search': searchDoors,
  'composeExtension/query': lookupDoors,
  'composeExtension/selectItem': lookupDoors,
} as const;

/** Files: sending one, and the links to those of an operation. */
export const fileDoors = {
  sent: holdersOf('import'),
  import: holdersOf('see-history'),
  export: holdersOf('export'),
  sync: holdersOf('sync'),
} as const satisfies Readonly<Record<string, Door>>;

/** Operations by kind: the rights to see one, and to stop one. */
export const kindDoors = {
  import: { see: 'see-history', change: 'import' },
  export: { see: 'see-history', change: 'export' },
  sync: { see: 'sync', change: 'sync' },
} as const satisfies Readonly<Record<string, Readonly<Record<'see' | 'change', Right>>>>;

/** The right that an operation's undo needs: to do what it did. */
export function undoRight(operation: Pick<Operation, 'kind' | 'bulk' | 'undo'>): Right {
  const what = whatChanged(operation);
  if (what === 'moved') return 'move-people';
  if (what === 'deleted') return 'delete-people';
  return kindDoors[what].change;
}

/**
 * Jobs, by type: the right that the admin who requested it must still have when the worker starts. `none`: the
 * product's own work, done on no one's behalf.
 */
export const jobDoors = {
  'plan-import': 'import',
  'apply-import': 'import',
  'import-part': 'import',
  'undo-import': 'import',
  'export-people': 'export',
  'run-schedule': 'export',
  'sync-people': 'sync',
  'run-sync': 'sync',
  // the mark in the person's row says that a tenant admin has decided it
  'erase-person': 'none',
  'follow-group': 'none',
  'refresh-view': 'none',
} as const satisfies Readonly<Record<string, Right | 'none'>>;

/** Kinds of people that the table distinguishes. */
export const kindsOfPeople = [
  'guest',
  'member',
  'group-admin',
  'organization-admin',
  'tenant-admin',
  'other-tenant',
] as const;
export type KindOfPerson = (typeof kindsOfPeople)[number];

const roleOf: Readonly<Record<KindOfPerson, Role | undefined>> = {
  guest: 'member',
  member: 'member',
  'group-admin': 'member',
  'organization-admin': 'organization-admin',
  'tenant-admin': 'tenant-admin',
  'other-tenant': undefined,
};

/**
 * Whether a kind of person has access; `own`: only to their own things; `if-on`: while a setting of the
 * organization allows it.
 */
export function admits(door: Door, kind: KindOfPerson): 'yes' | 'own' | 'if-on' | 'no' {
  const role = roleOf[kind];
  if (role === undefined) return 'no';
  if (door.everyone === true) return 'yes';
  if (door.right !== undefined && may({ role }, door.right)) {
    return door.own === true && role !== 'tenant-admin' ? 'own' : 'yes';
  }
  if (door.whileOn !== undefined && kind !== 'guest') return 'if-on';
  const isGrantable = grantableRights.some((right) => right === door.right);
  if (isGrantable && role === 'organization-admin') return 'if-on';
  return kind === 'group-admin' && door.groupAdmins !== undefined ? 'own' : 'no';
}
