import { auditCard } from '../../cards/audit-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** A link to everything that was done, as a CSV file that is written now. */
export async function showAudit({ auditUrl }: BotServices, turn: Turn): Promise<void> {
  await turn.answer(auditCard({ text: turn.text, url: await auditUrl(turn) }));
}
