import type { TurnStore, TurnObserver } from '../edge/ports.ts';
import { randomUUID } from 'node:crypto';
import { TurnContext } from 'botbuilder';
import type { CardAction } from '../cards/card-actions.ts';
import { unpackAction } from '../cards/action-data.ts';
import { idempotencyKeyOf } from '../cards/idempotency-key.ts';
import { AppError, asAppError } from '../errors.ts';
import { withDeadline } from '../lib/deadline.ts';
import { type ErrorCode } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Chat } from '../features/notices/ports.ts';
import type { Reachability } from '../features/notices/reachability.ts';
import type { Roles } from '../features/admin/roles.ts';
import { textFor, type Text } from '../text/text.ts';
import { runAction } from './actions/index.ts';
import {
  answerInvoke,
  dialogAnswers,
  dialogInvokes,
  invokeAnswers,
  messageAnswers,
  submitAnswers,
  textAnswer,
  viewAnswers,
  type Answers,
  type DialogAnswer,
  type InvokeAnswer,
} from './answers.ts';
import { callerOf, localeOf, timeZoneOf, type Caller } from './caller.ts';
import { heardChat, isPersonal } from './chat-events.ts';
import { showHome } from './commands/help.ts';
import { filesOf, mentionsFile, notAFile } from './incoming-file.ts';
import {
  createActionDeduplication,
  type ReceivedAction,
  type ActionDeduplication,
} from './action-deduplication.ts';
import { mustSendFiles, receiveFiles, type ReceiveFileDeps } from './receive-file.ts';
import type { Provisioner } from './provisioning.ts';
import { showAboutPerson } from './screens/about-person.ts';
import { showNearest } from './screens/nearest.ts';
import { heard, type Heard } from './understanding/heard.ts';
import { runCommand } from './run-command.ts';
import { noResults, search, type SearchAnswer } from './lookup/search-as-you-type.ts';
import { sentenceAnswer } from './lookup/answers.ts';
import { lookUp, type LookupDeps } from './lookup/look-up.ts';
import { isLookup } from './lookup/request.ts';
import { ChatClosed } from './send-answer.ts';
import type { BotServices } from './services.ts';
import type { TurnLimits } from '../edge/turn-limits.ts';
import type { Turn } from './turn.ts';
import { isCorrection, typedWords } from './typed-words.ts';
import { withinTime } from '../lib/within-time.ts';
import { defined } from '../lib/defined.ts';

export interface BotDeps {
  readonly roles: Roles;
  readonly turns: TurnStore;
  readonly reachability: Reachability;
  /** handles that the app was added to a personal chat, or removed from it */
  readonly chatEvents: (activity: Activity) => Promise<void>;
  readonly services: BotServices;
  readonly provisionSpeaker: Provisioner;
  readonly receiving: ReceiveFileDeps;
  readonly lookup: LookupDeps;
  /** the one tenant that the bot serves; absent in local mode */
  readonly homeTenant?: string;
  readonly observer: TurnObserver;
  readonly limits: TurnLimits;
  readonly log: Log;
  /** milliseconds since 1970 */
  now(): number;
}

/**
 * Handles a turn: identifies the caller, drops what was handled already, routes, and answers every error with a
 * sentence. Long work is never done here: files are stored and jobs are requested, nothing more.
 */
export function createBot(given: BotDeps): (context: TurnContext) => Promise<void> {
  const deps = {
    ...given,
    actionDeduplication: createActionDeduplication(given.turns, given.services),
  };
  return async (context) => {
    const { type, name }: Activity = context.activity;
    if (type === 'invoke' && isLookup(name)) return answerLookup(deps, context);
    await deps.chatEvents(context.activity);
    await answer(deps, context);
    await deps.provisionSpeaker(context.activity, chatBefore(context));
  };
}

interface Handling extends BotDeps {
  readonly actionDeduplication: ActionDeduplication;
}

