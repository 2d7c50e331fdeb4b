import { attributesCard } from '../../cards/attributes-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** The directory's columns: those that everyone has, the organization's own, and those that can be brought back. */
export async function showAttributes({ attributes }: BotServices, turn: Turn): Promise<void> {
  const all = await attributes.list(turn.caller.tenant, { removed: true });
  await turn.answer(
    attributesCard({
      text: turn.text,
      attributes: all.filter(({ removedAt }) => removedAt === undefined),
      removed: all.filter(({ removedAt }) => removedAt !== undefined),
    }),
  );
}
