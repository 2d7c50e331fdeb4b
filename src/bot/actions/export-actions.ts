import type { InboxMode } from '../../domain/inbox.ts';
import type { Network } from '../../domain/network.ts';
import { may, parseGranted } from '../../domain/roles.ts';
import { parseSelfEditable } from '../../domain/self-editing.ts';
import { parseMatchOrder } from '../../domain/match-keys.ts';
import type { CardAction } from '../../cards/card-actions.ts';
import { confirmRemoveScheduleCard } from '../../cards/confirm-removal-card.ts';
import { dayStart } from '../../domain/recurrence/next-run.ts';
import type { Recurrence } from '../../domain/recurrence/recurrence.ts';
import { localStamp } from '../../features/exports/local-stamp.ts';
import type { Schedule } from '../../features/exports/schedule.ts';
import type { ExportChanges, ExportRequest } from '../../domain/operations/export-facts.ts';
import { AppError } from '../../errors.ts';
import { showExport } from '../screens/export.ts';
import { showOperation } from '../screens/operation.ts';
import { mayChange, showSchedules } from '../screens/schedules.ts';
import { showSettings } from '../screens/settings.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';
import { defined } from '../../lib/defined.ts';

type Chosen = Extract<CardAction, { verb: 'create-export' | 'save-schedule' }>;

export const createExport: Action<'create-export'> = {
  async run(turn, data, services) {
    const { tenant, actor, locale, timeZone } = turn.caller;
    if (data.draft === true) {
      return showExport(services, turn, { choices: asTyped(data), isTyped: true });
    }
    const changes = changesOf(services, turn, data);
    if (typeof changes === 'string') {
      return showExport(services, turn, { choices: asTyped(data), isTyped: true, problem: changes });
    }
    const operation = await services.exports.ask({
      tenant,
      by: actor,
      locale,
      ...defined({ timeZone }),
      key: data.key,
      request: chosen(data, changes),
    });
    await showOperation(services, turn, operation);
  },
};

export const saveSchedule: Action<'save-schedule'> = {
  async run(turn, data, services) {
    const { tenant, actor, locale } = turn.caller;
    const { changes } = data;
    if (data.draft === true) {
      await showExport(services, turn, { choices: asTyped(data), rhythm: data, isTyped: true });
      return undefined;
    }
    if (changes === 'since-date') {
      const problem = turn.text.exports.scheduleNeedsOther;
      const choices = chosen(data, { kind: 'all' });
      await showExport(services, turn, { choices, rhythm: data, problem, isTyped: true });
      return undefined;
    }
    await services.schedules.create({
      tenant,
      id: data.key,
      by: actor,
      locale,
      request: chosen(data, { kind: changes }),
      rhythm: rhythmOf(turn, data),
    });
    await showSchedules(services, turn, true);
    return { verb: 'show-schedules' };
  },
};

export const showSchedulesAction: Action<'show-schedules'> = {
  run: (turn, _data, services) => showSchedules(services, turn),
};

export const pauseSchedule: Action<'pause-schedule'> = {
  async run(turn, { schedule }, services) {
    await mustBeTheirs(services, turn, schedule);
    await services.schedules.pause(turn.caller.tenant, schedule);
    await showSchedules(services, turn);
    return { verb: 'show-schedules' };
  },
};

export const resumeSchedule: Action<'resume-schedule'> = {
  async run(turn, { schedule }, services) {
    await mustBeTheirs(services, turn, schedule);
    await services.schedules.resume(turn.caller.tenant, schedule);
    await showSchedules(services, turn);
    return { verb: 'show-schedules' };
  },
};

export const removeSchedule: Action<'remove-schedule'> = {
  async run(turn, { schedule: id, confirmed }, services) {
    const schedule = await mustBeTheirs(services, turn, id);
    if (schedule !== undefined && confirmed !== true) {
      await turn.answer(confirmRemoveScheduleCard({ text: turn.text, schedule }));
      return undefined;
    }
    await services.schedules.remove(turn.caller.tenant, id);
    await showSchedules(services, turn);
    return { verb: 'show-schedules' };
  },
};

export const saveSettings: Action<'save-settings'> = {
  async run(turn, chosen, services) {
    const { delimiter, signIn, groupAdding, groupLimit, matchBy, changeLimit, lookup } = chosen;
    const { selfEdit, adminsMay, inbox } = chosen;
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
      await saveInbox(services, turn, { mode: inbox, network: chosen.inboxNetwork ?? 'Employee' });
    await showSettings(services, turn, true);
    return { verb: 'run-command', command: 'settings' };
  },
};

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

/** An earlier date is a typing error, and predates the calendar rules used here. */
const earliestDay = '2000-01-01';

/** @returns a sentence when the choice is incomplete */
function changesOf(
  services: BotServices,
  { caller, text }: Turn,
  { changes, since }: Chosen,
): ExportChanges | string {
  if (changes !== 'since-date') return { kind: changes };
  if (since === undefined) return text.exports.sinceMissing;
  if (since > localStamp(services.now(), caller.timeZone).slice(0, 10)) {
    return text.exports.sinceInFuture;
  }
  if (since < earliestDay) return text.exports.sinceLongAgo;
  const from = new Date(dayStart(since, caller.timeZone ?? 'UTC')).toISOString();
  return { kind: 'since-date', day: since, from };
}

function chosen({ network, columns, format }: Chosen, changes: ExportChanges): ExportRequest {
  return { network, columns, format, changes };
}

/** The form's values as they are, complete or not. */
function asTyped(data: Chosen): ExportRequest {
  const { changes, since: day = '' } = data;
  return chosen(data, changes === 'since-date' ? { kind: changes, day, from: '' } : { kind: changes });
}

function rhythmOf(
  { caller }: Turn,
  { every, hour, weekday, day }: Extract<CardAction, { verb: 'save-schedule' }>,
): Recurrence {
  return {
    every,
    hour,
    ...(every === 'week' && { weekday }),
    ...(every === 'month' && { day }),
    timeZone: caller.timeZone ?? 'UTC',
  };
}

/**
 * @returns the schedule; undefined when it was removed, which the list then shows
 * @throws AppError `schedule-not-yours`
 */
async function mustBeTheirs(
  services: BotServices,
  { caller }: Turn,
  id: string,
): Promise<Schedule | undefined> {
  const all = await services.schedules.list(caller.tenant);
  const schedule = all.find((one) => one.id === id);
  if (schedule === undefined || mayChange(caller, schedule)) return schedule;
  throw new AppError('schedule-not-yours', { name: schedule.by.name });
}
