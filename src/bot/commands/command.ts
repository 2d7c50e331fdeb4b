import type { BotServices, CommandEntry } from '../services.ts';
import type { Turn } from '../turn.ts';

/**
 * A command: what people can say. `name` is the word of the app manifest and of the home card; `said` also accepts the small
 * variations that people use.
 */
export interface Command extends CommandEntry {
  /** tested against the text in lower case, without a mention of the bot, punctuation at its ends, and doubled spaces */
  readonly said: RegExp;
  run(turn: Turn, said: RegExpExecArray | null, services: BotServices): Promise<void>;
}
