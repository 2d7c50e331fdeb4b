/**
 * A person's actions in Teams with this bot. Each becomes the activity that Teams would send, and its answer
 * becomes what Teams would show.
 */
import { installationActivity, invokeActivity, messageActivity } from './activities.ts';
import { submitActivity } from './activities.ts';
import type { Sending } from './activities.ts';
import type { BotAnswer, BotLine } from './bot-line.ts';
import type { Chat } from './chats.ts';
import { botAdded, botRemoved } from './conversation-updates.ts';
import { dialogOutcomeOf, opensDialog, type DialogOutcome } from './dialogs.ts';
import type { FileHosting } from './files.ts';
import type { History, Message } from './history.ts';
import { cardOf, presented } from './presented.ts';
import { lookUp, type LookupOutcome, type LookupRequest } from './lookups.ts';
import type { Languages } from './languages.ts';
import type { SamplePerson } from './people.ts';
import { cardType, invokeAnswerSchema, isJsonObject, messageAnswerType } from './protocol.ts';
import type { Attachment, JsonObject } from './protocol.ts';
import type { SwitchBoard } from './switches.ts';

/** The client's display after a button. */
export type ActionOutcome =
  | { kind: 'card'; card: JsonObject }
  | { kind: 'message'; text: string }
  | { kind: 'sent' }
  | DialogOutcome
  | { kind: 'error'; text: string; detail: string };

export type SearchOutcome =
  | { kind: 'choices'; choices: { title: string; value: string }[] }
  | { kind: 'error'; text: string; detail: string };

export interface Pressed {
  readonly chatId: string;
  readonly messageId: string;
  /** the action in the card */
  readonly action: { type: string; id?: string; verb?: string; data?: unknown };
  /** the values of the card's inputs by id, merged into the action's data */
  readonly inputs?: Readonly<Record<string, unknown>>;
}

export interface SearchRequest {
  readonly chatId: string;
  readonly messageId: string;
  readonly dataset: string;
  readonly text: string;
  readonly skip?: number;
  readonly top?: number;
}

/** Teams shows this for every error of an app, whatever its body. */
const wentWrong = 'Something went wrong. Please try again.';
/** Most choices that a client shows. */
const maxChoices = 15;
/** A card with more ids than this isn't refreshed automatically. */
const maxRefreshIds = 60;

export type PersonActions = ReturnType<typeof createPersonActions>;

