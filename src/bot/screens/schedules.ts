import { pageWith } from '../../cards/pages.ts';
import { schedulesCard, schedulesOnPage } from '../../cards/schedules-card.ts';
import type { Schedule } from '../../features/exports/schedule.ts';
import type { Caller } from '../caller.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

/** A schedule may be changed by the admin who created it, and by tenant admins. */
export function mayChange({ actor, role }: Caller, schedule: Schedule): boolean {
  return schedule.by.id === actor.id || role === 'tenant-admin';
}

interface ShownSchedules {
  /** from 0; absent: the first */
  readonly page?: number | undefined;
  /** the schedule whose page is shown instead */
  readonly around?: string;
  /** it was saved just now */
  readonly saved?: boolean;
}

/** A page of the organization's schedules. */
export async function showSchedules(
  { schedules }: BotServices,
  turn: Turn,
  { page, around, saved = false }: ShownSchedules = {},
): Promise<void> {
  const { caller, text } = turn;
  const all = await schedules.list(caller.tenant);
  const entries = all.map((schedule) => ({ schedule, mayChange: mayChange(caller, schedule) }));
  const shown = around === undefined ? page : schedulePage(all, around);
  await turn.answer(schedulesCard({ text, entries, saved, ...defined({ page: shown }) }));
}

/** The page that the schedule is on. */
export function schedulePage(all: readonly Schedule[], id: string): number {
  return pageWith(
    all.findIndex((one) => one.id === id),
    schedulesOnPage,
  );
}
