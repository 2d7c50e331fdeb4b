import { newAuditId, type AuditEntry, type AuditLog } from '../../domain/audit.ts';
import {
  addsToGroups,
  maxAdded,
  usualAdded,
  type AddsToGroups,
  type GroupAdding,
} from '../../domain/group-adding.ts';
import { parseChangeLimit } from '../../domain/change-limit.ts';
import { packMatchOrder, parseMatchOrder, type MatchOrder } from '../../domain/match-keys.ts';
import type { Actor } from '../../domain/person.ts';
import { packGranted, parseGranted, type GrantableRight } from '../../domain/roles.ts';
import {
  packSelfEditable,
  parseSelfEditable,
  type SelfEditable,
} from '../../domain/self-editing.ts';
import type { InboxSetting } from '../../domain/inbox.ts';
import { packInbox, parseInbox, shownInbox } from './inbox-setting.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { SettingName, SettingStore } from './ports.ts';

/** Separates the cells of the CSV files that the product writes. */
type Delimiter = ',' | ';';

/** An organization's settings for files and for who joins the directory. The caller checks permissions. */
export interface OrganizationSettings {
  /** A comma, unless another one was selected. */
  delimiter(tenant: string): Promise<Delimiter>;
  /** Does nothing if it is already set. */
  setDelimiter(tenant: string, by: Actor, delimiter: Delimiter): Promise<void>;
  /** Whether people who sign in are added to the directory. On by default. */
  signIn(tenant: string): Promise<boolean>;
  /** Does nothing if it is already set. */
  setSignIn(tenant: string, by: Actor, signIn: boolean): Promise<void>;
  /** The people who may add others to groups by hand (all group admins, by default), and how many in 24 hours. */
  groupAdding(tenant: string): Promise<GroupAdding>;
  /** Does nothing if it is already set. */
  setGroupAdding(tenant: string, by: Actor, who: AddsToGroups): Promise<void>;
  /** Does nothing if it is already set. @param most 1 to `maxAdded` */
  setGroupLimit(tenant: string, by: Actor, most: number): Promise<void>;
  /** The match keys of the organization, the most trusted first. */
  matchOrder(tenant: string): Promise<MatchOrder>;
  /** Does nothing if it is already set. */
  setMatchOrder(tenant: string, by: Actor, order: MatchOrder): Promise<void>;
  /** The percentage of people from which a change needs a confirmation. */
  changeLimit(tenant: string): Promise<number>;
  /** Does nothing if it is already set. @param percent 1 to 100 */
  setChangeLimit(tenant: string, by: Actor, percent: number): Promise<void>;
  /** Whether everyone may look people up from any chat. Off by default; an unknown value means off. */
  lookup(tenant: string): Promise<boolean>;
  /** Does nothing if it is already set. */
  setLookup(tenant: string, by: Actor, lookup: boolean): Promise<void>;
  /** The built-in attributes that people may edit in their own profile. None by default. */
  selfEditable(tenant: string): Promise<readonly SelfEditable[]>;
  /** Does nothing if it is already set. */
  setSelfEditable(tenant: string, by: Actor, keys: readonly SelfEditable[]): Promise<void>;
  /** The rights of tenant admins that organization admins have too. None by default. */
  granted(tenant: string): Promise<readonly GrantableRight[]>;
  /** Does nothing if it is already set. */
  setGranted(tenant: string, by: Actor, rights: readonly GrantableRight[]): Promise<void>;
  /** How files in the inbox are treated. Off by default; an unknown value means off. */
  inbox(tenant: string): Promise<InboxSetting>;
  /** IANA name of the time zone in which dates with a time are entered and read; undefined: none was chosen, and UTC counts. */
  timeZone(tenant: string): Promise<string | undefined>;
  /** Does nothing if it is already set. Values don't change: they are kept as instants. */
  setTimeZone(tenant: string, by: Actor, timeZone: string): Promise<void>;
  /** Does nothing if the same admin has set the same already. */
  setInbox(tenant: string, by: Actor, inbox: InboxSetting): Promise<void>;
}

