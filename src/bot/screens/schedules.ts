import { schedulesCard } from '../../cards/schedules-card.ts';
import type { Schedule } from '../../features/exports/schedule.ts';
import type { Caller } from '../caller.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** A schedule may be changed by the admin who created it, and by tenant admins. */
export function mayChange({ actor, role }: Caller, schedule: Schedule): boolean {
  return schedule.by.id === actor.id || role === 'tenant-admin';
}

/** The organization's schedules. @param saved reports that one was saved just now */
export async function showSchedules(
  { schedules }: BotServices,
  turn: Turn,
  saved = false,
): Promise<void> {
  const { caller, text } = turn;
  const all = await schedules.list(caller.tenant);
  const entries = all.map((schedule) => ({ schedule, mayChange: mayChange(caller, schedule) }));
  await turn.answer(schedulesCard({ text, entries, saved }));
}
