import { randomBytes } from 'node:crypto';
import type { TeamsClient, SeenCard } from '../support/teams-client.ts';
import type {
  Operation,
  OperationKey,
  OperationKind,
} from '../../src/domain/operations/operation.ts';
import { isEnded } from '../../src/domain/operations/operation.ts';
import type { Office } from './world.ts';

/**
 * How often an admin looks before giving up, and how often they ask again: counted, not timed, so that a busy machine, on which
 * each look takes longer, doesn't make a wait look vain. On an idle one, looks are up to two seconds apart.
 */
const manyLooks = 300;
/** Some ten seconds on an idle machine. */
const fewLooks = 10;
const manyTries = 60;
const answerMs = 10_000;

/** An expected message never arrived. */
export class InVain extends Error {
  override readonly name = 'InVain';
}

/**
 * Polls with growing pauses, since polling loads the store as much as the product's own work.
 * @param look calls its argument when it sees that the work goes on: patience begins again
 * @param looks after which it gives up
 */
export async function until<T>(
  what: string,
  look: (goesOn: () => void) => Promise<T | undefined>,
  looks = manyLooks,
): Promise<T> {
  let left = looks;
  const goesOn = () => (left = looks);
  for (let every = 150; ; every = Math.min(every * 1.5, 2_000)) {
    left -= 1;
    const found = await look(goesOn);
    if (found !== undefined) return found;
    if (left <= 0) throw new InVain(`waited in vain for ${what}`);
    await pause(every);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Sends a command until a matching card arrives. */
export async function ask(
  who: TeamsClient,
  words: string,
  fits: (card: SeenCard) => boolean,
): Promise<SeenCard> {
  for (let tries = 0; tries < manyTries; tries += 1) {
    await who.say(words);
    const card = await who.waitForCard(fits, { timeoutMs: answerMs }).catch(() => undefined);
    if (card !== undefined) return card;
  }
  throw new InVain(`${who.person.name} said "${words}" and got no answer that fits`);
}

/**
 * Repeats a card action until it has taken effect, like a person without an answer. The action itself never
 * fails: its effect is looked up.
 */
export async function pressUntil<T>(
  press: () => Promise<unknown>,
  what: string,
  done: () => Promise<T | undefined>,
): Promise<T> {
  let answer: unknown;
  for (let tries = 0; tries < manyTries; tries += 1) {
    answer = await press();
    const outcome = await until(what, done, fewLooks).catch(() => undefined);
    if (outcome !== undefined) return outcome;
  }
  const words = JSON.stringify(answer ?? 'nothing').slice(0, 400);
  throw new InVain(`pressed in vain: ${what}; the last answer was ${words}`);
}

/**
 * Runs the action of a button on one of the bot's cards. It is sent for the admin's first card, the greeting:
 * the answer replaces that, and no notice.
 */
export function pressVerb(
  who: TeamsClient,
  verb: string,
  data: Readonly<Record<string, unknown>>,
): () => Promise<unknown> {
  // Like every card that is sent: repeating the same button is the same action.
  const press = randomBytes(8).toString('hex');
  return async () => {
    const message = who.fromBot('start')[0];
    if (message === undefined) return who.say('help');
    const whole = { v: 1, verb, press, ...data };
    const button = { type: 'Action.Execute', title: verb, verb, data: whole };
    const json = { type: 'AdaptiveCard', actions: [button] };
    return who.press({ message, json, text: '', titles: [verb] }, verb);
  };
}

export function readOperation(world: Office, key: OperationKey): Promise<Operation | undefined> {
  return world.storage.operations.read(key);
}

/** All operations of a kind, newest first; of an office with a long history only the newest. */
export async function allOperations(world: Office, kind: OperationKind): Promise<Operation[]> {
  const { operations } = world.storage;
  if (world.looksBack !== undefined) {
    return [...(await operations.page(world.tenant, kind, world.looksBack)).operations];
  }
  const all: Operation[] = [];
  for (let from: string | undefined; ;) {
    const page = await operations.page(world.tenant, kind, 7, from);
    all.push(...page.operations);
    from = page.next;
    if (from === undefined) return all;
  }
}

/** However long it takes, as long as its record changes. */
export function untilEnded(world: Office, key: OperationKey): Promise<Operation> {
  let version: string | undefined;
  return until(`the end of ${key.kind} ${key.id}`, async (goesOn) => {
    const operation = await readOperation(world, key);
    if (operation?.etag !== version) goesOn();
    version = operation?.etag;
    return operation !== undefined && isEnded(operation.state) ? operation : undefined;
  });
}
