import { pageWith } from '../../cards/pages.ts';
import { requestsCard, requestsOnPage } from '../../cards/requests-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';
import { defined } from '../../lib/defined.ts';

export const showRequestsAction: Action<'show-requests'> = {
  run: (turn, { page }, services) => showRequests(services, turn, page),
};

export const keepDeleted: Action<'keep-deleted'> = {
  async run(turn, { person }, services) {
    const { restoreRequests } = services;
    const { tenant } = turn.caller;
    const before = await restoreRequests.open(tenant);
    const index = before.findIndex((request) => request.person === person);
    const page = pageWith(index, requestsOnPage);
    await restoreRequests.refuse(tenant, person);
    await showRequests(services, turn, page);
    return { verb: 'show-requests', page };
  },
};

/** Deleted people whom group admins want to add. */
async function showRequests(services: BotServices, turn: Turn, page?: number): Promise<void> {
  const requests = await services.restoreRequests.open(turn.caller.tenant);
  await turn.answer(requestsCard({ text: turn.text, requests, ...defined({ page }) }));
}
