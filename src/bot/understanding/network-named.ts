import { parseNetwork, type Network } from '../../domain/network.ts';
import { isJoining, lexiconsFor, type Lexicon } from './lexicon.ts';
import { tokensOf, type Token } from './tokens.ts';

/** "the Employee network, please" */
const maxWords = 5;

/**
 * The network that a message names and nothing else, in any language: the answer to an import's question.
 * @param language as in `Text`
 */
export function networkNamed(text: string, language: string): Network | undefined {
  const named = parseNetwork(text);
  if (named !== undefined) return named;
  const tokens = tokensOf(text.slice(0, 200), maxWords);
  if (tokens.length === 0 || tokens.length > maxWords) return undefined;
  for (const lexicon of lexiconsFor(language)) {
    const network = networkIn(tokens, lexicon);
    if (network !== undefined) return network;
  }
  return undefined;
}

function networkIn(tokens: readonly Token[], lexicon: Lexicon): Network | undefined {
  const networks = new Set<Network>();
  for (const { key } of tokens) {
    const meanings = lexicon.get(key);
    if (meanings === undefined) return undefined;
    if (meanings.some(([only, more]) => only === 'employee' && more === undefined)) {
      networks.add('Employee');
    } else if (meanings.some(([only, more]) => only === 'others' && more === undefined)) {
      networks.add('Others');
    } else if (!isJoining(meanings)) return undefined;
  }
  const [only, other] = networks;
  return other === undefined ? only : undefined;
}