async function answer(deps: Handling, context: TurnContext): Promise<void> {
  const activity: Activity = context.activity;
  if (activity.type === 'invoke') return onInvoke(deps, context);
  if (isCorrection(activity, deps.now())) return onCorrection(deps, context);
  const key = messageKey(activity, deps.now());
  if (key === undefined) return;
  const answers = activity.value === undefined ? messageAnswers(context) : submitAnswers(context);
  await once(deps, context, key, answers, (caller, text) =>
    onMessage(deps, { context, caller, text, personal: isPersonal(activity), ...answers }),
  );
}

/** The platform's activity, with its type as a plain string, as it is on the wire. */
type Activity = TurnContext['activity'] & { readonly type: string };

/**
 * Identifies an activity by its id, chat and sender, since an answer is only for that person. Without an id it
 * can't be compared and is handled as new.
 */
function idKey({ conversation, from, id }: Activity): string {
  return [conversation.id, from.id, from.aadObjectId ?? '', id ?? randomUUID()].join('|');
}

/** Identifies a message by its id. Installing sends two activities that must lead to one greeting. Others are not handled. */
function messageKey(activity: Activity, now: number): string | undefined {
  if (activity.type === 'message') return `message|${idKey(activity)}`;
  const installed =
    activity.type === 'installationUpdate' && activity.action?.startsWith('add') === true;
  const joined =
    activity.type === 'conversationUpdate' &&
    Array.isArray(activity.membersAdded) &&
    activity.membersAdded.some((member) => member.id === activity.recipient.id);
  if (!installed && !joined) return undefined;
  return `installed|${activity.conversation.id}|${Math.floor(now / 600_000)}`;
}

async function onMessage(deps: Handling, turn: Turn): Promise<void> {
  const activity: Activity = turn.context.activity;
  await rememberChat(deps, turn);
  if (activity.type !== 'message') return showHome(turn, deps.services);

  const files = filesOf(activity);
  if (files.length > 0 || (!turn.personal && mentionsFile(activity))) {
    await mustSendFiles(deps.services, turn);
    if (!turn.personal) throw new AppError('file-in-group-chat');
    return receiveFiles(deps.receiving, deps.services, turn, files);
  }
  const words = typedWords(activity);
  const refused = notAFile(activity, words);
  if (refused !== undefined) {
    await mustSendFiles(deps.services, turn);
    throw new AppError(refused);
  }
  if (activity.value !== undefined && activity.value !== null && !activity.text) {
    return deps.actionDeduplication.run(
      turn,
      understood(receivedActionOf(undefined, activity.value)),
    );
  }
  await onText(deps, turn, words);
}

/** A command that was mistyped and corrected at once counts. Any other edit is none of ours. */
async function onCorrection(deps: Handling, context: TurnContext): Promise<void> {
  const activity: Activity = context.activity;
  const words = typedWords(activity);
  if (words.length > longestMessage) return;
  const answers = messageAnswers(context);
  await once(deps, context, `edited|${idKey(activity)}|${words}`, answers, async (caller, text) => {
    const turn = { context, caller, text, personal: isPersonal(activity), ...answers };
    await ran(deps.services, turn, heard(words, text.language, 'exact'));
  });
}

/** In characters: far longer than any command, and short enough for everything that examines it. */
const longestMessage = 4_000;

/** @throws AppError `message-too-long` */
async function onText({ services }: BotDeps, turn: Turn, text: string): Promise<void> {
  if (text.length > longestMessage) {
    throw new AppError('message-too-long', { most: longestMessage });
  }
  const { language } = turn.text;
  // A message that is exactly a command comes before an open question. One that only resembles a command comes
  // after it.
  if (await ran(services, turn, heard(text, language, 'exact'))) return;
  if (turn.personal && (await services.dialogs.offer(turn, { type: 'text', text }))) return;
  if (await ran(services, turn, heard(text, language, 'corrected'))) return;
  // A card or a picture without words resembles nothing.
  if (text.trim() === '') return showHome(turn, services);
  await showNearest(services, turn, text);
}

