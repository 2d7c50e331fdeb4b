import { historyCard } from '../../cards/history-card.ts';
import type { OperationKind } from '../../domain/operations/operation.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

const pageSize = 5;

export interface HistoryPage {
  readonly kind: OperationKind;
  /** row key at which the page starts; absent: the newest page */
  readonly from?: string | undefined;
  readonly trail: readonly string[];
}

/** One page of the history, newest first, with freshly made links. */
export async function showHistory(
  { operations, view }: BotServices,
  turn: Turn,
  page: HistoryPage,
): Promise<void> {
  const { kind, from, trail } = page;
  const found = await operations.page(turn.caller.tenant, kind, pageSize, from);
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
      trail,
      ...defined({ from }),
      ...(found.next !== undefined && { next: found.next }),
    }),
  );
}
