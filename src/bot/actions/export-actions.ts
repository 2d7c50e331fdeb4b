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
import { mayChange, schedulePage, showSchedules } from '../screens/schedules.ts';
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
      return showExport(services, turn, {
        choices: asTyped(data),
        isTyped: true,
        problem: changes,
      });
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
    await showSchedules(services, turn, { around: data.key, saved: true });
    return { verb: 'show-schedules' };
  },
};

export const showSchedulesAction: Action<'show-schedules'> = {
  run: (turn, { page }, services) => showSchedules(services, turn, { page }),
};

export const pauseSchedule: Action<'pause-schedule'> = {
  async run(turn, { schedule }, services) {
    await mustBeTheirs(services, turn, schedule);
    await services.schedules.pause(turn.caller.tenant, schedule);
    await showSchedules(services, turn, { around: schedule });
    return { verb: 'show-schedules' };
  },
};

export const resumeSchedule: Action<'resume-schedule'> = {
  async run(turn, { schedule }, services) {
    await mustBeTheirs(services, turn, schedule);
    await services.schedules.resume(turn.caller.tenant, schedule);
    await showSchedules(services, turn, { around: schedule });
    return { verb: 'show-schedules' };
  },
};

export const removeSchedule: Action<'remove-schedule'> = {
  async run(turn, { schedule: id, confirmed }, services) {
    const { schedule, page } = await mustBeTheirs(services, turn, id);
    if (schedule !== undefined && confirmed !== true) {
      await turn.answer(confirmRemoveScheduleCard({ text: turn.text, schedule }));
      return undefined;
    }
    await services.schedules.remove(turn.caller.tenant, id);
    await showSchedules(services, turn, { page });
    return { verb: 'show-schedules', page };
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
  return chosen(
    data,
    changes === 'since-date' ? { kind: changes, day, from: '' } : { kind: changes },
  );
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
 * @returns the schedule, and the page of the list that it is on; undefined when it was removed, which the list then shows
 * @throws AppError `schedule-not-yours`
 */
async function mustBeTheirs(
  services: BotServices,
  { caller }: Turn,
  id: string,
): Promise<{ readonly schedule?: Schedule; readonly page: number }> {
  const all = await services.schedules.list(caller.tenant);
  const schedule = all.find((one) => one.id === id);
  if (schedule === undefined || mayChange(caller, schedule))
    return { ...defined({ schedule }), page: schedulePage(all, id) };
  throw new AppError('schedule-not-yours', { name: schedule.by.name });
}
