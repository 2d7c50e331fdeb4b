import type { Network } from '../../domain/network.ts';
import type { Concept } from '../../text/messages.ts';
import { aboutPerson, personVerbs, verbsOf, type PersonVerb } from './about-person.ts';
import { isJoining, languagesFor, lexiconsFor, type Lexicon, type Meanings } from './lexicon.ts';
import type { RuleOf } from './rule.ts';
import { asksWhether, saysNot, saysNotIn } from './phrases.ts';
import { correct } from './spelling.ts';
import { atEnds, tokensOf, type Token } from './tokens.ts';
import { defined } from '../../lib/defined.ts';

export type Understood =
  /** in the words of the command itself, such as "import others" */
  | { readonly type: 'command'; readonly words: string }
  | {
      readonly type: 'person';
      readonly verb: PersonVerb;
      /** a name, phone number, email or employee ID, as typed */
      readonly object: string;
      /** of `move` */
      readonly network?: Network;
    };

/** Nothing that is meant for us is longer. */
const maxWords = 14;
const maxLength = 400;

/**
 * Finds what a message means by its words, in the reader's language first, then in English and in all others. No
 * model and no order of words: a command is meant when all words say something that belongs to it. The time is
 * bounded, since only the first words of a short message are looked at.
 * @param language as in `Text`
 * @param rules in the order of precedence
 * @param spelling `corrected`: words that are nearly ours count too, but never for `cancel`, which can't be taken back
 */
export function understand(
  text: string,
  language: string,
  spelling: 'exact' | 'corrected',
  rules: readonly RuleOf[],
): Understood | undefined {
  if (text.length > maxLength) return undefined;
  const tokens = tokensOf(text, maxWords);
  if (tokens.length === 0 || tokens.length > maxWords) return undefined;
  if (saysNot(tokens, language)) return undefined;
  // Over all languages, too many names would be nearly a word of one of them.
  const lexicons = lexiconsFor(language).slice(0, spelling === 'corrected' ? 2 : undefined);
  for (const lexicon of lexicons) {
    const command = commandIn(tokens, lexicon, spelling, rules);
    if (command !== undefined) return command;
  }
  return personInAny(text, language, tokens, { lexicons, spelling, rules });
}

/**
 * In the reader's language and in English, in which commands are for everyone: of both, the one that takes fewer of its words
 * for the name. In German, "to" in "move Zoe to Others" would belong to it.
 */
function personInAny(
  text: string,
  language: string,
  tokens: readonly Token[],
  {
    lexicons,
    spelling,
    rules,
  }: {
    readonly lexicons: readonly Lexicon[];
    readonly spelling: 'exact' | 'corrected';
    readonly rules: readonly RuleOf[];
  },
): Understood | undefined {
  const personBy = (lexicon: Lexicon) =>
    aboutIn(text, tokens, lexicon, { readers: lexicons.slice(0, 2), spelling, rules }) ??
    personIn(text, tokens, lexicon, spelling);
  const [one, other] = lexicons.slice(0, 2).map(personBy);
  // "remove Zoe as admin" is about admins, whatever the other language makes of it.
  if (one?.type === 'command' || other?.type === 'command') {
    return one?.type === 'command' ? one : other;
  }
  if (one?.type === 'person' && other?.type === 'person' && other.verb === one.verb) {
    return other.object.length < one.object.length ? other : one;
  }
  const found = one ?? other;
  if (found !== undefined) return found;
  for (const [at, lexicon] of lexicons.entries()) {
    if (at < 2 || saysNotIn(tokens, languagesFor(language)[at] ?? '')) continue;
    const person = personBy(lexicon);
    if (person !== undefined) return person;
  }
  return undefined;
}

