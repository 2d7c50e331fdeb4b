import { mustHave } from './caller.ts';
import type { Command } from './commands/command.ts';
import type { BotServices } from './services.ts';
import type { Turn } from './turn.ts';

/**
 * Runs a command after asking whether this person may. What admins work with stays out of groups: everyone there would see
 * it.
 */
export async function runCommand(
  turn: Turn,
  command: Command,
  said: RegExpExecArray | null,
  services: BotServices,
): Promise<void> {
  if (command.right !== undefined) {
    mustHave(turn.caller, command.right);
    if (!turn.personal) return turn.say(turn.text.import.personalChatOnly);
  }
  await command.run(turn, said, services);
}
