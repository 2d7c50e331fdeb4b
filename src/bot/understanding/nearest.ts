import type { CommandName } from '../../domain/doors.ts';
import type { Concept } from './concepts.ts';
import { isJoining, lexiconsFor, type Lexicon } from './lexicon.ts';
import { rules } from './rules.ts';
import { correct } from './spelling.ts';
import { tokensOf } from './tokens.ts';

const maxWords = 14;

/**
 * The commands that come nearest to a message that fits none, nearest first.
 * @param language as in `Text`
 * @param among the commands that the reader may use
 */
export function nearestCommands(
  text: string,
  language: string,
  among: readonly CommandName[],
  most: number,
): readonly CommandName[] {
  const tokens = tokensOf(text.slice(0, 400), maxWords).slice(0, maxWords);
  const said = new Set<Concept>();
  for (const lexicon of lexiconsFor(language).slice(0, 2)) {
    for (const { key } of tokens) for (const concept of meantBy(key, lexicon)) said.add(concept);
  }
  const scores = new Map<CommandName, number>();
  for (const { command, needs, allows } of rules) {
    if (!among.includes(command)) continue;
    const met = needs.filter((need) => said.has(need)).length;
    if (met === 0) continue;
    const beside = allows.filter((one) => said.has(one)).length;
    const score = met / needs.length + beside / 10;
    scores.set(command, Math.max(score, scores.get(command) ?? 0));
  }
  return [...scores]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([command]) => command);
}

function meantBy(key: string, lexicon: Lexicon): readonly Concept[] {
  const meanings = lexicon.get(key) ?? correct(key, lexicon) ?? [];
  return isJoining(meanings) ? [] : meanings.flat();
}
