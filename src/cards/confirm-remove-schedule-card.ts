import type { Schedule } from '../features/exports/schedule.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

/** Asks once before a schedule is removed. */
export function confirmRemoveScheduleCard(input: {
  readonly text: Text;
  readonly schedule: Pick<Schedule, 'id' | 'request' | 'rhythm'>;
}): Card {
  const { text, schedule } = input;
  const { id, request, rhythm } = schedule;
  const words = text.schedules;
  const title = words.removeTitle;
  const actions = [
    packAction(
      text.buttons.remove,
      { verb: 'remove-schedule', schedule: id, confirmed: true },
      { style: 'destructive' },
    ),
    packAction(text.buttons.keep, { verb: 'show-schedules' }),
  ];
  const timeZone = shorten(rhythm.timeZone, 40);
  const sentence = words.removeWhat(words.what(request), words.rhythm({ ...rhythm, timeZone }));
  const data = { ...commonData(text, title, actions), title, sentence };
  return { card: expandCard('confirm-removal', data), summary: title };
}
