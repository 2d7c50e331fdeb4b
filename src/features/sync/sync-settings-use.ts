import type { JobMessage } from '../../domain/operations/job-message.ts';
import { randomBytes } from 'node:crypto';
import type { RunOutcome } from '../../jobs/scheduling/run-when-due.ts';
import type { AttributeDefinition, AttributeKey } from '../../domain/attributes.ts';
import { isOwnKey } from '../../domain/attributes.ts';
import { newAuditId, type AuditEntry, type AuditLog } from '../../domain/audit.ts';
import type { Actor } from '../../domain/person.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { JobSender } from '../../domain/operations/ports.ts';
import { nextDailyRun, runDaily, wakeDaily, type DailyRunNeeds } from './daily-run.ts';
import type { SyncSettingsReader } from './ports.ts';
import { settingsChanges } from './settings-changes.ts';
import type { DailySync, KeptSyncSettings, SyncSettingsStore } from './sync-settings-store.ts';
import type { EntraField, SyncMapping, SyncSettings } from './sync-settings.ts';
import { defined } from '../../lib/defined.ts';

/** An admin's choice. Rollcall sets the revision. */
export interface SyncChoice extends Pick<SyncSettings, 'users' | 'schedule'> {
  /** of the offered attributes; undefined: not synced */
  readonly mapping: Readonly<Partial<Record<AttributeKey, EntraField>>>;
  /** The attributes in the form. What others have mapped since stays. */
  readonly offered: readonly AttributeKey[];
}

type SyncSettingsProblem = 'phone-not-mapped' | 'attribute-gone' | 'no-group' | 'too-many-groups';

/** An organization's decisions about its sync. The caller checks the right before. */
export interface SyncSettingsUse extends SyncSettingsReader {
  /** With its daily run, if any. */
  read(tenant: string): Promise<Omit<KeptSyncSettings, 'etag'> | undefined>;
  /** The same choice again changes nothing. @returns `isFirst`: this sets the sync up */
  save(
    tenant: string,
    by: Actor,
    locale: string,
    choice: SyncChoice,
  ): Promise<
    | { readonly settings: SyncSettings; readonly isFirst: boolean }
    | { readonly problems: readonly SyncSettingsProblem[] }
  >;
  /** Turns the daily run off; everything else stays. */
  stopDaily(tenant: string, by: Actor, locale: string): Promise<void>;
  /** Handles the message of a daily run (src/features/sync/daily-run.ts). */
  run(message: JobMessage<'run-sync'>, needs: DailyRunNeeds): Promise<RunOutcome>;
  /** Called once a day: sends the next run's message again, in case a queue was emptied. */
  wake(tenant: string): Promise<void>;
}

