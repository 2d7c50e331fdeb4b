import { adminsOnPage } from '../../cards/admins-card.ts';
import { pageWith } from '../../cards/pages.ts';
import { AppError } from '../../errors.ts';
import { showAdmins } from '../screens/admins.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';

export const showAdminsAction: Action<'show-admins'> = {
  run: (turn, { page }, services) => showAdmins(services, turn, page),
};

export const addAdmin: Action<'add-admin'> = {
  async run(turn, { admin, role }, services) {
    if (admin === undefined || admin === '') throw new AppError('nobody-chosen');
    const { tenant, actor } = turn.caller;
    // A role is given only to people whom this organization's Teams has shown us, not to any id on a card.
    const chat = await services.chats.read(tenant, admin);
    if (chat === undefined) throw new AppError('person-gone');
    await services.roles.give(tenant, actor, { id: admin, name: chat.name }, role);
    const page = await pageOfAdmin(services, turn, admin);
    await showAdmins(services, turn, page);
    return { verb: 'show-admins', page };
  },
};

export const removeAdmin: Action<'remove-admin'> = {
  async run(turn, { admin, role }, services) {
    const page = await pageOfAdmin(services, turn, admin);
    await services.roles.take(turn.caller.tenant, turn.caller.actor, admin, role);
    await showAdmins(services, turn, page);
    return { verb: 'show-admins', page };
  },
};

async function pageOfAdmin({ roles }: BotServices, { caller }: Turn, id: string): Promise<number> {
  const all = await roles.list(caller.tenant);
  return pageWith(
    all.findIndex((admin) => admin.id === id),
    adminsOnPage,
  );
}
