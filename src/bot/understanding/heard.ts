import type { Command } from '../commands/command.ts';
import { commands, findCommand } from '../commands/index.ts';
import { networkNamed } from './network-named.ts';
import { rulesOf } from './rule.ts';
import { understand, type Understood } from './understand.ts';

export type Heard =
  | { readonly type: 'command'; readonly command: Command; readonly said: RegExpExecArray }
  | Extract<Understood, { type: 'person' }>;

const rules = rulesOf(commands);

/**
 * The request in a message, in a command's words or in others.
 * @param language as in `Text`
 * @param spelling see `understand`
 */
export function heard(
  text: string,
  language: string,
  spelling: 'exact' | 'corrected',
): Heard | undefined {
  const found = findCommand(text);
  const searched = found?.command.name === 'find' && found.said[1] !== undefined;
  if (found !== undefined && !searched) return { type: 'command', ...found };
  // Alone, a network is the answer to an import's question, which comes next.
  if (spelling === 'exact' && networkNamed(text, language) !== undefined) return undefined;
  const understood = understand(text, language, spelling, rules);
  if (understood?.type === 'command') {
    const meant = findCommand(understood.words);
    if (meant !== undefined) return { type: 'command', ...meant };
  }
  // "find a person" asks whom; "find Ada" says it.
  if (found !== undefined) return { type: 'command', ...found };
  return understood?.type === 'person' ? understood : undefined;
}
