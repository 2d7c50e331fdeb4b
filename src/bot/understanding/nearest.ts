import type { Concept } from '../../text/messages.ts';
import { isJoining, lexiconsFor, type Lexicon } from './lexicon.ts';
import { rulesOf, type Rule } from './rule.ts';
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
  among: readonly { readonly name: string; readonly asked: readonly Rule[] }[],
  most: number,
): readonly string[] {
  const tokens = tokensOf(text.slice(0, 400), maxWords).slice(0, maxWords);
  const said = new Set<Concept>();
  for (const lexicon of lexiconsFor(language).slice(0, 2)) {
    for (const { key } of tokens) for (const concept of meantBy(key, lexicon)) said.add(concept);
  }
  const scores = new Map<string, number>();
  for (const { command, needs, allows } of rulesOf(among)) {
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