/** @returns whether there was something to run */
async function ran(services: BotServices, turn: Turn, asked: Heard | undefined): Promise<boolean> {
  if (asked === undefined) return false;
  if (asked.type === 'person') await showAboutPerson(services, turn, asked);
  else await runCommand(turn, asked.command, asked.said, services);
  return true;
}

async function onInvoke(deps: Handling, context: TurnContext): Promise<void> {
  const activity: Activity = context.activity;
  if (activity.name === 'application/search') {
    return answerInvoke(context, await found(deps, activity));
  }
  if (isDialog(activity)) return onDialog(deps, context);
  const kept: Kept<InvokeAnswer> = {};
  const keep = (answer: InvokeAnswer) => (kept.answer = answer);
  const answers = isView(activity) ? viewAnswers(keep) : invokeAnswers(context, keep);
  await onAction(deps, context, answers, kept);
  await answerInvoke(context, kept.answer ?? textAnswer(''));
}

/**
 * A dialog opens, or something is sent from it. After an error that may pass, Teams asks again, and in the end keeps the
 * dialog open with what was typed: a sentence would take its place.
 */
async function onDialog(deps: Handling, context: TurnContext): Promise<void> {
  const kept: Kept<DialogAnswer> = {};
  const answers = dialogAnswers(context, (answer) => (kept.answer = answer));
  const delivery = { mayPass: false };
  await onAction(deps, context, answers, kept, async (sentence, mayPass) => {
    delivery.mayPass = mayPass;
    if (!mayPass) await answers.say(sentence);
  });
  if (delivery.mayPass) return answerInvoke(context, undefined, 503);
  await answerInvoke(context, kept.answer?.task && kept.answer);
}

/** The answer to an invoke, as soon as there is one. */
interface Kept<Answer> {
  answer?: Answer;
}

/** Runs the card action of an invoke. A second delivery shows what the first has done. */
async function onAction<Answer>(
  deps: Handling,
  context: TurnContext,
  answers: Answers,
  kept: Kept<Answer>,
  sayError?: SayError,
): Promise<void> {
  const activity: Activity = context.activity;
  const key = `invoke|${idKey(activity)}`;
  const given = () => (kept.answer === undefined ? undefined : JSON.stringify(kept.answer));
  const turnOf = (caller: Caller, text: Text): Turn => ({
    context,
    caller,
    text,
    personal: isPersonal(activity),
    ...answers,
  });
  const repeated: Repeated = async (claim, caller, text) => {
    if (claim === 'busy') return answers.say(text.outcome.beingDone);
    const turn = turnOf(caller, text);
    const received = receivedActionIn(activity);
    // Shows the current state, not the one at the time of the action.
    const look = replayActionFor(received?.action);
    if (look !== undefined) {
      await runAction(turn, look, deps.services);
      return;
    }
    if (received !== undefined && (await deps.actionDeduplication.showAgain(turn, received)))
      return;
    if (claim.answer !== undefined) kept.answer = JSON.parse(claim.answer) as Answer;
  };
  const say = answers.say;
  await once(
    deps,
    context,
    key,
    { say, given, repeated, ...defined({ sayError }) },
    async (caller, text) => {
      const turn = turnOf(caller, text);
      await rememberChat(deps, turn);
      await deps.actionDeduplication.run(turn, understood(receivedActionIn(activity)));
    },
  );
}

/**
 * A second delivery of a search needs no claim, and an error is an empty list and a log entry, since the client
 * no longer waits.
 */
async function found(deps: BotDeps, activity: Activity): Promise<SearchAnswer> {
  try {
    const caller = await callerOf(activity, deps.roles, deps.homeTenant);
    // In a group everyone would see the suggestions.
    return isPersonal(activity) ? await search(activity, caller, deps.services) : noResults;
  } catch (err) {
    deps.log.warn({ err, activity: activity.id }, 'a search failed');
    return noResults;
  }
}

