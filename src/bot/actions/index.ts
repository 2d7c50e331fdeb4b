import { outcomeCard } from '../../cards/outcome-card.ts';
import type { CardAction } from '../../cards/action-data.ts';
import { AppError } from '../../errors.ts';
import { mustHave } from '../caller.ts';
import { dropQuestion } from '../commands/cancel.ts';
import { commands } from '../commands/index.ts';
import type { BotServices } from '../services.ts';
import { showHistory } from '../show-history.ts';
import type { Turn } from '../turn.ts';
import type { Action, Verb } from './action.ts';
import {
  cancelOperation,
  chooseNetwork,
  refreshOperation,
  startImport,
} from './operation-actions.ts';

const runCommand: Action<'run-command'> = {
  async run(turn, { command: name }, services) {
    const command = commands.find((candidate) => candidate.name === name);
    if (command === undefined) throw new AppError('action-unknown');
    if (command.right !== undefined) mustHave(turn.caller, command.right);
    await command.run(turn, null, services);
  },
};

const history: Action<'show-history'> = {
  right: 'see-history',
  run: (turn, data, services) => showHistory(services, turn, data),
};

const cancelDialogue: Action<'cancel-dialogue'> = {
  async run(turn, _data, services) {
    const sentence = await dropQuestion(turn, services);
    await turn.answer(
      outcomeCard({
        text: turn.text,
        title: turn.text.outcome.cancelled,
        sentence,
        commands: ['import', 'help'],
      }),
    );
  },
};

/** Every verb that a card can send. A verb that isn't here doesn't reach it: `unpackAction` knows no other. */
const actions: { readonly [V in Verb]: Action<V> } = {
  'run-command': runCommand,
  'choose-network': chooseNetwork,
  'start-import': startImport,
  'cancel-operation': cancelOperation,
  'refresh-operation': refreshOperation,
  'show-history': history,
  'cancel-dialogue': cancelDialogue,
};

/** Runs an action after asking whether this person may. @throws AppError `not-an-admin`, and what the action throws */
export async function runAction(
  turn: Turn,
  data: CardAction,
  services: BotServices,
): Promise<void> {
  const action = actions[data.verb] as Action<Verb>;
  if (action.right !== undefined) mustHave(turn.caller, action.right);
  await action.run(turn, data, services);
}
