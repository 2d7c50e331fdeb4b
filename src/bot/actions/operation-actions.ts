import { confirmUndoCard } from '../../cards/confirm-undo-card.ts';
import { kindDoors, undoRight } from '../../domain/doors.ts';
import { groupOf, isOwnGroupFile } from '../../domain/operations/group-facts.ts';
import type { Right } from '../../domain/roles.ts';
import type { Decided } from '../../domain/operations/identity-questions.ts';
import { AppError } from '../../errors.ts';
import {
  isEnded,
  statusWord,
  type Operation,
  type OperationKind,
} from '../../domain/operations/operation.ts';
import type { UndoForecast } from '../../features/imports/undo/undo-requests.ts';
import { mustHave } from '../caller.ts';
import type { BotServices } from '../services.ts';
import { showImportRows } from '../screens/import-rows.ts';
import { showOperation } from '../screens/operation.ts';
import { showOthers } from '../screens/which-to-cancel.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';
import { defined } from '../../lib/defined.ts';

export const chooseNetwork: Action<'choose-network'> = {
  async run(turn, { operation: id, network, mode, group }, services) {
    const operation = id === undefined ? undefined : await own(services, turn, 'import', id);
    if (operation?.group !== undefined && group !== undefined) {
      await showOperation(services, turn, await services.imports.chooseGroup(operation, group));
      return;
    }
    if (operation?.group?.only === true) return turn.say(turn.text.groupFile.missing);
    mustHave(turn.caller, 'import');
    if (network === undefined) return turn.say(turn.text.import.networkMissing);
    if (mode !== undefined && mode !== 'update') mustHave(turn.caller, 'delete-people');
    const given = mode === undefined ? {} : { mode };
    if (operation === undefined) {
      const used = await services.dialogs.offer(turn, { type: 'network', network, ...given });
      // The question was dropped or answered in the meantime, but the button still states the choice.
      if (!used) await services.dialogs.beginImport(turn, { awaiting: 'file', network, ...given });
      return;
    }
    const chosen = await services.imports.chooseNetwork(operation, network, mode);
    await showOperation(services, turn, chosen);
  },
};

export const startImport: Action<'start-import'> = {
  async run(turn, { operation: id, likely, reused, each, missing, sure }, services) {
    const operation = await own(services, turn, 'import', id);
    if (operation.request?.everything === true) mustHave(turn.caller, 'everything');
    const decided: Decided = {
      ...defined({ likely, reused, each, missing }),
      ...(sure === true && { sure }),
    };
    const started = await services.imports.start(operation, turn.caller.actor, decided);
    // Some answers are missing: the card says which, and keeps the given ones.
    if (started.state === 'preview')
      return showOperation(services, turn, started, { given: decided });
    await closeQuestion(services, turn, id);
    await showOperation(services, turn, started);
  },
};

export const undoImport: Action<'undo-import'> = {
  async run(turn, { operation: id, kind = 'import', confirmed, stopDaily }, services) {
    const { actor: by, locale, timeZone } = turn.caller;
    const operation = await own(services, turn, kind, id);
    if (groupOf(operation) !== undefined)
      return undoJoining(services, turn, operation, confirmed === true);
    mustHave(turn.caller, undoRight(operation));
    if (confirmed !== true) {
      const forecast = await services.undos.forecast(operation);
      if (forecast !== undefined) return confirmUndo(services, turn, operation, forecast);
    }
    const asked = { by, locale, ...defined({ timeZone }) };
    const undo = await services.undos.ask(operation, asked);
    // After it: where nothing can be undone any more, the daily sync goes on.
    if (kind === 'sync' && stopDaily === true) {
      await services.syncSettings.stopDaily(turn.caller.tenant, by, locale);
    }
    await showOperation(services, turn, undo);
  },
};

