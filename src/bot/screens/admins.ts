import { randomBytes } from 'node:crypto';
import { adminsCard } from '../../cards/admins-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

/**
 * Lists the holders of each role. Admins set by the deployment are named as in Teams, once they have sent a message.
 * @param page from 0; absent: the first
 */
export async function showAdmins(
  { roles, chats }: BotServices,
  turn: Turn,
  page?: number,
): Promise<void> {
  const { tenant } = turn.caller;
  const admins = await Promise.all(
    (await roles.list(tenant)).map(async (admin) => {
      if (admin.name !== '') return admin;
      const chat = await chats.read(tenant, admin.id);
      return { ...admin, name: chat?.name ?? admin.id };
    }),
  );
  const key = randomBytes(8).toString('hex');
  await turn.answer(adminsCard({ text: turn.text, key, admins, ...defined({ page }) }));
}
