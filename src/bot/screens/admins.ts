import { randomBytes } from 'node:crypto';
import { adminsCard } from '../../cards/admins-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** Lists the holders of each role. Admins set by the deployment are named as in Teams, once they have sent a message. */
export async function showAdmins({ roles, chats }: BotServices, turn: Turn): Promise<void> {
  const { tenant } = turn.caller;
  const admins = await Promise.all(
    (await roles.list(tenant)).map(async (admin) => {
      if (admin.name !== '') return admin;
      const chat = await chats.read(tenant, admin.id);
      return { ...admin, name: chat?.name ?? admin.id };
    }),
  );
  await turn.answer(adminsCard({ text: turn.text, key: randomBytes(8).toString('hex'), admins }));
}