export interface SyncSettingsDeps {
  readonly store: SyncSettingsStore;
  readonly audit: Pick<AuditLog, 'record'>;
  readonly jobs: JobSender;
  /** the organization's own attributes, without those that were removed */
  attributes(tenant: string): Promise<readonly AttributeDefinition[]>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Each sync asks Entra for the members of each group. */
const maxSyncedGroups = 20;

export function createSyncSettings(deps: SyncSettingsDeps): SyncSettingsUse {
  const { store, audit, now } = deps;

  /** A daily run belongs to the admin who chose it, until another one is chosen or it can't run any longer. */
  function dailyFor(
    { schedule }: SyncSettings,
    before: KeptSyncSettings | undefined,
    chosenBy: Pick<DailySync, 'by' | 'locale'>,
  ): DailySync | undefined {
    if (schedule.kind === 'by-hand') return undefined;
    const daily = before?.daily;
    const isSame = isEqual(schedule, before?.settings.schedule);
    if (isSame && daily !== undefined && daily.paused === undefined) return daily;
    return { ...chosenBy, nextAt: nextDailyRun(schedule, now()) };
  }

  const use: SyncSettingsUse = {
    settings: async (tenant) => (await store.read(tenant))?.settings,
    read: (tenant) => store.read(tenant),
    async stopDaily(tenant, by, locale) {
      const settings = (await store.read(tenant))?.settings;
      if (settings === undefined || settings.schedule.kind === 'by-hand') return;
      const { mapping, users } = settings;
      const choice = { mapping, users, offered: [], schedule: { kind: 'by-hand' } } as const;
      await use.save(tenant, by, locale, choice);
    },
    async save(tenant, by, locale, choice) {
      const own = await deps.attributes(tenant);
      return retryOnConflict('sync settings', async () => {
        const before = await store.read(tenant);
        const mapping = mergedMapping(choice, before?.settings.mapping, own);
        const problems = problemsOf(choice, mapping, own);
        if (problems.length > 0) return { problems };
        const settings = withRevision(mapping as SyncMapping, choice, before?.settings);
        const daily = dailyFor(settings, before, { by, locale });
        const isSame = isEqual(settings, before?.settings) && isEqual(daily, before?.daily);
        if (isSame) return { settings, isFirst: false };
        const entry: AuditEntry = {
          id: newAuditId(),
          at: new Date(now()).toISOString(),
          by,
          from: 'chat',
          what: 'setting-changed',
          subject: { type: 'setting', id: 'sync' },
          changes: settingsChanges(before?.settings, settings, own),
        };
        // The run's message goes first: one that is too early looks at the row again (docs/decisions/0002).
        if (daily !== undefined && daily !== before?.daily) await wakeDaily(deps, tenant, daily);
        const kept = { settings, ...defined({ daily }) };
        if ((await store.write(tenant, kept, before?.etag, entry)) === 'conflict')
          return 'conflict';
        await audit.record(tenant, [entry]);
        return { settings, isFirst: before === undefined };
      });
    },
    run: (message, needs) => runDaily(deps, message, needs),
    async wake(tenant) {
      const daily = (await store.read(tenant))?.daily;
      if (daily !== undefined && daily.paused === undefined) await wakeDaily(deps, tenant, daily);
    },
  };
  return use;
}

/**
 * The chosen fields, and those that the form didn't offer unchanged; without attributes that were removed since
 * they were mapped.
 */
function mergedMapping(
  { mapping, offered }: SyncChoice,
  before: SyncMapping | undefined,
  own: readonly AttributeDefinition[],
): Partial<Record<AttributeKey, EntraField>> {
  const kept = Object.entries(before ?? {}).filter(
    ([key]) => !offered.includes(key as AttributeKey) && isThere(key, own),
  );
  return { ...Object.fromEntries(kept), ...mapping };
}

function isThere(key: string, own: readonly AttributeDefinition[]): boolean {
  return !isOwnKey(key) || own.some((attribute) => attribute.key === key);
}

/** All at once, so that a form comes back only once. */
function problemsOf(
  { users }: SyncChoice,
  mapping: Readonly<Partial<Record<AttributeKey, EntraField>>>,
  own: readonly AttributeDefinition[],
): SyncSettingsProblem[] {
  // Entra's fields are text. Values of other types would have to be read from it.
  const texts = own.filter(({ type }) => type === 'text');
  const isGone = !Object.keys(mapping).every((key) => isThere(key, texts));
  const groups = users.kind === 'all' ? undefined : users.groups.length;
  return [
    ...(mapping.phone === undefined ? (['phone-not-mapped'] as const) : []),
    ...(isGone ? (['attribute-gone'] as const) : []),
    ...(groups === 0 ? (['no-group'] as const) : []),
    ...((groups ?? 0) > maxSyncedGroups ? (['too-many-groups'] as const) : []),
  ];
}

/** Another mapping, or other users, make another revision. A group's name doesn't matter. */
function withRevision(
  mapping: SyncMapping,
  { users, schedule }: SyncChoice,
  before: SyncSettings | undefined,
): SyncSettings {
  const isSame =
    before !== undefined &&
    isEqual(sorted(mapping), sorted(before.mapping)) &&
    isEqual(idsOf(users), idsOf(before.users));
  const revision = isSame ? before.revision : randomBytes(8).toString('hex');
  return { mapping: isSame ? before.mapping : mapping, users, schedule, revision };
}

function sorted(mapping: object): unknown {
  return Object.entries(mapping).toSorted(([one], [other]) => one.localeCompare(other));
}

function idsOf(users: SyncSettings['users']): unknown {
  return users.kind === 'all' ? 'all' : users.groups.map(({ id }) => id).toSorted();
}

/** Both are plain data, with their keys in the same order. */
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