/** Whether Teams sent it by itself, to refresh a viewed card. Every other action counts as selected by a person. */
function isView(activity: Activity): boolean {
  const { trigger, action } = (activity.value ?? {}) as {
    trigger?: unknown;
    action?: { verb?: unknown };
  };
  const looks: readonly unknown[] = ['refresh-operation', 'show-history'];
  return trigger === 'automatic' && looks.includes(action?.verb);
}

/** A second delivery needs no claim, and neither the request nor the chat it came from is kept. */
async function answerLookup(deps: BotDeps, context: TurnContext): Promise<void> {
  const activity: Activity = context.activity;
  const body = await withDeadline(deps.limits.lookupMs, () => lookUp(deps.lookup, context)).catch(
    (error: unknown) => {
      const coded = asAppError(error);
      const mayPass = passing.includes(coded.code);
      deps.observer.answeredWithError(coded.code, mayPass);
      deps.log[mayPass ? 'error' : 'info'](
        { err: coded, activity: activity.id },
        'a look-up was answered with an error',
      );
      return sentenceAnswer(textFor(localeOf(activity)).error(coded));
    },
  );
  await answerInvoke(context, body);
}

function isDialog({ name }: Activity): boolean {
  return name === dialogInvokes.open || name === dialogInvokes.submit;
}

function receivedActionIn(activity: Activity): ReceivedAction | undefined {
  const { action, data } = (activity.value ?? {}) as {
    action?: { verb?: unknown; data?: unknown };
    data?: unknown;
  };
  if (isDialog(activity)) return receivedActionOf(undefined, data);
  return activity.name === 'adaptiveCard/action'
    ? receivedActionOf(action?.verb, action?.data)
    : undefined;
}

function receivedActionOf(verb: unknown, data: unknown): ReceivedAction | undefined {
  const action = unpackAction(verb, data);
  const mark = idempotencyKeyOf(data);
  return action && { action, ...defined({ mark }) };
}

/**
 * The action to run when a card action is repeated: show the operation that it was about, if any. Requesting an
 * export or a sync again finds the one that was requested.
 */
function replayActionFor(action: CardAction | undefined): CardAction | undefined {
  if (action?.verb === 'create-export' || action?.verb === 'sync-now') return action;
  if (action === undefined || !('operation' in action) || action.operation === undefined)
    return undefined;
  const ofSync = syncVerbs.includes(action.verb) ? 'sync' : 'import';
  const { kind = ofSync } = 'kind' in action ? action : {};
  return { verb: 'refresh-operation', operation: action.operation, kind };
}

const syncVerbs: readonly CardAction['verb'][] = ['start-sync', 'apply-sync', 'discard-sync'];

function understood(received: ReceivedAction | undefined): ReceivedAction {
  if (received === undefined) throw new AppError('action-unknown');
  return received;
}

/** Answers an error with its sentence. @param mayPass whether a repetition may succeed */
type SayError = (sentence: string, mayPass: boolean) => Promise<void>;

/** Handles a turn that was handled before, or is being handled. */
type Repeated = (
  claim: 'busy' | { readonly answer?: string },
  caller: Caller,
  text: Text,
) => Promise<void>;

/**
 * Identifies the caller, claims the turn, does its work, and answers an error with its sentence, in the
 * caller's language. A turn that was answered is done, whatever the answer; one that failed on something
 * temporary can be delivered again.
 */
