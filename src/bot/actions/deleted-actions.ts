import { bulkOutcomeCard } from '../../cards/bulk-outcome-card.ts';
import { confirmRestoreCard } from '../../cards/confirm-restore-card.ts';
import { nameOf } from '../../domain/person.ts';
import type { BulkOutcome } from '../../features/people/people.ts';
import { restorableSince, showDeleted } from '../screens/deleted.ts';
import { showOperation } from '../screens/operation.ts';
import { askToErase, showErased } from '../screens/erasure.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';
import { mustBeChosen } from './chosen.ts';
import { defined } from '../../lib/defined.ts';

/** Most people restored by one card action; more are a job. */
const maxAtOnce = 2_000;

export const showDeletedAction: Action<'show-deleted'> = {
  run: (turn, { operation, page }, services) => showDeleted(services, turn, { operation, page }),
};

export const restorePeople: Action<'restore-people'> = {
  async run(turn, { people, tooMany }, services) {
    mustBeChosen(people, tooMany);
    const { tenant, actor } = turn.caller;
    const outcome = await services.people.restoreMany(tenant, actor, people);
    await showRestored(turn, outcome);
    return outcome.done.length === 0 ? undefined : { verb: 'show-deleted', page: 0 };
  },
};

export const restoreOperation: Action<'restore-operation'> = {
  async run(turn, { operation }, services) {
    const { tenant, actor: by, locale, timeZone } = turn.caller;
    const since = restorableSince(services.now());
    const { length: total } = await services.directory.deletedIn(tenant, operation, since);
    if (total > maxAtOnce) {
      const asking = { by, locale, ...defined({ timeZone }) };
      const started = await services.restoreDeleted(tenant, asking, { operation, total });
      await showOperation(services, turn, started);
      return 'done';
    }
    await services.longWork.run(turn, turn.text.deleted.restoring, async (stage) => {
      const restored = await stage.inItsTime(() => restoreAll(services, turn, operation));
      await stage.within((now) => showRestored(now, restored.outcome, restored));
    });
    return { verb: 'show-deleted', operation, page: 0 };
  },
};

/** Everyone in the list. It may be very many, so it is a job with progress, and asks once. */
export const restoreAllDeleted: Action<'restore-all'> = {
  async run(turn, { operation, confirmed }, services) {
    const { tenant, actor: by, locale, timeZone } = turn.caller;
    const since = restorableSince(services.now());
    const { total } = await services.directory.deleted(tenant, {
      ...{ page: 0, size: 1, since },
      ...defined({ operation }),
    });
    if (total === 0) {
      await showDeleted(services, turn, { page: 0, operation });
      return undefined;
    }
    if (confirmed !== true) {
      await turn.answer(confirmRestoreCard({ text: turn.text, total, ...defined({ operation }) }));
      return undefined;
    }
    const asking = { by, locale, ...defined({ timeZone }) };
    const started = await services.restoreDeleted(tenant, asking, {
      ...defined({ operation }),
      total,
    });
    await showOperation(services, turn, started);
    return 'done';
  },
};

export const erasePeople: Action<'erase-people'> = {
  async run(turn, { people, tooMany, confirmed }, services) {
    mustBeChosen(people, tooMany);
    if (confirmed !== true) {
      await askToErase(services, turn, people);
      return undefined;
    }
    const { tenant, actor } = turn.caller;
    const outcome = await services.erasures.ask(tenant, actor, people);
    await showErased(turn, outcome);
    return outcome.erased === 0 ? undefined : 'done';
  },
};

async function restoreAll(services: BotServices, { caller }: Turn, operation: string) {
  const { tenant, actor } = caller;
  const since = restorableSince(services.now());
  const ids = await services.directory.deletedIn(tenant, operation, since);
  const outcome = await services.people.restoreMany(tenant, actor, ids.slice(0, maxAtOnce));
  return { outcome, operation, left: Math.max(0, ids.length - maxAtOnce) };
}

async function showRestored(
  turn: Turn,
  { done, refused, missing }: BulkOutcome,
  further: { readonly operation?: string; readonly left?: number } = {},
): Promise<void> {
  const { operation, left } = further;
  await turn.answer(
    bulkOutcomeCard({
      text: turn.text,
      what: 'restored',
      done: done.length,
      missing,
      refused: refused.map(({ person, reason }) => ({ name: nameOf(person.fields), reason })),
      ...defined({ operation, left }),
    }),
  );
}