export function createPersonActions(deps: {
  history: History;
  line: BotLine;
  files: FileHosting;
  switches: SwitchBoard;
  languages: Languages;
  serviceUrl: () => string;
  /** shortest time between automatic refreshes of a card; a minute in Teams */
  refreshPauseMs: number;
}) {
  const { history, line } = deps;
  const lastInvoke = new Map<string, number>();

  function sending(person: SamplePerson, chat: Chat, conversationId = chat.id): Sending {
    const speaker = deps.languages.now(person);
    return { person: speaker, chat, conversationId, serviceUrl: deps.serviceUrl() };
  }

  function located(
    chatId: string,
    messageId: string,
  ): { chat: Chat; message: Message } | undefined {
    const chat = history.chat(chatId);
    const message = history.find(chatId, messageId);
    return chat === undefined || message === undefined ? undefined : { chat, message };
  }

  async function invoke(
    person: SamplePerson,
    chat: Chat,
    message: Message,
    name: string,
    value: unknown,
  ) {
    lastInvoke.set(`${message.id} ${person.key}`, Date.now());
    const from = sending(person, chat, message.conversationId);
    return line.deliver(invokeActivity(from, { name, value, replyToId: message.id }));
  }

  async function execute(
    person: SamplePerson,
    at: { chat: Chat; message: Message },
    pressed: Pick<Pressed, 'action' | 'inputs'>,
    trigger: 'manual' | 'automatic',
  ): Promise<ActionOutcome> {
    const { type, id, verb } = pressed.action;
    const action = { type, id, verb, data: merged(pressed.action.data, pressed.inputs) };
    const answer = await invoke(person, at.chat, at.message, 'adaptiveCard/action', {
      action,
      trigger,
    });
    const outcome = outcomeOf(answer);
    if (outcome.kind === 'card') history.setView(at.message, person.key, outcome.card);
    return outcome;
  }

  async function submit(
    person: SamplePerson,
    { chat, message }: { chat: Chat; message: Message },
    value: unknown,
  ): Promise<ActionOutcome> {
    const teams = isJsonObject(value) && isJsonObject(value.msteams) ? value.msteams : {};
    if (teams.type === 'imBack' && typeof teams.value === 'string') {
      await say(person, chat.id, { text: teams.value });
      return { kind: 'sent' };
    }
    // A client without dialogs sends the button's data as a message, like those of any other.
    if (opensDialog(value) && !deps.switches.now().olderClient) {
      return askForDialog(person, { chat, message }, 'task/fetch', value);
    }
    const from = sending(person, chat, message.conversationId);
    const back = { id: history.nextId(), replyToId: message.id, value };
    const answer = await line.deliver(submitActivity(from, back));
    return answer.kind === 'answered' && answer.status < 300 ? { kind: 'sent' } : wrong(answer);
  }

  async function askForDialog(
    person: SamplePerson,
    { chat, message }: { chat: Chat; message: Message },
    name: 'task/fetch' | 'task/submit',
    data: unknown,
  ): Promise<ActionOutcome> {
    const value = { data, context: { theme: 'default' } };
    const answer = await invoke(person, chat, message, name, value);
    return dialogOutcomeOf(answer) ?? wrong(answer);
  }

  async function say(
    person: SamplePerson,
    chatId: string,
    said: {
      text?: string;
      fileIds?: readonly string[];
      attachments?: readonly Attachment[];
      /** Adds or replaces parts of the activity, for tests of unusual clients. */
      parts?: JsonObject;
    },
  ): Promise<{ messageId: string; answer: BotAnswer } | undefined> {
    const chat = history.chat(chatId);
    if (chat === undefined) return undefined;
    const hosted = (said.fileIds ?? []).map((id) => deps.files.attachment(id));
    const attachments = [
      ...hosted.filter((file) => file !== undefined),
      ...(said.attachments ?? []),
    ];
    const id = history.nextId();
    const conversationId = chat.kind === 'channel' ? `${chat.id};messageid=${id}` : chat.id;
    const text = said.text === undefined ? {} : { text: said.text };
    const content = { id, ...text, attachments };
    const from = { conversationId, from: person.key, delivery: 'sending' as const };
    const message = history.post({ ...content, ...from });
    const parts = said.parts === undefined ? {} : { parts: said.parts };
    const activity = messageActivity(sending(person, chat, conversationId), {
      ...content,
      ...parts,
    });
    const answer = await line.deliver(activity);
    history.setDelivery(message, deliveryOf(answer));
    return { messageId: id, answer };
  }

  return {
    say,

    /** Opens a chat; the first time, the app is added to it and the bot is informed. */
    async open(person: SamplePerson, chatId: string): Promise<void> {
      const chat = history.chat(chatId);
      if (chat === undefined || history.appState(chat.id) !== 'new') return;
      await this.addApp(person, chatId);
    },

    async addApp(person: SamplePerson, chatId: string): Promise<void> {
      const chat = history.chat(chatId);
      if (chat === undefined) return;
      history.setAppState(chat.id, 'added');
      const from = sending(person, chat);
      await line.deliver(installationActivity(from, 'add'));
      await line.deliver(botAdded(from));
    },

    /** Refuses the bot's messages to this chat from now on. */
    async removeApp(person: SamplePerson, chatId: string): Promise<void> {
      const chat = history.chat(chatId);
      if (chat === undefined) return;
      history.setAppState(chat.id, 'removed');
      const from = sending(person, chat);
      await line.deliver(installationActivity(from, 'remove'));
      if (chat.kind !== 'personal') await line.deliver(botRemoved(from));
    },

    /** Selects a card's button. @returns undefined when the card is gone */
    async press(person: SamplePerson, pressed: Pressed): Promise<ActionOutcome | undefined> {
      const at = located(pressed.chatId, pressed.messageId);
      if (at === undefined) return undefined;
      if (pressed.action.type === 'Action.Execute') {
        return execute(person, at, pressed, 'manual');
      }
      return submit(person, at, merged(pressed.action.data, pressed.inputs));
    },

    /** Sends a dialog that this card's button has opened. @returns undefined when the card is gone */
    async submitDialog(
      person: SamplePerson,
      sent: Pick<Pressed, 'chatId' | 'messageId' | 'action' | 'inputs'>,
    ): Promise<ActionOutcome | undefined> {
      const at = located(sent.chatId, sent.messageId);
      if (at === undefined) return undefined;
      return askForDialog(person, at, 'task/submit', merged(sent.action.data, sent.inputs));
    },

    /**
     * A card became visible: runs its `refresh` action when it is meant for this person and its last invoke is
     * long enough ago, or the bot has edited the card since, as in Teams. @returns undefined when there was nothing to do
     */
    async view(
      person: SamplePerson,
      viewed: { chatId: string; messageId: string },
    ): Promise<ActionOutcome | undefined> {
      const at = located(viewed.chatId, viewed.messageId);
      if (at === undefined || deps.switches.now().olderClient) return undefined;
      const last = lastInvoke.get(`${at.message.id} ${person.key}`) ?? 0;
      const isEdited = Date.parse(at.message.edited ?? '') > last;
      if (!isEdited && Date.now() - last < deps.refreshPauseMs) return undefined;
      const refresh = cardOf(presented(at.message, person.key, false))?.refresh;
      if (!isJsonObject(refresh) || !isMeantFor(refresh.userIds, person)) return undefined;
      const { action } = refresh;
      if (!isJsonObject(action) || action.type !== 'Action.Execute') return undefined;
      return execute(person, at, { action: asAction(action) }, 'automatic');
    },

    /** The app's message extension, in any chat. */
    async lookUp(
      person: SamplePerson,
      chatId: string,
      wanted: LookupRequest,
    ): Promise<LookupOutcome | undefined> {
      const chat = history.chat(chatId);
      return chat === undefined ? undefined : lookUp(line, sending(person, chat), wanted);
    },

    /** Search as you type. @returns undefined when the card is gone */
    async search(person: SamplePerson, wanted: SearchRequest): Promise<SearchOutcome | undefined> {
      const at = located(wanted.chatId, wanted.messageId);
      if (at === undefined) return undefined;
      const answer = await invoke(person, at.chat, at.message, 'application/search', {
        kind: 'search',
        queryText: wanted.text,
        queryOptions: { skip: wanted.skip ?? 0, top: wanted.top ?? maxChoices },
        dataset: wanted.dataset,
      });
      return choicesOf(answer);
    },
  };
}

