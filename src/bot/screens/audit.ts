import { auditCard } from '../../cards/audit-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** A link to everything that was done, as a CSV file that is written now. Of a large organization it outlasts the turn. */
export async function showAudit({ auditUrl, longWork }: BotServices, turn: Turn): Promise<void> {
  await longWork.run(turn, turn.text.audit.coming, async (stage) => {
    const url = await stage.inItsTime(() => auditUrl(turn));
    await stage.within((now) => now.answer(auditCard({ text: now.text, url })));
  });
}
