import type { Schedule } from '../features/exports/schedule.ts';
import { sideBySide } from '../text/bidi.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commandAction } from './home-card.ts';
import { commonData } from './operation-parts.ts';
import { pageLine, pageOf, turnActions } from './pages.ts';
import { boxPart } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface SchedulesCardInput {
  readonly text: Text;
  /** all of them */
  readonly entries: readonly {
    readonly schedule: Schedule;
    /** whether the reader may pause and remove it */
    readonly mayChange: boolean;
  }[];
  /** from 0; absent: the first */
  readonly page?: number;
  /** why an action failed */
  readonly problem?: string;
  /** a schedule was saved just now */
  readonly saved?: boolean;
}

export const schedulesOnPage = 5;

/** One page of the organization's scheduled exports. */
export const schedulesCard = fitted<SchedulesCardInput, number>(build, [60, 14]);

function build(input: SchedulesCardInput, longest: number): Card {
  const { text, entries } = input;
  const { schedules: words } = text;
  const shown = pageOf(entries, schedulesOnPage, input.page);
  const isEmpty = entries.length === 0;
  const actions = [
    ...turnActions(text, shown, (page) => ({ verb: 'show-schedules', page })),
    commandAction(text, 'export'),
    commandAction(text, 'export history'),
  ];
  const data = {
    ...commonData(text, words.title, actions),
    title: words.title,
    intro: words.intro,
    news: newsOf(input),
    empty: isEmpty ? words.empty : '',
    emptyHow: isEmpty ? words.emptyHow : '',
    page: pageLine(text, shown),
    schedules: shown.rows.map(({ schedule, mayChange }, index) => ({
      what: words.what(schedule.request),
      rhythm: rhythmOf(text, schedule),
      state: stateOf(text, schedule, longest),
      color: schedule.paused === undefined ? 'Default' : 'Warning',
      actions: mayChange ? actionsFor(text, schedule, index) : [],
    })),
  };
  return { card: expandCard('schedules', data), summary: words.title };
}

function newsOf({ text, problem, saved }: SchedulesCardInput): CardNode[] {
  if (problem !== undefined) return [boxPart({ title: problem, style: 'attention' })];
  return saved === true ? [boxPart({ title: text.exports.scheduleSaved, style: 'good' })] : [];
}

function rhythmOf(text: Text, { rhythm }: Schedule): string {
  return text.schedules.rhythm({ ...rhythm, timeZone: shorten(rhythm.timeZone, 40) });
}

function stateOf(text: Text, { by, nextAt, paused }: Schedule, longest: number): string {
  const words = text.schedules;
  const when = paused === undefined ? words.next(nextAt) : words.paused(paused);
  return sideBySide([when, words.by(shorten(by.name, longest))]);
}

function actionsFor(text: Text, { id, paused }: Schedule, index: number): CardNode[] {
  const pause =
    paused === undefined
      ? packAction(
          text.buttons.pause,
          { verb: 'pause-schedule', schedule: id },
          { id: `pause-schedule-${String(index)}` },
        )
      : packAction(
          text.buttons.resume,
          { verb: 'resume-schedule', schedule: id },
          { id: `resume-schedule-${String(index)}` },
        );
  const remove = packAction(
    text.buttons.remove,
    { verb: 'remove-schedule', schedule: id },
    { id: `remove-schedule-${String(index)}` },
  );
  return [pause, remove];
}