function commandIn(
  tokens: readonly Token[],
  lexicon: Lexicon,
  spelling: 'exact' | 'corrected',
  rules: readonly RuleOf[],
): Understood | undefined {
  const meanings: Meanings[] = [];
  for (const { key } of tokens) {
    const known =
      lexicon.get(key) ?? (spelling === 'corrected' ? correct(key, lexicon) : undefined);
    if (known === undefined) return undefined;
    meanings.push(known);
  }
  const found = rules.find((rule) => rule.withName !== true && fits(rule, meanings));
  // "What?" is about the question that is open; "what can you do?" isn't.
  if (found === undefined || (tokens.length === 1 && isAsking(meanings))) return undefined;
  const mayNotBeMeant = spelling === 'corrected' || isAsking(meanings) || asksWhether(tokens);
  if (found.command === 'cancel' && mayNotBeMeant) return undefined;
  return { type: 'command', words: wordsFor(found, meanings) };
}

/** "How do I cancel?" wants to know it, and cancels nothing. */
function isAsking(meanings: readonly Meanings[]): boolean {
  return meanings.some((word) => word.some(([only]) => only === 'asking'));
}

/** Every word belongs to the command, and everything that it needs is said. */
function fits({ needs, allows }: RuleOf, meanings: readonly Meanings[]): boolean {
  // "help me import" asks for an import. Alone, these would be more than was asked for.
  const mayHelp = needs.some((need) => !['cancel', 'me', 'who'].includes(need));
  const belongs = (concept: Concept) =>
    needs.includes(concept) || allows.includes(concept) || (concept === 'help' && mayHelp);
  const isIn = (one: readonly Concept[]) => one.every(belongs);
  return (
    meanings.every((word) => isJoining(word) || word.some(isIn)) &&
    needs.every((need) =>
      meanings.some((word) => word.some((one) => isIn(one) && one.includes(need))),
    )
  );
}

function wordsFor({ command, allows, needs }: RuleOf, meanings: readonly Meanings[]): string {
  const network = ['others', 'employee'].find(
    (one) =>
      [...allows, ...needs].includes(one as Concept) &&
      meanings.some((word) => word.some(([only]) => only === one)),
  );
  if (network === undefined) return command;
  const named = network === 'others' ? 'others' : 'employees';
  if (command === 'import') return `import ${named}`;
  return command === 'directory' ? `show ${named}` : command;
}

/** "what is Zoe's number", "Zoe left the company": see about-person.ts */
function aboutIn(
  text: string,
  tokens: readonly Token[],
  lexicon: Lexicon,
  by: Parameters<typeof aboutPerson>[2],
): Understood | undefined {
  const about = aboutPerson(tokens, lexicon, by);
  if (about === undefined) return undefined;
  const { means, from, to, network } = about;
  if ('command' in means) return { type: 'command', words: means.command };
  const object = nameIn(text, tokens, lexicon, { from, to });
  return object === ''
    ? undefined
    : { type: 'person', verb: means.verb, object, ...defined({ network }) };
}