/** Like the official clients: the inputs' values are merged into the data and take precedence. */
function merged(data: unknown, inputs: Readonly<Record<string, unknown>> = {}): unknown {
  if (isJsonObject(data)) return { ...data, ...inputs };
  return Object.keys(inputs).length > 0 || data === undefined ? { ...inputs } : data;
}

function asAction(action: JsonObject): Pressed['action'] {
  const { id, verb, data } = action;
  return {
    type: 'Action.Execute',
    ...(typeof id === 'string' && { id }),
    ...(typeof verb === 'string' && { verb }),
    data,
  };
}

function isMeantFor(userIds: unknown, person: SamplePerson): boolean {
  if (userIds === undefined) return true;
  return (
    Array.isArray(userIds) && userIds.length <= maxRefreshIds && userIds.includes(person.userId)
  );
}

function outcomeOf(answer: BotAnswer): ActionOutcome {
  if (answer.kind !== 'answered' || answer.status !== 200) return wrong(answer);
  const parsed = invokeAnswerSchema.safeParse(answer.body);
  if (!parsed.success || parsed.data.statusCode !== 200) return wrong(answer);
  const { type, value } = parsed.data;
  if (type === cardType && isJsonObject(value)) return { kind: 'card', card: value };
  if (type === messageAnswerType && typeof value === 'string')
    return { kind: 'message', text: value };
  return wrong(answer);
}

function choicesOf(answer: BotAnswer): SearchOutcome {
  if (answer.kind !== 'answered' || answer.status !== 200) return wrong(answer);
  const parsed = invokeAnswerSchema.safeParse(answer.body);
  if (!parsed.success || parsed.data.statusCode !== 200) return wrong(answer);
  const { value } = parsed.data;
  if (!isJsonObject(value) || !Array.isArray(value.results)) return wrong(answer);
  const choices = value.results.filter(isJsonObject).flatMap(({ title, value: chosen }) => {
    return typeof title === 'string' && typeof chosen === 'string'
      ? [{ title, value: chosen }]
      : [];
  });
  return { kind: 'choices', choices: choices.slice(0, maxChoices) };
}

function wrong(answer: BotAnswer): { kind: 'error'; text: string; detail: string } {
  return { kind: 'error', text: wentWrong, detail: detailOf(answer) };
}

function detailOf(answer: BotAnswer): string {
  if (answer.kind === 'late') return 'no answer in time';
  if (answer.kind === 'unreachable') return answer.reason;
  return `${answer.status} ${JSON.stringify(answer.body ?? null)}`;
}

function deliveryOf(answer: BotAnswer): NonNullable<Message['delivery']> {
  if (answer.kind !== 'answered') return answer.kind;
  return answer.status < 300 ? 'taken' : 'refused';
}
