import type { CardAction } from '../../cards/card-actions.ts';
import { confirmResetSyncCard } from '../../cards/confirm-removal-card.ts';
import type { HeldAnswer } from '../../domain/provisioning.ts';
import { AppError } from '../../errors.ts';
import type { SyncedUsers, SyncSchedule } from '../../features/sync/sync-settings.ts';
import { showOperation } from '../screens/operation.ts';
import { showSync, showSyncMapping } from '../screens/sync.ts';
import type { Action } from './action.ts';
import { defined } from '../../lib/defined.ts';

type Chosen = Extract<CardAction, { verb: 'save-sync' }>;

export const syncNow: Action<'sync-now'> = {
  async run(turn, { key }, services) {
    const { tenant, actor, locale, timeZone } = turn.caller;
    if ((await services.syncSettings.settings(tenant)) === undefined) {
      return showSyncMapping(services, turn, { problems: [turn.text.sync.notSetUp] });
    }
    const { operation } = await services.syncs.ask(tenant, {
      by: actor,
      locale,
      ...defined({ timeZone }),
      key,
    });
    // A sync that was already running shows its current state.
    await showOperation(services, turn, operation);
  },
};

export const startSync: Action<'start-sync'> = {
  async run(turn, { operation: id }, services) {
    const key = { tenant: turn.caller.tenant, kind: 'sync', id } as const;
    const started = await services.syncs.confirm(key, turn.caller.actor);
    if (started === undefined) throw new AppError('operation-gone', { kind: 'sync' });
    await showOperation(services, turn, started);
  },
};

export const applySync: Action<'apply-sync'> = {
  async run(turn, { operation: id }, services) {
    const key = { tenant: turn.caller.tenant, kind: 'sync', id } as const;
    const started = await services.syncs.apply(key, turn.caller.actor);
    if (started === undefined) throw new AppError('operation-gone', { kind: 'sync' });
    await showOperation(services, turn, started);
  },
};

export const discardSync: Action<'discard-sync'> = {
  async run(turn, { operation: id }, services) {
    const key = { tenant: turn.caller.tenant, kind: 'sync', id } as const;
    const discarded = await services.syncs.discard(key);
    if (discarded === undefined) throw new AppError('operation-gone', { kind: 'sync' });
    await showOperation(services, turn, discarded);
  },
};

export const answerHeld: Action<'answer-held'> = {
  async run(turn, { people, answers, forAll }, services) {
    const { tenant, actor } = turn.caller;
    const chosen = new Map<string, HeldAnswer>();
    if (forAll !== undefined) {
      const waiting = await services.heldPeople.waiting(tenant);
      for (const { entraId } of waiting.slice(0, maxAtOnce)) chosen.set(entraId, forAll);
    }
    for (const [place, answer] of Object.entries(answers)) {
      const entraId = people[Number(place)];
      if (entraId !== undefined) chosen.set(entraId, answer);
    }
    if (chosen.size === 0) {
      await showSync(services, turn, 'held-missing');
      return undefined;
    }
    await services.heldPeople.answer(tenant, actor, chosen);
    await showSync(services, turn, 'answered');
    return { verb: 'run-command', command: 'sync' };
  },
};

/** Each person is written separately, and a turn has only seconds to answer. */
const maxAtOnce = 50;

export const changeSync: Action<'change-sync'> = {
  run: (turn, _data, services) => showSyncMapping(services, turn),
};

export const saveSync: Action<'save-sync'> = {
  async run(turn, data, services) {
    const { tenant, actor, locale } = turn.caller;
    const { mapping, offered } = data;
    const chosen = { users: usersOf(data), schedule: scheduleOf(data) };
    if (data.draft === true) {
      await showSyncMapping(services, turn, { mapping, ...chosen, isTyped: true });
      return undefined;
    }
    const wanted = { mapping, offered, ...chosen };
    const outcome = await services.syncSettings.save(tenant, actor, locale, wanted);
    if ('problems' in outcome) {
      const problems = outcome.problems.map((problem) => turn.text.sync.problems[problem]);
      await showSyncMapping(services, turn, { mapping, ...chosen, problems, isTyped: true });
      return undefined;
    }
    await showSync(services, turn, outcome.isFirst ? 'saved-first' : 'saved');
    return { verb: 'run-command', command: 'sync' };
  },
};

export const resetSync: Action<'reset-sync'> = {
  async run(turn, { confirmed }, services) {
    if (confirmed !== true) {
      await turn.answer(confirmResetSyncCard({ text: turn.text }));
      return undefined;
    }
    await services.syncs.reset(turn.caller.tenant, turn.caller.actor);
    await showSync(services, turn, 'reset');
    return { verb: 'run-command', command: 'sync' };
  },
};

function usersOf({ users, groups }: Chosen): SyncedUsers {
  return users === 'all' ? { kind: 'all' } : { kind: 'groups', groups };
}

function scheduleOf({ schedule, hour, timeZone }: Chosen): SyncSchedule {
  return schedule === 'by-hand' ? { kind: 'by-hand' } : { kind: 'daily', hour, timeZone };
}