async function once(
  deps: BotDeps,
  context: TurnContext,
  key: string,
  answers: {
    say(sentence: string): Promise<void>;
    /** handles a turn that was handled before, or is being handled */
    readonly repeated?: Repeated;
    readonly sayError?: SayError;
    /** the answer to store with the turn */
    given?(): string | undefined;
  },
  work: (caller: Caller, text: Text) => Promise<void>,
): Promise<void> {
  const activity: Activity = context.activity;
  const text = textFor(localeOf(activity), timeZoneOf(activity));
  let claimed: Caller | undefined;
  try {
    const caller = await callerOf(activity, deps.roles, deps.homeTenant);
    const claim = await deps.turns.claim(caller.tenant, key);
    if (claim !== 'claimed') return await answers.repeated?.(claim, caller, text);
    claimed = caller;
    await work(caller, text);
  } catch (error) {
    const release =
      claimed === undefined ? undefined : releaseTurn.bind(undefined, deps, claimed.tenant, key);
    const say = answers.sayError ?? ((sentence: string) => answers.say(sentence));
    if ((await answerError(deps, { activity, text, say, release }, error)) === 'may-pass') return;
  }
  if (claimed !== undefined) await noteDone(deps, claimed.tenant, key, answers.given?.());
}

interface FailedTurn {
  readonly activity: Activity;
  readonly text: Text;
  readonly say: SayError;
  /** absent: the turn isn't claimed */
  readonly release: (() => Promise<void>) | undefined;
}

/** @returns whether the turn may be delivered again @throws what keeps the sentence from being sent */
async function answerError(
  { limits, log, observer }: BotDeps,
  { activity, text, say, release }: FailedTurn,
  error: unknown,
): Promise<'done' | 'may-pass'> {
  const about = { activity: activity.id, turn: activity.type };
  // Nothing that could be said would arrive.
  const closed = ({ message }: ChatClosed): 'done' => {
    log.info({ ...about, reason: message }, 'a turn was not answered: its chat is closed');
    return 'done';
  };
  if (error instanceof ChatClosed) return closed(error);
  const coded = asAppError(error);
  const mayPass = passing.includes(coded.code);
  observer.answeredWithError(coded.code, mayPass);
  log[mayPass ? 'error' : 'info']({ err: coded, ...about }, 'turn answered with an error');
  // Also when the sentence can't be sent: the next delivery can then do the work.
  const released = mayPass ? release?.() : undefined;
  try {
    // The last answer has a timeout of its own, since the turn's time may be up.
    if (['message', 'invoke', 'messageUpdate'].includes(activity.type))
      await withDeadline(limits.lastAnswerMs, () => say(text.error(coded), mayPass));
  } catch (failed) {
    if (failed instanceof ChatClosed) return closed(failed);
    throw failed;
  } finally {
    await released;
  }
  return mayPass ? 'may-pass' : 'done';
}

/** After these errors a retry may succeed: the turn can be delivered again. */
const passing: readonly ErrorCode[] = ['unexpected', 'storage-unreachable', 'too-slow', 'busy'];

/** Releases the turn to another delivery. Continues in the background where the storage is slow. */
async function releaseTurn(
  { turns, limits, log }: BotDeps,
  tenant: string,
  key: string,
): Promise<void> {
  const { releaseMs, lastAnswerMs } = limits;
  const released = withDeadline(releaseMs, () => turns.release(tenant, key)).catch((err: unknown) =>
    log.warn({ err }, 'a turn could not be released'),
  );
  await withinTime(lastAnswerMs, released);
}

/** The turn has been answered, so a failure to record that doesn't fail it. */
async function noteDone(
  { turns, log }: BotDeps,
  tenant: string,
  key: string,
  answer: string | undefined,
): Promise<void> {
  try {
    await turns.done(tenant, key, answer);
  } catch (err) {
    log.warn({ err }, 'an answered turn could not be marked as done');
  }
}

async function rememberChat(deps: BotDeps, { context, caller, personal }: Turn): Promise<void> {
  if (!personal) return;
  const before = await deps.reachability.wrote(heardChat(context.activity, caller));
  context.turnState.set(chatKey, before);
}

const chatKey = Symbol('chat-before-turn');

/** The rest of the turn needn’t read it again. */
function chatBefore(context: TurnContext): Chat | undefined {
  return context.turnState.get<Chat | undefined>(chatKey);
}
