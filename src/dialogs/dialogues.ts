import { ConversationState } from 'botbuilder';
import { DialogSet, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { DialogueStore } from '../bot/ports.ts';
import type { Turn, TurnEvent } from '../bot/turn.ts';
import { createDialogueStorage } from './dialogue-storage.ts';
import {
  ImportDialogue,
  offeredKey,
  questionOf,
  type DialogueUse,
  type ImportDialogueDeps,
  type ImportQuestion,
  type Offered,
} from './import-dialogue.ts';

/** The questions that can be open in a chat. */
export interface Dialogues {
  /** Opens the import dialogue at a question, in place of whatever was open. */
  beginImport(turn: Turn, question: ImportQuestion): Promise<void>;
  /** Offers what happened to the open question. @returns false when there is none, or it has no use for it */
  offer(turn: Turn, event: TurnEvent): Promise<boolean>;
  open(turn: Turn): Promise<ImportQuestion | undefined>;
  close(turn: Turn): Promise<void>;
}

export function createDialogues(store: DialogueStore, deps: ImportDialogueDeps): Dialogues {
  const state = new ConversationState(createDialogueStorage(store));
  const dialogs = new DialogSet(state.createProperty('dialogue'));
  dialogs.add(new ImportDialogue(deps));

  async function within<T>(
    turn: Turn,
    event: TurnEvent | undefined,
    act: (dc: DialogContext) => Promise<T>,
  ): Promise<T> {
    const offered: Offered = { turn, event: event ?? { type: 'text', text: '' } };
    turn.context.turnState.set(offeredKey, offered);
    const dc = await dialogs.createContext(turn.context);
    const result = await act(dc);
    await state.saveChanges(turn.context);
    return result;
  }

  return {
    async beginImport(turn, question) {
      await within(turn, undefined, async (dc) => {
        await dc.cancelAllDialogs();
        await dc.beginDialog(ImportDialogue.id, question);
      });
    },
    offer: (turn, event) =>
      within(turn, event, async (dc) => {
        if (dc.activeDialog === undefined) return false;
        const result = (await dc.continueDialog()) as DialogTurnResult<DialogueUse>;
        return result.result?.used ?? true;
      }),
    open: (turn) => within(turn, undefined, (dc) => Promise.resolve(questionOf(dc))),
    async close(turn) {
      await within(turn, undefined, (dc) => dc.cancelAllDialogs());
    },
  };
}
