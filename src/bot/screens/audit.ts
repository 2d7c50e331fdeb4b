import { auditCard } from '../../cards/audit-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** A link to the whole audit as a CSV file, written now. For a large organization that outlasts the turn. */
export async function showAudit({ auditUrl, longWork }: BotServices, turn: Turn): Promise<void> {
  await longWork.run(turn, turn.text.audit.coming, async (stage) => {
    const url = await stage.inItsTime(() => auditUrl(turn));
    await stage.within((now) => now.answer(auditCard({ text: now.text, url })));
  });
}
