/**
 * A person in Teams, without a browser: their messages, files and card actions go to the bot over HTTP as Teams
 * sends them, and they see the content of the chat. Waits for events, never for time to pass.
 */
import { Readable } from 'node:stream';
import type { BotAnswer } from '../../emulators/teams/bot-line.ts';
import { personalChatId } from '../../emulators/teams/chats.ts';
import type { LocalTeams } from '../../emulators/teams/local-teams.ts';
import type { ActionOutcome, SearchOutcome } from '../../emulators/teams/person-actions.ts';
import { cardOf, presented } from '../../emulators/teams/presented.ts';
import type { PresentedMessage } from '../../emulators/teams/presented.ts';
import type { SamplePerson } from '../../emulators/teams/people.ts';
import { fileInfoType } from '../../emulators/teams/protocol.ts';
import type { Attachment, JsonObject, TeamsActivity } from '../../emulators/teams/protocol.ts';
import { patienceMs } from './patience.ts';
import { findAction, inputsOf, inputValues, textOf, titlesOf } from './card-reading.ts';

/** A card in the chat: its message and its content. */
export interface SeenCard {
  readonly message: PresentedMessage;
  readonly json: JsonObject;
  readonly text: string;
  readonly titles: readonly string[];
}

export interface Waiting {
  /** `action` (the default): only what is new or changed since this person's last action. `start`: anything in the chat. */
  readonly since?: 'action' | 'start';
  readonly timeoutMs?: number;
}

export type TeamsClient = ReturnType<typeof createTeamsClient>;