/** People leave the group that their file brought them to. */
async function undoJoining(
  services: BotServices,
  turn: Turn,
  operation: Operation,
  isConfirmed: boolean,
): Promise<void> {
  const { actor } = turn.caller;
  const leaving = isConfirmed ? undefined : await services.undoJoining.forecast(operation, actor);
  if (leaving !== undefined) {
    const forecast = { removed: 0, updated: 0, back: 0, left: 0, leaving };
    return confirmUndo(services, turn, operation, forecast);
  }
  await showOperation(services, turn, await services.undoJoining.undo(operation, actor));
}

async function confirmUndo(
  services: BotServices,
  turn: Turn,
  operation: Operation,
  forecast: UndoForecast,
): Promise<void> {
  const kept =
    operation.kind === 'sync' ? await services.syncSettings.read(turn.caller.tenant) : undefined;
  const isDaily = kept?.daily !== undefined && kept.daily.paused === undefined;
  await turn.answer(confirmUndoCard({ text: turn.text, operation, forecast, isDaily }));
}

export const cancelOperation: Action<'cancel-operation'> = {
  async run(turn, { operation: id, kind, as }, services) {
    const operation = await own(services, turn, kind, id);
    const cancelled = await cancelOf(services, operation);
    await closeQuestion(services, turn, id);
    if (as !== 'choice') return showOperation(services, turn, cancelled);
    await services.redraw(cancelled);
    await showOthers(services, turn, cancelled);
  },
};

export const refreshOperation: Action<'refresh-operation'> = {
  async run(turn, { operation: id, kind, as }, services) {
    const operation = await found(services, turn, kind, id, kindDoors[kind].see);
    if (as === 'notice' && isEnded(operation.state)) {
      const { text, caller } = turn;
      await turn.answer(await services.view.notice(operation, { text, reader: caller }));
      return;
    }
    await showOperation(services, turn, operation, { isFolded: as === 'folded' });
  },
};

export const showRows: Action<'show-rows'> = {
  async run(turn, { operation: id, ...asked }, services) {
    mustHave(turn.caller, kindDoors.import.see);
    if (asked.what !== 'problems') mustHave(turn.caller, 'see-people');
    const operation = await found(services, turn, 'import', id, kindDoors.import.see);
    await showImportRows(services, turn, operation, asked);
  },
};

async function cancelOf(services: BotServices, operation: Operation): Promise<Operation> {
  const { kind, undo } = operation;
  if (kind === 'import' || undo !== undefined) return services.imports.cancel(operation);
  if (kind === 'export') return services.exports.cancel(operation);
  const cancelled = await services.syncs.cancel(operation);
  if (cancelled === undefined) throw new AppError('operation-gone', { kind });
  return cancelled;
}

async function found(
  services: BotServices,
  turn: Turn,
  kind: OperationKind,
  id: string,
  right: Right,
): Promise<Operation> {
  // The tenant comes from the turn, never from the card, so another organization's id finds nothing.
  const operation = await services.operations.read({ tenant: turn.caller.tenant, kind, id });
  // A group admin has no right, and may have their own file for a group.
  if (operation === undefined || !isOwnGroupFile(operation, turn.caller.actor.id))
    mustHave(turn.caller, right);
  if (operation === undefined) throw new AppError('operation-gone', { kind });
  return operation;
}

/** An operation that the caller may decide about: their own, or any as tenant admin. */
export async function own(
  services: BotServices,
  turn: Turn,
  kind: OperationKind,
  id: string,
): Promise<Operation> {
  const operation = await found(services, turn, kind, id, kindDoors[kind].change);
  const mine = operation.by.id === turn.caller.actor.id || turn.caller.role === 'tenant-admin';
  if (!mine)
    throw new AppError('operation-not-yours', {
      status: statusWord(operation.state),
      name: operation.by.name,
      kind,
    });
  return operation;
}

async function closeQuestion(services: BotServices, turn: Turn, id: string): Promise<void> {
  const question = await services.dialogs.open(turn);
  if (question?.operation === id) await services.dialogs.close(turn);
}
