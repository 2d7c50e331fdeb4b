import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { CommandEntry } from './command-entry.ts';

/** A command, with what it does. */
export interface Command extends CommandEntry {
  /** tested against the text in lower case, without a mention of the bot, punctuation at its ends, and doubled spaces */
  readonly said: RegExp;
  run(turn: Turn, said: RegExpExecArray | null, services: BotServices): Promise<void>;
}
