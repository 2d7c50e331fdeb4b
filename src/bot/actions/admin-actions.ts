import { AppError } from '../../errors.ts';
import { showAdmins } from '../screens/admins.ts';
import type { Action } from './action.ts';

export const showAdminsAction: Action<'show-admins'> = {
  run: (turn, _data, services) => showAdmins(services, turn),
};

export const addAdmin: Action<'add-admin'> = {
  async run(turn, { admin, role }, services) {
    if (admin === undefined || admin === '') throw new AppError('nobody-chosen');
    const { tenant, actor } = turn.caller;
    // A role is given only to people whom this organization's Teams has shown us, not to any id on a card.
    const chat = await services.chats.read(tenant, admin);
    if (chat === undefined) throw new AppError('person-gone');
    await services.roles.give(tenant, actor, { id: admin, name: chat.name }, role);
    await showAdmins(services, turn);
    return { verb: 'show-admins' };
  },
};

export const removeAdmin: Action<'remove-admin'> = {
  async run(turn, { admin, role }, services) {
    await services.roles.take(turn.caller.tenant, turn.caller.actor, admin, role);
    await showAdmins(services, turn);
    return { verb: 'show-admins' };
  },
};
