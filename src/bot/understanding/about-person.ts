import type { Network } from '../../domain/network.ts';
import type { Concept } from '../../text/messages.ts';
import { isJoining, type Lexicon, type Meanings } from './lexicon.ts';
import { asked, type Rule, type RuleOf } from './rule.ts';
import { correct } from './spelling.ts';
import type { Token } from './tokens.ts';

/** Requests about a person whom the message names. */
export const personVerbs = ['find', 'edit', 'delete', 'move', 'data'] as const;
export type PersonVerb = (typeof personVerbs)[number];

/** One way of asking something about a person: the meanings of the message's other words. */
interface Intent {
  readonly needs: readonly Concept[];
  readonly allows: readonly Concept[];
  readonly means: { readonly verb: PersonVerb } | { readonly command: string };
}

const around: readonly Concept[] = [
  ...['show', 'find', 'who', 'works', 'people', 'directory', 'employee', 'me', 'help', 'now'],
] as Concept[];

function about(means: Intent['means'], { needs, allows }: Rule): Intent {
  return { needs, allows: [...around, ...allows], means };
}

const find = { verb: 'find' } as const;

/**
 * In the order of precedence. Nothing here changes anyone: a change is shown with its button, and asks.
 */
const intents: readonly Intent[] = [
  about({ verb: 'data' }, asked('data', 'file export download')),
  about({ verb: 'move' }, asked('move', 'others')),
  about({ verb: 'delete' }, asked('leave', 'delete history')),
  about(find, asked('undo', 'delete deleted edit restore history')),
  about(find, asked('restore', 'deleted import edit')),
  about({ verb: 'delete' }, asked('delete')),
  about({ verb: 'edit' }, asked('edit', 'add history')),
  about({ verb: 'edit' }, asked('fact add', 'history')),
  about(find, asked('deleted')),
  about(find, asked('fact')),
];

/** Ways in which commands are asked for with a name. Those that need more come first, as among rules. */
function inOrder(rules: readonly RuleOf[]): readonly Intent[] {
  const ofCommands = rules
    .filter(({ withName }) => withName === true)
    .map((rule) => about({ command: rule.command }, rule));
  return [...ofCommands, ...intents].toSorted(
    (one, other) => other.needs.length - one.needs.length,
  );
}

/** Words that other messages have as well: "show the weather". */
const weakIntents: readonly Intent[] = [
  about(find, asked('history')),
  about(find, asked('works')),
  about(find, asked('who')),
  about(find, asked('find')),
  about(find, asked('show')),
  about(find, asked('directory')),
];

export interface AboutPerson {
  readonly means: Intent['means'];
  /** the tokens that name the person: from and to, both included */
  readonly from: number;
  readonly to: number;
  readonly network?: Network;
}

/** Longest name, in words. */
const mostNameWords = 7;

/**
 * Reads a message that names a person, wherever the name stands: "what is Zoe's number", "Zoe left the company". The words that
 * are none of ours are the name. All others have to belong to what is asked, so a word of another matter means nothing.
 */
export function aboutPerson(
  tokens: readonly Token[],
  lexicon: Lexicon,
  {
    readers,
    spelling,
    rules,
  }: {
    readonly readers: readonly Lexicon[];
    readonly spelling: 'exact' | 'corrected';
    readonly rules: readonly RuleOf[];
  },
): AboutPerson | undefined {
  const known = tokens.map(({ key }) => lexicon.get(key));
  // A word of the reader's own language or of English is no name in a third one.
  if (
    tokens.some(({ key }, at) => known[at] === undefined && readers.some((one) => one.has(key)))
  ) {
    return undefined;
  }
  const isName = (meanings: Meanings | undefined) => meanings === undefined;
  /** of the words that aren't ours: what they nearly are */
  const slips = tokens.map(({ key }, at) =>
    isName(known[at]) ? correct(key, lexicon) : undefined,
  );
  const isMisspelt = slips.some((meant) => meant !== undefined);
  const nearly = known.map((meanings, at) => {
    // A family name at the end is more often nearly a verb than a verb is misspelt there.
    if (meanings !== undefined || at === tokens.length - 1) return meanings;
    const meant = slips[at];
    return meant?.some(([only]) => personVerbs.some((verb) => verb === only)) === true
      ? meant
      : undefined;
  });
  // In a third language, a name is too often a word that needn't be a request. "show me the direktory" is for the second look.
  const offered = !readers.includes(lexicon)
    ? intents
    : spelling === 'exact' && isMisspelt
      ? inOrder(rules)
      : [...inOrder(rules), ...weakIntents];
  const hasSlips = known.filter(isName).length > nearly.filter(isName).length;
  if (!hasSlips || !nearly.some(isName)) return among(known, offered);
  // "chnage zoes email": names that are nearly a word of ours come last.
  return spelling === 'exact' ? undefined : (among(nearly, offered) ?? among(known, offered));
}

function among(
  meanings: readonly (Meanings | undefined)[],
  offered: readonly Intent[],
): AboutPerson | undefined {
  const from = meanings.findIndex((known) => known === undefined);
  const last = meanings.findLastIndex((known) => known === undefined);
  // "Zoe changed something": a word between two that aren't ours is part of a name only if it joins them.
  const isOneName = meanings
    .slice(Math.max(from, 0), last)
    .every((known) => known === undefined || isJoining(known));
  if (from < 0 || !isOneName) return undefined;
  // "Amelia Sample": a family name may be a word of ours, if nothing fits otherwise.
  for (const mayGoOn of [false, true]) {
    for (const { needs, allows, means } of offered) {
      const concepts = [...needs, ...allows];
      const belongs = (known: Meanings | undefined) =>
        known !== undefined && (isJoining(known) || known.some((one) => isIn(one, concepts)));
      let to = last;
      while (mayGoOn && to + 1 < meanings.length && !belongs(meanings[to + 1])) to += 1;
      if (to - from >= mostNameWords) continue;
      const rest = [...meanings.slice(0, from), ...meanings.slice(to + 1)];
      const isSaid = (need: Concept) =>
        rest.some((known) => known?.some((one) => one.includes(need) && isIn(one, concepts)));
      if (!rest.every(belongs) || !needs.every(isSaid)) continue;
      return { means, from, to, ...networkIn(rest, means) };
    }
  }
  return undefined;
}

function isIn(one: readonly Concept[], concepts: readonly Concept[]): boolean {
  return one.every((concept) => concepts.includes(concept));
}

function networkIn(rest: readonly (Meanings | undefined)[], means: Intent['means']) {
  if (!('verb' in means) || means.verb !== 'move') return {};
  const says = (network: Concept) =>
    rest.some((known) => known?.some(([only, more]) => only === network && more === undefined));
  if (says('others')) return { network: 'Others' } as const;
  return says('employee') ? ({ network: 'Employee' } as const) : {};
}

const sameAs: Readonly<Partial<Record<Concept, PersonVerb>>> = { who: 'find', restore: 'find' };

/** The requests that a word alone may mean, at the beginning or end of a message. */
export function verbsOf(known: Meanings): readonly PersonVerb[] {
  return known.flatMap(([only]) => {
    const verb = personVerbs.find((one) => one === only) ?? (only && sameAs[only]);
    return verb === undefined ? [] : [verb];
  });
}
