import { bulkOutcomeCard } from '../../cards/bulk-outcome-card.ts';
import { confirmRestoreCard } from '../../cards/confirm-restore-card.ts';
import { nameOf } from '../../domain/person.ts';
import type { BulkOutcome } from '../../features/people/people.ts';
import {
  deletedFilterOf,
  filtersOfDeleted,
  restorableSince,
  showDeleted,
} from '../screens/deleted.ts';
import { showOperation } from '../screens/operation.ts';
import { askToErase, showErased } from '../screens/erasure.ts';
import { selectionOf } from '../selection.ts';
import type { Turn } from '../turn.ts';
import { showsChange, type Action, type ReplayAction } from './action.ts';
import { askingOf } from './asking.ts';
import { chosenOf, mustBeChosen, type TickedList } from './chosen.ts';
import { maxSelected } from '../../cards/card-inputs.ts';
import { defined } from '../../lib/defined.ts';

const deletedList: TickedList = {
  list: 'deleted',
  show: (services, turn, selection) =>
    showDeleted(services, turn, { page: 0, filters: {} }, selection),
};

export const showDeletedAction: Action<'show-deleted'> = {
  async run(turn, { page, ...data }, services) {
    const selection = await selectionOf(services, turn, data, 'deleted');
    await showDeleted(services, turn, { page, filters: filtersOfDeleted(data) }, selection);
  },
};

export const restorePeople: Action<'restore-people'> = {
  async run(turn, { tooMany, ...ticked }, services) {
    const people = await chosenOf(services, turn, ticked, deletedList);
    if (people === undefined) return undefined;
    mustBeChosen(people, tooMany);
    const outcome = await services.bulk.restore(...askingOf(turn), people);
    await showRestored(turn, outcome);
    return replayOf(outcome);
  },
};

export const restoreOperation: Action<'restore-operation'> = {
  async run(turn, { operation }, services) {
    const [tenant, asking] = askingOf(turn);
    const since = restorableSince(services.now());
    const { total } = await services.directory.deleted(tenant, { operation, since, ...oneEntry });
    if (total > maxSelected) {
      const started = await services.restoreDeleted(tenant, asking, {
        filter: { operation },
        total,
      });
      await showOperation(services, turn, started);
      return showsChange(started.id);
    }
    const people = await services.directory.allDeleted(tenant, { operation, since });
    const outcome = await services.bulk.restore(tenant, asking, people);
    await showRestored(turn, outcome);
    return replayOf(outcome);
  },
};

/** Only their number is needed, as the list shows it. The job waits until everyone is known. */
const oneEntry = { page: 0, size: 1 } as const;

/** Everyone in the list. It may be very many, so it is a job with progress, and asks once. */
export const restoreAllDeleted: Action<'restore-all'> = {
  async run(turn, { confirmed, ...data }, services) {
    const filters = filtersOfDeleted(data);
    const filter = deletedFilterOf(turn, filters);
    const [tenant, asking] = askingOf(turn);
    const since = restorableSince(services.now());
    const { total } = await services.directory.deleted(tenant, { ...filter, since, ...oneEntry });
    if (total === 0) {
      await showDeleted(services, turn, { page: 0, filters });
      return undefined;
    }
    if (confirmed !== true) {
      await turn.answer(confirmRestoreCard({ text: turn.text, total, filters }));
      return undefined;
    }
    const started = await services.restoreDeleted(tenant, asking, { filter, total });
    await showOperation(services, turn, started);
    return showsChange(started.id);
  },
};

export const erasePeople: Action<'erase-people'> = {
  async run(turn, { tooMany, confirmed, ...ticked }, services) {
    const people = await chosenOf(services, turn, ticked, deletedList);
    if (people === undefined) return undefined;
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

function replayOf({ done, operation }: BulkOutcome): ReplayAction | undefined {
  if (done.length === 0) return undefined;
  return operation === undefined ? { verb: 'show-deleted', page: 0 } : showsChange(operation);
}

async function showRestored(
  turn: Turn,
  { done, refused, missing, operation }: BulkOutcome,
): Promise<void> {
  await turn.answer(
    bulkOutcomeCard({
      text: turn.text,
      what: 'restored',
      done: done.length,
      missing,
      refused: refused.map(({ person, reason }) => ({ name: nameOf(person.fields), reason })),
      ...defined({ operation }),
    }),
  );
}
