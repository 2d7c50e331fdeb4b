import { attributesCard } from '../../cards/attributes-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** The directory's columns: the built-in ones, the organization's own, and the removed ones that can be restored. */
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
