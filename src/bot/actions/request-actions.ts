import { requestsCard } from '../../cards/requests-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
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

/** Deleted people whom group admins want to add. */
async function showRequests(services: BotServices, turn: Turn): Promise<void> {
  const requests = await services.restoreRequests.open(turn.caller.tenant);
  await turn.answer(requestsCard({ text: turn.text, requests }));
}
