import { requestsCard } from '../../cards/requests-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** Deleted people whom group admins want to add. */
export async function showRequests(services: BotServices, turn: Turn): Promise<void> {
  const requests = await services.restoreRequests.open(turn.caller.tenant);
  await turn.answer(requestsCard({ text: turn.text, requests }));
}
