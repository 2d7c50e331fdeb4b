import type { DialogStore } from '../../edge/ports.ts';
import { ConversationState } from 'botbuilder';
// The index of the package also loads recognizers of numbers and dates, unused here: 0.4 s and 45 MB.
import type { DialogTurnResult } from 'botbuilder-dialogs/lib/dialog.js';
import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { DialogContextError } from 'botbuilder-dialogs/lib/dialogContextError.js';
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import type { Turn, TurnEvent } from '../turn.ts';
import { createDialogStorage } from './dialog-storage.ts';
import {
  ImportDialog,
  offeredKey,
  questionOf,
  type DialogUse,
  type ImportDialogDeps,
  type ImportQuestion,
  type Offered,
} from './import-dialog.ts';

/** The questions that can be open in a chat. */
export interface Dialogs {
  /** Opens the import dialog at a question, replacing any open one. */
  beginImport(turn: Turn, question: ImportQuestion): Promise<void>;
  /** Passes an event to the open question. @returns false when there is none, or it doesn't handle the event */
  offer(turn: Turn, event: TurnEvent): Promise<boolean>;
  open(turn: Turn): Promise<ImportQuestion | undefined>;
  close(turn: Turn): Promise<void>;
}

export function createDialogs(store: DialogStore, deps: ImportDialogDeps): Dialogs {
  const state = new ConversationState(createDialogStorage(store));
  const dialogs = new DialogSet(state.createProperty('dialogue'));
  dialogs.add(new ImportDialog(deps));

  async function within<T>(
    turn: Turn,
    event: TurnEvent | undefined,
    act: (dc: DialogContext) => Promise<T>,
  ): Promise<T> {
    const offered: Offered = { turn, event: event ?? { type: 'text', text: '' } };
    turn.context.turnState.set(offeredKey, offered);
    const dc = await dialogs.createContext(turn.context);
    const result = await act(dc).catch(rethrown);
    await state.saveChanges(turn.context);
    return result;
  }

  return {
    async beginImport(turn, question) {
      await within(turn, undefined, async (dc) => {
        await dc.cancelAllDialogs();
        await dc.beginDialog(ImportDialog.id, question);
      });
    },
    offer: (turn, event) =>
      within(turn, event, async (dc) => {
        if (dc.activeDialog === undefined) return false;
        const result = (await dc.continueDialog()) as DialogTurnResult<DialogUse>;
        return result.result?.used ?? true;
      }),
    open: (turn) => within(turn, undefined, (dc) => Promise.resolve(questionOf(dc))),
    async close(turn) {
      await within(turn, undefined, (dc) => dc.cancelAllDialogs());
    },
  };
}

/** The SDK wraps what a dialog throws, and with it the code that says what the person is to be told. */
function rethrown(error: unknown): never {
  if (error instanceof DialogContextError && error.error instanceof Error) throw error.error;
  throw error;
}