export interface OrganizationSettingsDeps {
  readonly store: SettingStore;
  readonly audit: Pick<AuditLog, 'record'>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export function createOrganizationSettings(deps: OrganizationSettingsDeps): OrganizationSettings {
  const { store, audit, now } = deps;

  function change(
    tenant: string,
    by: Actor,
    name: SettingName,
    value: string,
    read: (chosen: string | undefined) => string,
    /** for the audit; absent: as stored */
    shown = (stored: string) => stored,
  ): Promise<void> {
    return retryOnConflict('settings', async () => {
      const { chosen, version } = await store.all(tenant);
      const before = read(chosen[name]);
      if (before === value) return undefined;
      const entry: AuditEntry = {
        id: newAuditId(),
        at: new Date(now()).toISOString(),
        by,
        from: 'chat',
        what: 'setting-changed',
        subject: { type: 'setting', id: name },
        changes: [{ field: name, before: shown(before), after: shown(value) }],
      };
      const changed = await store.change(tenant, version, { name, value }, entry);
      if (changed === 'conflict') return changed;
      await audit.record(tenant, [entry]);
      return undefined;
    });
  }

  return {
    async delimiter(tenant) {
      const { chosen } = await store.all(tenant);
      return delimiterFrom(chosen.delimiter);
    },
    setDelimiter: (tenant, by, delimiter) =>
      change(tenant, by, 'delimiter', delimiter, delimiterFrom),
    async signIn(tenant) {
      const { chosen } = await store.all(tenant);
      return signInFrom(chosen.signIn) === 'on';
    },
    setSignIn: (tenant, by, signIn) =>
      change(tenant, by, 'signIn', signIn ? 'on' : 'off', signInFrom),
    async groupAdding(tenant) {
      const { chosen } = await store.all(tenant);
      return {
        by: addsToGroupsFrom(chosen.groupAdding),
        most: Number(groupLimitFrom(chosen.groupLimit)),
      };
    },
    setGroupAdding: (tenant, by, who) => change(tenant, by, 'groupAdding', who, addsToGroupsFrom),
    setGroupLimit: (tenant, by, most) =>
      change(tenant, by, 'groupLimit', String(most), groupLimitFrom),
    async matchOrder(tenant) {
      const { chosen } = await store.all(tenant);
      return parseMatchOrder(chosen.matchBy);
    },
    setMatchOrder: (tenant, by, order) =>
      change(tenant, by, 'matchBy', packMatchOrder(order), matchByFrom),
    async changeLimit(tenant) {
      const { chosen } = await store.all(tenant);
      return parseChangeLimit(chosen.changeLimit);
    },
    setChangeLimit: (tenant, by, percent) =>
      change(tenant, by, 'changeLimit', String(percent), changeLimitFrom),
    async lookup(tenant) {
      const { chosen } = await store.all(tenant);
      return lookupFrom(chosen.lookup) === 'on';
    },
    setLookup: (tenant, by, lookup) =>
      change(tenant, by, 'lookup', lookup ? 'on' : 'off', lookupFrom),
    async selfEditable(tenant) {
      const { chosen } = await store.all(tenant);
      return parseSelfEditable(chosen.selfEdit);
    },
    setSelfEditable: (tenant, by, keys) =>
      change(tenant, by, 'selfEdit', packSelfEditable(keys), (chosen) =>
        packSelfEditable(parseSelfEditable(chosen)),
      ),
    granted: async (tenant) => parseGranted(await store.one(tenant, 'adminsMay')),
    setGranted: (tenant, by, rights) =>
      change(tenant, by, 'adminsMay', packGranted(rights), (chosen) =>
        packGranted(parseGranted(chosen)),
      ),
    timeZone: (tenant) => store.one(tenant, 'timeZone'),
    setTimeZone: (tenant, by, timeZone) =>
      change(tenant, by, 'timeZone', timeZone, (chosen) => chosen ?? ''),
    inbox: async (tenant) => parseInbox(await store.one(tenant, 'inbox')),
    setInbox: (tenant, by, inbox) =>
      change(
        tenant,
        by,
        'inbox',
        packInbox(inbox),
        (chosen) => packInbox(parseInbox(chosen)),
        shownInbox,
      ),
  };
}

/** An unknown value, which a later version may have written, counts as the default. */
function delimiterFrom(chosen: string | undefined): Delimiter {
  return chosen === ';' ? ';' : ',';
}

function signInFrom(chosen: string | undefined): 'on' | 'off' {
  return chosen === 'off' ? 'off' : 'on';
}

function lookupFrom(chosen: string | undefined): 'on' | 'off' {
  return chosen === 'on' ? 'on' : 'off';
}

/** An unknown value means off: a later version may have restricted it in its own way. */
function addsToGroupsFrom(chosen: string | undefined): AddsToGroups {
  if (chosen === undefined) return 'all';
  return addsToGroups.find((one) => one === chosen) ?? 'off';
}

function matchByFrom(chosen: string | undefined): string {
  return packMatchOrder(parseMatchOrder(chosen));
}

function changeLimitFrom(chosen: string | undefined): string {
  return String(parseChangeLimit(chosen));
}

function groupLimitFrom(chosen: string | undefined): string {
  const most = Number(chosen);
  return Number.isInteger(most) && most >= 1 && most <= maxAdded
    ? String(most)
    : String(usualAdded);
}
