import { may, type Right, type Role } from './roles.ts';

/*
 * The doors: everything that somebody can ask of the product, and who is let through. Nothing is done that isn't named here: a
 * command, button, search or job without its line doesn't compile, and a test walks all of them as each kind of person.
 * SECURITY.md shows the table (npm run doors).
 */

/** Who is let through a door. */
export interface Door {
  /** everyone of the organization, guests too, and in groups as well: it tells nothing of anybody */
  readonly everyone?: true;
  /** whose role holds this right */
  readonly right?: Right;
  /** only to what they began themselves; a tenant admin to everybody's. Asked where the thing is read. */
  readonly own?: true;
  /**
   * group admins of the group that it is about, whatever their role, which is asked of the store; `open`: and only while the
   * organization lets them add people
   */
  readonly groupAdmins?: 'always' | 'open';
}

const everyone = { everyone: true } as const;
const holdersOf = (right: Right) => ({ right });
const ownOf = (right: Right) => ({ right, own: true }) as const;
const groupAdmins = (when: 'always' | 'open') => ({ groupAdmins: when });

/** What can be said, by the name of the command. */
export const commandDoors = {
  import: holdersOf('import'),
  template: holdersOf('import'),
  'import history': holdersOf('see-history'),
  export: holdersOf('export'),
  'export history': holdersOf('see-history'),
  schedules: holdersOf('export'),
  directory: holdersOf('see-people'),
  find: holdersOf('see-people'),
  'add user': holdersOf('edit-people'),
  group: { right: 'see-people', groupAdmins: 'always' },
  'group add': groupAdmins('open'),
  admins: holdersOf('name-admins'),
  attributes: holdersOf('manage-attributes'),
  audit: holdersOf('read-audit'),
  sync: holdersOf('sync'),
  'sync history': holdersOf('sync'),
  settings: holdersOf('change-settings'),
  help: everyone,
  cancel: everyone,
} as const satisfies Readonly<Record<string, Door>>;

export type CommandName = keyof typeof commandDoors;

/** What can be pressed, by the button's verb. A button that shows or changes an operation asks for `kindDoors` too. */
export const actionDoors = {
  // asks for the command's own door then
  'run-command': everyone,
  'cancel-dialogue': everyone,
  'choose-network': ownOf('import'),
  'start-import': ownOf('import'),
  'answer-columns': ownOf('import'),
  'change-columns': ownOf('import'),
  'answer-encoding': ownOf('import'),
  'answer-dates': ownOf('import'),
  'undo-import': ownOf('import'),
  'cancel-operation': ownOf('see-history'),
  'refresh-operation': holdersOf('see-history'),
  'show-history': holdersOf('see-history'),
  'show-directory': holdersOf('see-people'),
  'find-person': holdersOf('see-people'),
  'show-person': holdersOf('see-people'),
  'person-history': holdersOf('see-people'),
  'edit-person': holdersOf('edit-people'),
  'save-person': holdersOf('edit-people'),
  'add-person': holdersOf('edit-people'),
  'move-people': holdersOf('move-people'),
  'delete-people': holdersOf('delete-people'),
  'restore-person': holdersOf('delete-people'),
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
  'create-export': holdersOf('export'),
  'save-schedule': holdersOf('export'),
  'show-schedules': holdersOf('export'),
  'pause-schedule': ownOf('export'),
  'resume-schedule': ownOf('export'),
  'remove-schedule': ownOf('export'),
  'sync-now': holdersOf('sync'),
  'start-sync': holdersOf('sync'),
  'answer-held': holdersOf('sync'),
  'change-sync': holdersOf('sync'),
  'save-sync': holdersOf('sync'),
  'reset-sync': holdersOf('sync'),
} as const satisfies Readonly<Record<string, Door>>;

/** What a search-as-you-type field can ask for. Who isn't let through finds nothing. */
export const searchDoors = {
  people: holdersOf('see-people'),
  colleagues: holdersOf('name-admins'),
  'entra-groups': holdersOf('sync'),
  'entra-fields': holdersOf('sync'),
} as const satisfies Readonly<Record<string, Door>>;

/** The invokes that are understood, and which table decides about each. Any other is nobody's. */
export const invokeDoors = {
  'adaptiveCard/action': actionDoors,
  'application/search': searchDoors,
} as const;

/** Files: sending one, and the links to those of an operation. */
export const fileDoors = {
  sent: holdersOf('import'),
  import: holdersOf('see-history'),
  export: holdersOf('export'),
  sync: holdersOf('sync'),
} as const satisfies Readonly<Record<string, Door>>;

/** Operations by kind: the right to see one, and to stop one. */
export const kindDoors = {
  import: { see: 'see-history', change: 'import' },
  export: { see: 'see-history', change: 'export' },
  sync: { see: 'sync', change: 'sync' },
} as const satisfies Readonly<Record<string, Readonly<Record<'see' | 'change', Right>>>>;

/**
 * Jobs, by type: the right that who asked for one has to hold still when the worker gets to it. `none`: the product's own work,
 * which is done in nobody's name.
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
  'follow-group': 'none',
  'refresh-view': 'none',
} as const satisfies Readonly<Record<string, Right | 'none'>>;

/** Kinds of people, as the table tells them apart. */
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

/** Whether a kind of person is let through: `own`: to what is theirs. */
export function admits(door: Door, kind: KindOfPerson): 'yes' | 'own' | 'no' {
  const role = roleOf[kind];
  if (role === undefined) return 'no';
  if (door.everyone === true) return 'yes';
  if (door.right !== undefined && may(role, door.right)) {
    return door.own === true && role !== 'tenant-admin' ? 'own' : 'yes';
  }
  return kind === 'group-admin' && door.groupAdmins !== undefined ? 'own' : 'no';
}
