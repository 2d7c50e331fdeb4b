import { historyCard } from '../../cards/history-card.ts';
import type { HistoryFilters } from '../../cards/history-filters.ts';
import type { OperationFilter } from '../../domain/operations/operation-filter.ts';
import type { OperationKind } from '../../domain/operations/operation.ts';
import { dayStart } from '../../domain/recurrence/next-run.ts';
import { createWallClock } from '../../domain/recurrence/wall-clock.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

const pageSize = 5;
const monthsShown = 24;

export interface HistoryPage extends HistoryFilters {
  readonly kind: OperationKind;
  /** row key at which the page starts; absent: the newest page */
  readonly from?: string | undefined;
  readonly trail: readonly string[];
}

/** One page of the history, newest first, with freshly made links. */
export async function showHistory(
  { operations, view, now }: BotServices,
  turn: Turn,
  page: HistoryPage,
): Promise<void> {
  const { kind, from, trail, by, month, status, network } = page;
  const { tenant, timeZone = 'UTC' } = turn.caller;
  const filters = defined({ by, month, status, network });
  const [found, people] = await Promise.all([
    operations.page(tenant, kind, pageSize, from, filterOf(filters, timeZone)),
    operations.starters(tenant, kind),
  ]);
  const entries = await Promise.all(
    found.operations.map(async (operation) => ({
      operation,
      links: await view.links(operation, turn.caller),
    })),
  );
  await turn.answer(
    historyCard({
      text: turn.text,
      kind,
      reader: turn.context.activity.from.id,
      entries,
      filters,
      people,
      months: lastMonths(now(), timeZone),
      trail,
      ...defined({ from }),
      ...(found.next !== undefined && { next: found.next }),
    }),
  );
}

/** A month is one of the reader's time zone. */
function filterOf({ month, ...filters }: HistoryFilters, timeZone: string): OperationFilter {
  if (month === undefined) return defined(filters);
  const [year = 0, number = 1] = month.split('-').map(Number);
  const startOf = (offset: number) => dayStart(firstDay(year, number - 1 + offset), timeZone);
  return { ...defined(filters), since: startOf(0), until: startOf(1) };
}

/** @returns YYYY-MM, the newest first */
function lastMonths(now: number, timeZone: string): string[] {
  const today = new Date(createWallClock(timeZone).shows(now));
  return Array.from({ length: monthsShown }, (_, ago) =>
    firstDay(today.getUTCFullYear(), today.getUTCMonth() - ago).slice(0, 7),
  );
}

/** @param month from 0; may be outside the year */
function firstDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
