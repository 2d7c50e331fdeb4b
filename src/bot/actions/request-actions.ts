import { showRequests } from '../screens/requests.ts';
import type { Action } from './action.ts';

export const showRequestsAction: Action<'show-requests'> = {
  run: (turn, _data, services) => showRequests(services, turn),
};

export const keepDeleted: Action<'keep-deleted'> = {
  async run(turn, { person }, services) {
    await services.restoreRequests.refuse(turn.caller.tenant, person);
    await showRequests(services, turn);
    return { verb: 'show-requests' };
  },
};
