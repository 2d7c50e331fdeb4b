import { everythingRequest } from '../../domain/operations/export-facts.ts';
import { isEnded, type Operation } from '../../domain/operations/operation.ts';
import { defined } from '../../lib/defined.ts';
import { showOperation } from '../screens/operation.ts';
import type { BotServices } from '../services.ts';
import { turnKey } from '../turn-key.ts';
import type { Turn } from '../turn.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

/** The archive of the whole organization: the backup, and the way out. */
export const exportEverything: Command = {
  name: 'export everything',
  door: { right: 'everything' },
  home: 'export',
  said: /^(?:please )?(?:export|download|back up|backup) (?:everything|(?:the )?(?:whole|entire) (?:organi[sz]ation|directory))$/,
  asked: [
    asked('export everything', 'people file directory me now download'),
    asked('download everything', 'people file directory me now'),
  ],
  async run(turn, _said, services) {
    const { tenant, actor, locale, timeZone } = turn.caller;
    const operation =
      (await underWay(turn, services)) ??
      (await services.exports.ask({
        tenant,
        by: actor,
        locale,
        ...defined({ timeZone }),
        key: turnKey(turn),
        request: everythingRequest,
      }));
    await showOperation(services, turn, operation);
  },
};

/** Exports that are searched for one in progress. */
const newest = 20;

/** Asking twice is asking for the same archive. */
async function underWay(
  { caller }: Turn,
  { operations }: BotServices,
): Promise<Operation | undefined> {
  const page = await operations.page(caller.tenant, 'export', newest);
  return page.operations.find(
    ({ request, by, state }) =>
      request?.everything === true && by.id === caller.actor.id && !isEnded(state),
  );
}
