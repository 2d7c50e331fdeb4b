import { adminsCard } from '../../cards/admins-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** Who holds which role. */
export async function showAdmins({ roles }: BotServices, turn: Turn): Promise<void> {
  const admins = await roles.list(turn.caller.tenant);
  await turn.answer(adminsCard({ text: turn.text, admins }));
}
