import type { BotServices, CommandEntry } from '../services.ts';
import type { Turn } from '../turn.ts';

/**
 * A command: a text that people can send. `name` is the word in the app manifest and on the home card; `said`
 * also matches common variations.
 */
export interface Command extends CommandEntry {
  /** tested against the text in lower case, without a mention of the bot, punctuation at its ends, and doubled spaces */
  readonly said: RegExp;
  run(turn: Turn, said: RegExpExecArray | null, services: BotServices): Promise<void>;
}
