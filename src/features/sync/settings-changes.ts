import { isOwnKey, type AttributeDefinition } from '../../domain/attributes.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import type { SyncSettings } from './sync-settings.ts';

/** Changes to an organization's sync settings, for the audit. */
export function settingsChanges(
  before: SyncSettings | undefined,
  after: SyncSettings,
  own: readonly AttributeDefinition[],
): AuditEntry['changes'] {
  const told = (settings: SyncSettings) => ({
    mapping: mappingOf(settings, own),
    users: usersOf(settings),
    schedule: scheduleOf(settings),
  });
  const was = before === undefined ? { mapping: '', users: '', schedule: '' } : told(before);
  const is = told(after);
  return (['mapping', 'users', 'schedule'] as const)
    .filter((field) => was[field] !== is[field])
    .map((field) => ({ field: `sync-${field}`, before: was[field], after: is[field] }));
}

function mappingOf({ mapping }: SyncSettings, own: readonly AttributeDefinition[]): string {
  return Object.entries(mapping)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([key, field]) => {
      const name = isOwnKey(key) ? own.find((attribute) => attribute.key === key)?.name : undefined;
      return `${name ?? key}=${field}`;
    })
    .join(', ');
}

function usersOf({ users }: SyncSettings): string {
  if (users.kind === 'all') return 'all';
  return users.groups.map(({ id, name }) => `${name} (${id})`).join(', ');
}

function scheduleOf({ schedule }: SyncSettings): string {
  if (schedule.kind === 'by-hand') return 'by hand';
  return `daily ${String(schedule.hour).padStart(2, '0')}:00 ${schedule.timeZone}`;
}
