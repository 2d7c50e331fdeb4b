import type { CardAction } from '../../cards/card-actions.ts';
import type { SettingFaults } from '../../cards/settings-card.ts';
import { maxAdded } from '../../domain/group-adding.ts';
import type { InboxMode, InboxSetting } from '../../domain/inbox.ts';
import { parseMatchOrder } from '../../domain/match-keys.ts';
import type { Network } from '../../domain/network.ts';
import { may, parseGranted } from '../../domain/roles.ts';
import { parseSelfEditable } from '../../domain/self-editing.ts';
import { parseTimeZone } from '../../domain/time-zone.ts';
import { defined } from '../../lib/defined.ts';
import { showSettings, type UnsavedSettings } from '../screens/settings.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';

type Sent = Extract<CardAction, { verb: 'save-settings' }>;

export const saveSettings: Action<'save-settings'> = {
  async run(turn, sent, services) {
    const wrong = faultsOf(sent);
    if (Object.keys(wrong).length > 0) {
      await showSettings(services, turn, { sent: await asSent(services, turn, sent), wrong });
      return undefined;
    }
    const { delimiter, signIn, groupAdding, groupLimit, matchBy, changeLimit, lookup } = sent;
    const { selfEdit, adminsMay, inbox, timeZone } = sent;
    const { tenant, actor } = turn.caller;
    const { settings } = services;
    await settings.setDelimiter(tenant, actor, delimiter);
    if (signIn !== undefined) await settings.setSignIn(tenant, actor, signIn === 'on');
    if (groupAdding !== undefined) await settings.setGroupAdding(tenant, actor, groupAdding);
    if (groupLimit !== undefined) await settings.setGroupLimit(tenant, actor, groupLimit);
    if (matchBy !== undefined)
      await settings.setMatchOrder(tenant, actor, parseMatchOrder(matchBy));
    if (changeLimit !== undefined) await settings.setChangeLimit(tenant, actor, changeLimit);
    if (lookup !== undefined) await settings.setLookup(tenant, actor, lookup === 'on');
    if (selfEdit !== undefined)
      await settings.setSelfEditable(tenant, actor, parseSelfEditable(selfEdit));
    if (adminsMay !== undefined) await settings.setGranted(tenant, actor, parseGranted(adminsMay));
    if (inbox !== undefined)
      await saveInbox(services, turn, { mode: inbox, network: sent.inboxNetwork ?? 'Employee' });
    const zone = parseTimeZone(timeZone ?? '');
    if (zone !== undefined) await settings.setTimeZone(tenant, actor, zone);
    await showSettings(services, turn, 'saved');
    return { verb: 'run-command', command: 'settings' };
  },
};

/** Everything that can't be saved, before anything is. */
function faultsOf({ groupLimit, changeLimit, timeZone }: Sent): SettingFaults {
  const isWithin = (value: number | undefined, most: number) =>
    value === undefined || (Number.isInteger(value) && value >= 1 && value <= most);
  return defined({
    groupLimit: isWithin(groupLimit, maxAdded) ? undefined : String(groupLimit),
    changeLimit: isWithin(changeLimit, 100) ? undefined : String(changeLimit),
    timeZone:
      timeZone === undefined || parseTimeZone(timeZone) !== undefined ? undefined : timeZone,
  });
}

/** The values of the card as they were sent. */
async function asSent(
  { settings }: BotServices,
  { caller }: Turn,
  sent: Sent,
): Promise<UnsavedSettings['sent']> {
  const { tenant } = caller;
  const groupAdding = await settings.groupAdding(tenant);
  const { delimiter, matchBy, selfEdit, adminsMay, signIn, lookup } = sent;
  const known = parseTimeZone(sent.timeZone ?? '');
  return {
    delimiter,
    groupAdding: {
      by: sent.groupAdding ?? groupAdding.by,
      most: finite(sent.groupLimit) ?? groupAdding.most,
    },
    inbox: await inboxAsSent(settings, caller, sent),
    ...defined({
      matchBy: matchBy === undefined ? undefined : parseMatchOrder(matchBy),
      selfEdit: selfEdit === undefined ? undefined : parseSelfEditable(selfEdit),
      adminsMay: adminsMay === undefined ? undefined : parseGranted(adminsMay),
      changeLimit: finite(sent.changeLimit),
      signIn: signIn === undefined ? undefined : signIn === 'on',
      lookup: lookup === undefined ? undefined : lookup === 'on',
      timeZone: known,
    }),
  };
}

/** A field for numbers shows no other text. */
function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

async function inboxAsSent(
  settings: BotServices['settings'],
  { tenant, actor, locale }: Turn['caller'],
  { inbox: mode, inboxNetwork: network = 'Employee' }: Sent,
): Promise<InboxSetting> {
  if (mode === undefined) return settings.inbox(tenant);
  return mode === 'off' ? { mode } : { mode, network, by: actor, locale };
}

/** The inbox works in the name of the admin who changes it, or saves it once its admin may no longer import. */
async function saveInbox(
  { settings, roles }: BotServices,
  { caller }: Turn,
  wanted: { readonly mode: InboxMode; readonly network: Network },
): Promise<void> {
  const { tenant, actor, locale, timeZone } = caller;
  const { mode, network } = wanted;
  if (mode === 'off') return settings.setInbox(tenant, actor, { mode });
  const now = await settings.inbox(tenant);
  const isSame = now.mode === mode && now.network === network;
  if (isSame && may(await roles.standingOf(tenant, now.by.id), 'import')) return;
  const by = { id: actor.id, name: actor.name };
  const inbox = { mode, network, by, locale, ...defined({ timeZone }) };
  await settings.setInbox(tenant, actor, inbox);
}

export const forgetColumns: Action<'forget-columns'> = {
  async run(turn, { columns }, services) {
    await services.columnMemory.forget(turn.caller.tenant, columns);
    await showSettings(services, turn);
    return { verb: 'run-command', command: 'settings' };
  },
};
