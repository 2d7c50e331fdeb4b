import { schedulesCard } from '../../cards/schedules-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** The organization's schedules; each may be changed by who made it and by tenant admins. */
export async function showSchedules({ schedules }: BotServices, turn: Turn): Promise<void> {
  const { tenant, actor, role } = turn.caller;
  const all = await schedules.list(tenant);
  await turn.answer(
    schedulesCard({
      text: turn.text,
      entries: all.map((schedule) => ({
        schedule,
        mayChange: schedule.by.id === actor.id || role === 'tenant-admin',
      })),
    }),
  );
}
