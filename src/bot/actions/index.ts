import { auditRequest } from '../../domain/operations/export-facts.ts';
import { outcomeCard } from '../../cards/outcome-card.ts';
import { cardActions, type CardAction, type Verb } from '../../cards/card-actions.ts';
import { kindDoors } from '../../domain/doors.ts';
import { AppError } from '../../errors.ts';
import { mustHave, mustPass } from '../caller.ts';
import { dropQuestion } from '../commands/cancel.ts';
import { commands } from '../commands/index.ts';
import { runCommand } from '../run-command.ts';
import { exportWhole } from '../screens/export-whole.ts';
import { showHistory } from '../screens/history.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action, ReplayAction } from './action.ts';
import { addAdmin, removeAdmin, showAdminsAction } from './admin-actions.ts';
import {
  editAttribute,
  removeAttribute,
  restoreAttribute,
  saveAttribute,
  showAttributesAction,
} from './attribute-actions.ts';
import {
  erasePeople,
  restoreAllDeleted,
  restoreOperation,
  restorePeople,
  showDeletedAction,
} from './deleted-actions.ts';
import {
  comparePeople,
  mergePeople,
  notSame,
  showAgain,
  showApart,
  showDuplicatesAction,
  undoMerge,
} from './duplicate-actions.ts';
import { filterDirectory, findPerson, showDirectoryPage } from './directory-actions.ts';
import {
  createExport,
  pauseSchedule,
  removeSchedule,
  resumeSchedule,
  saveSchedule,
  showSchedulesAction,
} from './export-actions.ts';
import { changeAll } from './list-actions.ts';
import { addMember, removeMember, showGroupAction, showGroupsAction } from './group-actions.ts';
import {
  cancelOperation,
  chooseNetwork,
  refreshOperation,
  showRows,
  startImport,
  undoImport,
} from './operation-actions.ts';
import { forgetColumns, saveSettings } from './settings-actions.ts';
import {
  answerColumns,
  answerDates,
  answerEncoding,
  answerSheet,
  changeColumns,
  readNumbers,
} from './question-actions.ts';
import { keepDeleted, showRequestsAction } from './request-actions.ts';
import {
  applySync,
  discardSync,
  answerHeld,
  changeSync,
  resetSync,
  saveSync,
  startSync,
  syncNow,
} from './sync-actions.ts';
import { editOwn, saveOwn } from './own-profile-actions.ts';
import {
  addPerson,
  deletePeople,
  editPerson,
  exportPerson,
  movePeople,
  personHistory,
  restorePerson,
  savePerson,
  showPerson,
} from './person-actions.ts';

const run: Action<'run-command'> = {
  async run(turn, { command: name }, services) {
    const command = commands.find((candidate) => candidate.name === name);
    if (command === undefined) throw new AppError('action-unknown');
    await runCommand(turn, command, null, services);
  },
};

const history: Action<'show-history'> = {
  async run(turn, data, services) {
    mustHave(turn.caller, kindDoors[data.kind].see);
    await showHistory(services, turn, data);
  },
};

const cancelDialogue: Action<'cancel-dialogue'> = {
  async run(turn, { dialogue }, services) {
    // A form has no stored state: only its card is closed, and a waiting import stays.
    const isForm = dialogue === 'form';
    const sentence = isForm ? turn.text.cancel.dropped : await dropQuestion(turn, services);
    const title = turn.text.outcome.cancelled;
    await turn.answer(
      outcomeCard({ text: turn.text, title, sentence, commands: ['import', 'help'] }),
    );
    return 'done';
  },
};

const exportAudit: Action<'export-audit'> = {
  run: (turn, { key }, services) => exportWhole(turn, services, auditRequest, key),
};

/** Every verb that a card can send. `unpackAction` rejects all others. */
const actions: { readonly [V in Verb]: Action<V> } = {
  'run-command': run,
  'cancel-dialogue': cancelDialogue,
  'choose-network': chooseNetwork,
  'start-import': startImport,
  'answer-columns': answerColumns,
  'change-columns': changeColumns,
  'answer-encoding': answerEncoding,
  'answer-dates': answerDates,
  'read-numbers': readNumbers,
  'answer-sheet': answerSheet,
  'undo-import': undoImport,
  'cancel-operation': cancelOperation,
  'refresh-operation': refreshOperation,
  'show-history': history,
  'show-rows': showRows,
  'show-directory': showDirectoryPage,
  'filter-directory': filterDirectory,
  'change-all': changeAll,
  'find-person': findPerson,
  'show-person': showPerson,
  'edit-person': editPerson,
  'save-person': savePerson,
  'add-person': addPerson,
  'move-people': movePeople,
  'delete-people': deletePeople,
  'restore-person': restorePerson,
  'show-deleted': showDeletedAction,
  'restore-people': restorePeople,
  'restore-all': restoreAllDeleted,
  'restore-operation': restoreOperation,
  'erase-people': erasePeople,
  'export-person': exportPerson,
  'show-duplicates': showDuplicatesAction,
  'compare-people': comparePeople,
  'merge-people': mergePeople,
  'undo-merge': undoMerge,
  'not-same': notSame,
  'show-apart': showApart,
  'show-again': showAgain,
  'person-history': personHistory,
  'edit-own': editOwn,
  'save-own': saveOwn,
  'show-groups': showGroupsAction,
  'show-group': showGroupAction,
  'add-member': addMember,
  'remove-member': removeMember,
  'show-requests': showRequestsAction,
  'keep-deleted': keepDeleted,
  'show-admins': showAdminsAction,
  'add-admin': addAdmin,
  'remove-admin': removeAdmin,
  'show-attributes': showAttributesAction,
  'edit-attribute': editAttribute,
  'save-attribute': saveAttribute,
  'remove-attribute': removeAttribute,
  'restore-attribute': restoreAttribute,
  'export-audit': exportAudit,
  'save-settings': saveSettings,
  'forget-columns': forgetColumns,
  'create-export': createExport,
  'save-schedule': saveSchedule,
  'show-schedules': showSchedulesAction,
  'pause-schedule': pauseSchedule,
  'resume-schedule': resumeSchedule,
  'remove-schedule': removeSchedule,
  'sync-now': syncNow,
  'start-sync': startSync,
  'answer-held': answerHeld,
  'apply-sync': applySync,
  'discard-sync': discardSync,
  'change-sync': changeSync,
  'save-sync': saveSync,
  'reset-sync': resetSync,
};

/**
 * Runs an action after checking that the caller is allowed to.
 * @returns how to show the outcome when the same action arrives again, if it changed something
 * @throws AppError `not-an-admin`, and what the action throws
 */
export async function runAction(
  turn: Turn,
  data: CardAction,
  services: BotServices,
): Promise<ReplayAction | undefined> {
  const action = actions[data.verb] as Action<Verb>;
  const { door } = cardActions[data.verb];
  mustPass(turn.caller, door);
  // Our cards with people on them belong in personal chats only: in a group everyone would see the answer.
  if (door.everyone !== true && !turn.personal) {
    await turn.say(turn.text.import.personalChatOnly);
    return undefined;
  }
  return (await action.run(turn, data, services)) ?? undefined;
}
