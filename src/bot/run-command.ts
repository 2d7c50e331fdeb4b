import { mustPass } from './caller.ts';
import type { Command } from './commands/command.ts';
import type { BotServices } from './services.ts';
import type { Turn } from './turn.ts';

/**
 * Runs a command after checking that the caller is allowed to. Admin commands are refused in groups, where
 * everyone would see the answer.
 */
export async function runCommand(
  turn: Turn,
  command: Command,
  said: RegExpExecArray | null,
  services: BotServices,
): Promise<void> {
  mustPass(turn.caller, command.door);
  if (command.door.everyone !== true && !turn.personal) {
    return turn.say(turn.text.import.personalChatOnly);
  }
  await command.run(turn, said, services);
}
