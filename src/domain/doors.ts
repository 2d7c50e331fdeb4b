import { contentsOf } from './operations/export-facts.ts';
import { whatChanged } from './operations/what-changed.ts';
import type { Operation } from './operations/operation.ts';
import { grantableRights, may, type Right, type Role } from './roles.ts';

/*
 * Access rules: who may use what. Commands, card actions and jobs have theirs where they are declared
 * (src/bot/commands/, src/cards/card-actions.ts, src/domain/operations/job-message.ts); searches and files have it
 * here. What has no rule doesn't compile, and a test tries all of them as each kind of person. SECURITY.md shows the
 * table (npm run doors).
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
  /**
   * also group admins, whatever their role, of their own files for a group; what is read says whose it is, and for what
   */
  readonly groupFiles?: true;
  /** people with an account of the organization itself, not guests, while its setting of this name is on */
  readonly whileOn?: 'lookup';
}

export const everyone = { everyone: true } as const;
export const holdersOf = (right: Right) => ({ right });
export const ownOf = (right: Right) => ({ right, own: true }) as const;
/** Also for group admins, of their own files for a group. */
export const orGroupFile = <D extends Door>(door: D) => ({ ...door, groupFiles: true }) as const;
export const groupAdmins = (when: 'always' | 'open') => ({ groupAdmins: when });

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

/** The invokes that are supported. Any other is refused. */
export const invokes: readonly string[] = [
  'adaptiveCard/action',
  'application/search',
  'composeExtension/query',
  'composeExtension/selectItem',
  'task/fetch',
  'task/submit',
];

/** Files: sending one, and the links to those of an operation. */
export const fileDoors = {
  sent: orGroupFile(holdersOf('import')),
  import: holdersOf('see-history'),
  'group file': orGroupFile(ownOf('see-history')),
  export: holdersOf('export'),
  /** the archive of the whole organization */
  everything: holdersOf('everything'),
  audit: holdersOf('read-audit'),
  sync: holdersOf('sync'),
} as const satisfies Readonly<Record<string, Door>>;

/** The door of an operation's files. */
export function fileDoorOf({
  kind,
  request,
  group,
}: Pick<Operation, 'kind' | 'request' | 'group'>) {
  if (group?.only === true) return fileDoors['group file'];
  const contents = contentsOf(request);
  return contents === 'people' ? fileDoors[kind] : fileDoors[contents];
}

/** Operations by kind: the rights to see one, and to stop one. */
export const kindDoors = {
  import: { see: 'see-history', change: 'import' },
  export: { see: 'see-history', change: 'export' },
  sync: { see: 'sync', change: 'sync' },
} as const satisfies Readonly<Record<string, Readonly<Record<'see' | 'change', Right>>>>;

/** The right that an operation's undo needs: to do what it did. */
export function undoRight(
  operation: Pick<Operation, 'kind' | 'bulk' | 'restores' | 'undo'>,
): Right {
  const what = whatChanged(operation);
  if (what === 'moved') return 'move-people';
  if (what === 'deleted' || what === 'restored') return 'delete-people';
  return kindDoors[what].change;
}

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
  const isOfGroups = door.groupAdmins !== undefined || door.groupFiles === true;
  return kind === 'group-admin' && isOfGroups ? 'own' : 'no';
}