/** The name as it was typed, without what makes it another's: "Zoe's phone", "zoes phone", "Zoes Telefon". */
function nameIn(
  text: string,
  tokens: readonly Token[],
  lexicon: Lexicon,
  { from, to }: { readonly from: number; readonly to: number },
): string {
  const isOwner =
    to > from && tokens[to]?.key === 's' && /['’‘ʼ]s?$/u.test(text.slice(0, tokens[to].end));
  const last = isOwner ? to - 1 : to;
  const start = tokens[from]?.start ?? 0;
  // "S-0001": what a hyphen joins is one word.
  const first = tokens.findLastIndex(
    (token, at) => token.start <= start && !isJoined(text, tokens[at - 1], token),
  );
  const named = text.slice(tokens[first]?.start ?? start, tokens[last]?.end).replace(atEnds, '');
  const isOfFact = (lexicon.get(tokens[last + 1]?.key ?? '') ?? []).some(
    ([only]) => only === 'fact',
  );
  // The start of a name finds it too, so "James" loses nothing.
  return isOfFact ? named.replace(/(?<=\p{L}{3})s$/u, '') : named;
}

/** "delete Amelia", "bitte Amelia löschen", "move Zoe to Others": the verb begins or ends the message. */
function personIn(
  text: string,
  tokens: readonly Token[],
  lexicon: Lexicon,
  spelling: 'exact' | 'corrected',
): Extract<Understood, { type: 'person' }> | undefined {
  const means = (token: Token | undefined, ...wanted: readonly Concept[]) =>
    token !== undefined &&
    (lexicon.get(token.key) ?? []).some(([only, more]) => {
      return more === undefined && only !== undefined && wanted.includes(only);
    });
  const polite = trimmed(
    tokens,
    (token) => means(token, 'polite', 'asking', 'help') && !means(token, ...personVerbs, 'who'),
  );
  // "Show me the data of Zoe": getting it adds nothing.
  const isGetting = (token: Token) =>
    means(token, 'show', 'export', 'download', 'me', 'link', 'polite', 'asking');
  const shorter = trimmed(polite, (token) => isGetting(token) && !means(token, 'data'));
  const said = means(shorter[0], 'data') || means(shorter.at(-1), 'data') ? shorter : polite;
  const verbOf = (token: Token | undefined, mayCorrect = false) => {
    if (token === undefined) return undefined;
    const known =
      lexicon.get(token.key) ?? (mayCorrect ? correct(token.key, lexicon) : undefined) ?? [];
    return verbsOf(known)[0];
  };
  // A family name at the end is more often nearly a verb than a verb is misspelt there.
  const begins = verbOf(said[0], spelling === 'corrected');
  const ends = verbOf(said.at(-1));
  const verb = begins ?? ends;
  if (verb === undefined) return undefined;
  const isVerb = (token: Token) => verbOf(token) === verb;
  const isJoint = (token: Token) =>
    means(token, 'link', 'polite', 'asking', 'fact', 'people', 'me', 'help');
  let rest = begins === undefined ? withoutEnd(said, isVerb) : said.slice(1);
  rest =
    begins !== undefined && ends === begins && rest.length > 1 ? withoutEnd(rest, isVerb) : rest;
  let network: Network | undefined;
  if (verb === 'move') {
    const shorter = withoutEnd(
      rest,
      (token) => isJoint(token) && !means(token, 'others', 'employee'),
    );
    const target = shorter.at(-1);
    network = means(target, 'others')
      ? 'Others'
      : means(target, 'employee')
        ? 'Employee'
        : undefined;
    if (network !== undefined) rest = shorter.slice(0, -1);
  }
  const object = trimmed(rest, isJoint);
  // Without a word that isn't ours nobody is named. English ones are ours in every language: "delete all".
  const [english] = lexiconsFor('en');
  const [first] = object;
  const isNamed = object.some(({ key }) => !lexicon.has(key) && english?.has(key) !== true);
  if (first === undefined || !isNamed) return undefined;
  const from = tokens.indexOf(first);
  const named = nameIn(text, tokens, lexicon, { from, to: from + object.length - 1 });
  if (named === '') return undefined;
  return { type: 'person', verb, object: named, ...defined({ network }) };
}

/** Whether nothing but a hyphen stands between two words. */
function isJoined(text: string, before: Token | undefined, token: Token): boolean {
  return before !== undefined && /^\p{Pd}$/u.test(text.slice(before.end, token.start));
}

function trimmed(tokens: readonly Token[], isLoose: (token: Token) => boolean): readonly Token[] {
  const from = tokens.findIndex((token) => !isLoose(token));
  return from < 0 ? [] : withoutEnd(tokens.slice(from), isLoose);
}

function withoutEnd(
  tokens: readonly Token[],
  isLoose: (token: Token) => boolean,
): readonly Token[] {
  return tokens.slice(0, tokens.findLastIndex((token) => !isLoose(token)) + 1);
}