export function createTeamsClient(deps: {
  teams: LocalTeams;
  person: SamplePerson;
  /** the chat; absent: the person's own */
  chatId?: string;
}) {
  const { teams, person } = deps;
  const { history, actions } = teams;
  const chatId = deps.chatId ?? personalChatId(person);
  let actedAt = history.lastChange();
  let lastSaid: string | undefined;

  function acting(): void {
    actedAt = history.lastChange();
  }

  function messages(): PresentedMessage[] {
    const { olderClient } = teams.switches.now();
    return history.messages(chatId).map((message) => presented(message, person.key, olderClient));
  }

  function fromBot(since: Waiting['since'] = 'action'): PresentedMessage[] {
    const after = since === 'start' ? 0 : actedAt;
    return messages().filter(({ from, change }) => from === 'bot' && change > after);
  }

  function cards(since: Waiting['since'] = 'start'): SeenCard[] {
    return fromBot(since).flatMap((message) => {
      const json = cardOf(message);
      return json === undefined ? [] : [seen(message, json)];
    });
  }

  /** Looks now and after each change of the chat. Newest first. */
  async function waitFor<T>(
    what: string,
    look: () => readonly T[],
    fits: (found: T) => boolean,
    timeoutMs = patienceMs,
  ): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const check = () => {
      const found = look().findLast(fits);
      if (found !== undefined) resolve(found);
    };
    const stop = history.onChange((event) => {
      if (event.chatId === chatId) check();
    });
    const timer = setTimeout(() => {
      reject(new Error(`${person.name} waited in vain for ${what}. In the chat:\n${describe()}`));
    }, timeoutMs);
    try {
      check();
      return await promise;
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  /** The last messages, for a failing test. */
  function describe(): string {
    const told = messages()
      .slice(-6)
      .map((message) => {
        const card = cardOf(message);
        const words =
          card === undefined ? '' : ` [card] ${textOf(card)} (${titlesOf(card).join(' | ')})`;
        return `- ${message.from} #${message.change}: ${message.text ?? ''}${words}`;
      });
    return told.join('\n') || '(nothing)';
  }

  async function upload(name: string, bytes: Uint8Array | Readable): Promise<Attachment> {
    const source = bytes instanceof Readable ? bytes : Readable.from([bytes]);
    const { id } = await teams.files.receive(name, source);
    const attachment = teams.files.attachment(id);
    if (attachment === undefined) throw new Error('the file was not hosted');
    return attachment;
  }

  async function say(
    text: string | undefined,
    more: { attachments?: readonly Attachment[]; parts?: JsonObject } = {},
  ) {
    acting();
    const said = await actions.say(person, chatId, {
      ...(text !== undefined && { text }),
      ...more,
    });
    if (said === undefined) throw new Error(`there is no chat ${chatId}`);
    lastSaid = said.messageId;
    return said;
  }

  return {
    person,
    chatId,
    messages,
    fromBot,
    cards,
    describe,

    /** Adds the app to the chat, like a person's first opening of it. */
    async open(): Promise<void> {
      acting();
      await actions.addApp(person, chatId);
    },

    async removeApp(): Promise<void> {
      acting();
      await actions.removeApp(person, chatId);
    },

    /** Sends a text; resolves when the bot has answered the turn (HTTP). */
    say: async (text: string, parts?: JsonObject): Promise<BotAnswer> =>
      (await say(text, parts === undefined ? {} : { parts })).answer,

    /** Sends a text. @returns the card that answers it, whatever notices come in between */
    async ask(text: string): Promise<SeenCard> {
      const { messageId } = await say(text);
      return this.waitForCard(({ message }) => message.replyTo === messageId);
    },

    /** The message that answers the last text or file of this person, whatever notices come in between. */
    answer: (): Promise<PresentedMessage> =>
      waitFor(
        'an answer',
        () => fromBot('start'),
        ({ replyTo }) => replyTo === lastSaid,
      ),

    /** Attaches a file, with or without text. */
    async sendFile(
      name: string,
      bytes: Uint8Array | Readable | string,
      text?: string,
    ): Promise<BotAnswer> {
      const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
      return (await say(text, { attachments: [await upload(name, content)] })).answer;
    },

    async sendFiles(
      files: readonly { name: string; bytes: Uint8Array | string }[],
    ): Promise<BotAnswer> {
      const attachments: Attachment[] = [];
      for (const { name, bytes } of files) attachments.push(await upload(name, Buffer.from(bytes)));
      return (await say(undefined, { attachments })).answer;
    },

    /** A file message with an address chosen by the test. */
    sendFileAddress: async (name: string, downloadUrl: string): Promise<BotAnswer> => {
      const said = await say(undefined, {
        attachments: [
          {
            contentType: fileInfoType,
            name,
            contentUrl: downloadUrl,
            content: { downloadUrl, uniqueId: 'sample', fileType: name.split('.').at(-1) },
          },
        ],
      });
      return said.answer;
    },

    /**
     * Selects a button. Inputs not given keep the values of the card, as in the real client.
     * @param wanted the button's title or verb
     * @throws Error when the card has no such button or the client would not allow it
     */
    async press(
      card: SeenCard,
      wanted: string,
      inputs?: Readonly<Record<string, string>>,
    ): Promise<ActionOutcome> {
      const action = findAction(card.json, wanted);
      if (action === undefined) {
        throw new Error(`No button "${wanted}" on the card, but: ${card.titles.join(', ')}`);
      }
      if (!['Action.Execute', 'Action.Submit'].includes(action.type)) {
        throw new Error(`"${wanted}" is an ${action.type}: nothing the bot hears of`);
      }
      acting();
      const { type, id, verb, data } = action;
      const outcome = await actions.press(person, {
        chatId,
        messageId: card.message.id,
        action: {
          type,
          ...(id !== undefined && { id }),
          ...(verb !== undefined && { verb }),
          data,
        },
        inputs: inputValues(card.json, action, inputs),
      });
      if (outcome === undefined) throw new Error('the card is gone');
      return outcome;
    },

    /**
     * Selects a button of a dialog that a button of this card has opened. Inputs not given keep the values of the dialog.
     * @throws Error when the dialog has no such button or the client would not allow it
     */
    async submitDialog(
      opener: SeenCard,
      dialog: ActionOutcome,
      wanted: string,
      inputs?: Readonly<Record<string, string>>,
    ): Promise<ActionOutcome> {
      if (dialog.kind !== 'dialog') throw new Error(`There is no dialog, but: ${dialog.kind}`);
      const action = findAction(dialog.card, wanted);
      if (action?.type !== 'Action.Submit') {
        throw new Error(`No button "${wanted}", but: ${titlesOf(dialog.card).join(', ')}`);
      }
      acting();
      const outcome = await actions.submitDialog(person, {
        chatId,
        messageId: opener.message.id,
        action: { type: action.type, data: action.data },
        inputs: inputValues(dialog.card, action, inputs),
      });
      if (outcome === undefined) throw new Error('the card is gone');
      return outcome;
    },

    /** Selects a button. @returns the card that is in the place of its own then */
    async pressed(
      card: SeenCard,
      wanted: string,
      inputs?: Readonly<Record<string, string>>,
    ): Promise<SeenCard> {
      await this.press(card, wanted, inputs);
      return this.waitForCard(({ message }) => message.id === card.message.id);
    },

    /** Opens a link of a card, like the browser. */
    async follow(card: SeenCard, title: string): Promise<Response> {
      const url = findAction(card.json, title)?.url;
      if (url === undefined)
        throw new Error(`No link "${title}" on the card, but: ${card.titles.join(', ')}`);
      return fetch(url);
    },

    /** The card becomes visible; returns the outcome of its refresh, if it ran. */
    view: (card: SeenCard): Promise<ActionOutcome | undefined> => {
      acting();
      return actions.view(person, { chatId, messageId: card.message.id });
    },

    /** Types into a search-as-you-type field. */
    async search(card: SeenCard, inputId: string, text: string): Promise<SearchOutcome> {
      const dataset = inputsOf(card.json).get(inputId)?.dataset;
      if (dataset === undefined) throw new Error(`"${inputId}" is no search-as-you-type field`);
      const at = { chatId, messageId: card.message.id };
      const outcome = await actions.search(person, { ...at, dataset, text });
      if (outcome === undefined) throw new Error('the card is gone');
      return outcome;
    },

    /** Sends an activity unchanged. */
    send(activity: TeamsActivity): Promise<BotAnswer> {
      acting();
      return teams.line.sendRaw(activity);
    },

    /** The newest matching card; waits for one if there is none yet. A string matches a card that contains it. */
    waitForCard: (
      wanted: string | RegExp | ((card: SeenCard) => boolean),
      { since = 'action', timeoutMs }: Waiting = {},
    ): Promise<SeenCard> => {
      const fits =
        typeof wanted === 'function' ? wanted : (card: SeenCard) => says(card.text, wanted);
      return waitFor(`a card ${String(wanted)}`, () => cards(since), fits, timeoutMs);
    },

    /** The newest matching message of the bot, by its text or the whole message. */
    waitForMessage: (
      wanted: string | RegExp | ((message: PresentedMessage) => boolean),
      { since = 'action', timeoutMs }: Waiting = {},
    ): Promise<PresentedMessage> => {
      const fits =
        typeof wanted === 'function'
          ? wanted
          : (message: PresentedMessage) => says(message.text ?? '', wanted);
      return waitFor(`a message ${String(wanted)}`, () => fromBot(since), fits, timeoutMs);
    },

    /** The current state of a card, after edits. @throws Error when its message is gone */
    now(card: SeenCard): SeenCard {
      const message = messages().find(({ id }) => id === card.message.id);
      const json = message === undefined ? undefined : cardOf(message);
      if (message === undefined || json === undefined) throw new Error('the card is gone');
      return seen(message, json);
    },

    /** The text of the card in an action's outcome. */
    outcomeText: (outcome: ActionOutcome): string =>
      'card' in outcome ? textOf(outcome.card) : 'text' in outcome ? outcome.text : '',
  };
}

function seen(message: PresentedMessage, json: JsonObject): SeenCard {
  return { message, json, text: textOf(json), titles: titlesOf(json) };
}

function says(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}
