import { contentsOf, type ExportRequest } from '../../domain/operations/export-facts.ts';
import { isEnded, type Operation } from '../../domain/operations/operation.ts';
import { defined } from '../../lib/defined.ts';
import type { BotServices } from '../services.ts';
import { turnKey } from '../turn-key.ts';
import type { Turn } from '../turn.ts';
import { showOperation } from './operation.ts';

/** Exports that are searched for one in progress. */
const newest = 20;

/**
 * Starts an export without anything to choose, and shows it. Asking twice is asking for the same file.
 * @param key of the card that asks; absent: a message asks
 */
export async function exportWhole(
  turn: Turn,
  services: BotServices,
  request: ExportRequest,
  key = turnKey(turn),
): Promise<void> {
  const { tenant, actor, locale, timeZone } = turn.caller;
  const operation =
    (await underWay(turn, services, request)) ??
    (await services.exports.ask({
      tenant,
      by: actor,
      locale,
      ...defined({ timeZone }),
      key,
      request,
    }));
  await showOperation(services, turn, operation);
}

async function underWay(
  { caller }: Turn,
  { operations }: BotServices,
  wanted: ExportRequest,
): Promise<Operation | undefined> {
  const page = await operations.page(caller.tenant, 'export', newest);
  return page.operations.find(
    ({ request, by, state }) =>
      contentsOf(request) === contentsOf(wanted) && by.id === caller.actor.id && !isEnded(state),
  );
}
