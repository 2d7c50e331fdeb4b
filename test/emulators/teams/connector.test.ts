import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TurnContext } from 'botbuilder';
import type { ConversationReference } from 'botbuilder';
import { createRateLimit } from '../../../emulators/teams/rate-limit.ts';
import { textOf } from '../../support/card-reading.ts';
import { startLocalTeams } from '../../support/local-teams.ts';
import type { TestTeams } from '../../support/local-teams.ts';
import { cardAnswer, cardMessage, messageAnswer, startEchoBot } from './echo-bot.ts';
import type { EchoBot } from './echo-bot.ts';

let bot: EchoBot;
let teams: TestTeams;

beforeEach(async () => {
  bot = await startEchoBot();
  teams = await startLocalTeams(bot.endpoint, {
    retryMs: 5,
    refreshPauseMs: 60_000,
  });
});
afterEach(async () => {
  await teams.stop();
  await bot.stop();
});

const button = {
  type: 'Action.Execute',
  title: 'Import',
  verb: 'import',
  data: { operation: 'o1', network: 'from the card' },
  fallback: { type: 'Action.Submit', title: 'Import', data: { verb: 'import', operation: 'o1' } },
};

function card(text: string, more: object = {}) {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text },
      {
        type: 'Input.ChoiceSet',
        id: 'network',
        isRequired: true,
        choices: [
          { title: 'Employee', value: 'Employee' },
          { title: 'Others', value: 'Others' },
        ],
      },
      { type: 'Input.Text', id: 'note', value: 'as it stands' },
    ],
    actions: [button],
    ...more,
  };
}

describe('a message', () => {
  it('reaches the bot as Teams sends it, and the answer reaches the person', async () => {
    const answer = await teams.tara.say('help');

    expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    expect(bot.heard[0]).toMatchObject({
      type: 'message',
      text: 'help',
      textFormat: 'plain',
      channelId: 'msteams',
      serviceUrl: teams.teams.serviceUrl,
      locale: 'en-US',
      localTimezone: 'Europe/Berlin',
      from: { id: '29:1-sample-tara', aadObjectId: '00000000-0000-4000-8000-000000000001' },
      recipient: { id: '28:local-rollcall', name: 'Rollcall' },
      conversation: {
        conversationType: 'personal',
        tenantId: '00000000-0000-4000-8000-0000000000a1',
      },
      channelData: { tenant: { id: '00000000-0000-4000-8000-0000000000a1' } },
      attachments: [{ contentType: 'text/html', content: '<div><p>help</p></div>' }],
    });
    expect((await teams.tara.waitForMessage('You said')).text).toBe('You said: help');
  });

  it('tells a group chat’s bot who was meant, and keeps files away from it', async () => {
    const gita = teams.inGroup('gita');
    await gita.sendFile('people.csv', 'Phone\n+1 202 555 0100\n', 'import');

    const [activity] = bot.heard;
    expect(activity?.text).toBe('<at>Rollcall</at> import');
    expect(activity?.conversation.conversationType).toBe('groupChat');
    expect(activity?.entities).toContainEqual({
      type: 'mention',
      mentioned: { id: '28:local-rollcall', name: 'Rollcall' },
      text: '<at>Rollcall</at>',
    });
    expect(activity?.attachments?.map(({ contentType }) => contentType)).toEqual(['text/html']);
  });

  it('posted in a channel is a conversation of its own, and the answer stays in it', async () => {
    const gita = teams.inChannel('gita');
    await gita.say('help');
    await gita.say('import');

    const asked = bot.heard.map(({ conversation }) => conversation.id);
    expect(asked[0]).toMatch(/^19:sample-channel@thread\.tacv2;messageid=\d+$/);
    expect(asked[1]).not.toBe(asked[0]);
    const answers = gita.messages().filter(({ from }) => from === 'bot');
    expect(answers.map(({ conversationId }) => conversationId)).toEqual(asked);
  });

  it('with card and text in one is split, so that a bot that updates it by its id misses the card', async () => {
    let id = '';
    bot.onMessage = async (context) => {
      const sent = await context.sendActivity({ ...cardMessage(card('Hi')), text: 'And a text' });
      id = sent?.id ?? '';
    };
    await teams.tara.say('go');

    expect(teams.tara.fromBot().map(({ text }) => text)).toEqual(['And a text', undefined]);
    expect(teams.tara.fromBot()[0]?.id).toBe(id);
  });
});

describe('a card', () => {
  beforeEach(() => {
    bot.onMessage = async (context) => {
      await context.sendActivity(cardMessage(card('Preview')));
    };
  });

  it('keeps its id over updates, so that progress shows in place', async () => {
    let reference: Partial<ConversationReference> = {};
    let id = '';
    bot.onMessage = async (context) => {
      id = (await context.sendActivity(cardMessage(card('0 %'))))?.id ?? '';
      reference = TurnContext.getConversationReference(context.activity);
    };
    await teams.tara.say('go');
    const before = await teams.tara.waitForCard('0 %');

    await bot.adapter.continueConversationAsync('', reference, async (context) => {
      await context.updateActivity({ ...cardMessage(card('50 %')), id });
    });

    expect(textOf(teams.tara.now(before).json)).toContain('50 %');
    expect(teams.tara.messages().filter(({ from }) => from === 'bot')).toHaveLength(1);

    await bot.adapter.continueConversationAsync('', reference, async (context) => {
      await context.deleteActivity(id);
    });
    expect(teams.tara.cards()).toEqual([]);
  });

  it('sends its data with the inputs’ values over it, and is replaced by the answer', async () => {
    bot.onInvoke = () => cardAnswer(card('Completed'));
    await teams.tara.say('go');
    const preview = await teams.tara.waitForCard('Preview');

    const outcome = await teams.tara.press(preview, 'Import', { network: 'Employee' });

    expect(bot.heard.at(-1)).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: preview.message.id,
      value: {
        trigger: 'manual',
        action: {
          type: 'Action.Execute',
          verb: 'import',
          data: { operation: 'o1', network: 'Employee', note: 'as it stands' },
        },
      },
    });
    expect(outcome.kind).toBe('card');
    expect(teams.tara.now(preview).text).toContain('Completed');
    expect(textOf(teams.client('tara').cards()[0]?.json ?? {})).toContain('Completed');
  });

  it('answered with a message stays as it is and shows the message', async () => {
    bot.onInvoke = () => messageAnswer('Already done.');
    await teams.tara.say('go');
    const preview = await teams.tara.waitForCard('Preview');

    const outcome = await teams.tara.press(preview, 'import', { network: 'Others' });

    expect(outcome).toEqual({ kind: 'message', text: 'Already done.' });
    expect(teams.tara.now(preview).text).toContain('Preview');
  });

  it('can’t be pressed while a required field is empty', async () => {
    await teams.tara.say('go');
    const preview = await teams.tara.waitForCard('Preview');
    await expect(teams.tara.press(preview, 'Import')).rejects.toThrow('"network" is required');
  });

  it('whose action the bot doesn’t answer is tried three times again, then something went wrong', async () => {
    await teams.tara.say('go');
    const preview = await teams.tara.waitForCard('Preview');

    const outcome = await teams.tara.press(preview, 'Import', { network: 'Others' });

    expect(outcome).toMatchObject({
      kind: 'error',
      text: 'Something went wrong. Please try again.',
    });
    expect(bot.heard.filter(({ type }) => type === 'invoke')).toHaveLength(4);
  });

  it('is pressed by an older client through its fallback: a message with a value and no text', async () => {
    teams.switches.set({ olderClient: true });
    await teams.tara.say('go');
    const preview = await teams.tara.waitForCard('Preview');

    const outcome = await teams.tara.press(preview, 'Import', { network: 'Others' });

    expect(outcome).toEqual({ kind: 'sent' });
    expect(bot.heard.at(-1)).toMatchObject({
      type: 'message',
      replyToId: preview.message.id,
      value: { verb: 'import', operation: 'o1', network: 'Others', note: 'as it stands' },
    });
    expect(bot.heard.at(-1)?.text).toBeUndefined();
  });

  it('refreshes itself when seen, for whom it is meant, not twice within a minute', async () => {
    const refresh = {
      action: { type: 'Action.Execute', verb: 'refresh', data: { operation: 'o1' } },
      userIds: ['29:1-sample-tara'],
    };
    bot.onMessage = async (context) => {
      await context.sendActivity(cardMessage(card('Old', { refresh })));
    };
    bot.onInvoke = () => cardAnswer(card('Fresh', { refresh }));
    const group = { tara: teams.inGroup('tara'), gita: teams.inGroup('gita') };
    await group.tara.say('go');
    const old = await group.tara.waitForCard('Old');

    expect(await group.gita.view(old)).toBeUndefined();
    expect(await group.tara.view(old)).toMatchObject({ kind: 'card' });
    expect(await group.tara.view(old)).toBeUndefined();
    expect(bot.heard.at(-1)?.value).toMatchObject({
      trigger: 'automatic',
      action: { verb: 'refresh' },
    });
    expect(group.tara.now(old).text).toContain('Fresh');
    expect(group.gita.now(old).text).toContain('Old');
  });

  it('with a field that searches as one types shows at most 15 of what the bot finds', async () => {
    const people = Array.from({ length: 20 }, (_, index) => ({
      title: `Sample ${index}`,
      value: String(index),
    }));
    const field = {
      type: 'Input.ChoiceSet',
      id: 'person',
      style: 'filtered',
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'people' },
    };
    bot.onMessage = async (context) => {
      await context.sendActivity(cardMessage(card('Find', { body: [field] })));
    };
    const type = 'application/vnd.microsoft.search.searchResponse';
    bot.onInvoke = () => ({
      status: 200,
      body: { statusCode: 200, type, value: { results: people } },
    });
    await teams.tara.say('find');

    const found = await teams.tara.search(
      await teams.tara.waitForCard(() => true),
      'person',
      'sam',
    );

    expect(bot.heard.at(-1)).toMatchObject({
      name: 'application/search',
      value: {
        kind: 'search',
        queryText: 'sam',
        queryOptions: { skip: 0, top: 15 },
        dataset: 'people',
      },
    });
    expect(found).toMatchObject({ kind: 'choices', choices: { length: 15 } });
  });
});

describe('Teams’ habits', () => {
  it('sends again what is unanswered: once with the same id, then with a new one', async () => {
    await teams.stop();
    teams = await startLocalTeams(bot.endpoint, { resendMs: 300 });
    const first = Promise.withResolvers<undefined>();
    const asked: (string | undefined)[] = [];
    bot.onMessage = async (context) => {
      asked.push(context.activity.id);
      await first.promise;
    };
    const answer = await teams.tara.say('slow');
    expect(answer.kind).toBe('late');
    await teams.teams.line.idle();
    first.resolve(undefined);

    expect(asked).toHaveLength(3);
    expect(asked[1]).toBe(asked[0]);
    expect(asked[2]).not.toBe(asked[0]);
  });

  it('delivers everything twice when told to, with one id', async () => {
    teams.switches.set({ deliverTwice: true });
    await teams.tara.say('hello');
    await teams.teams.line.idle();

    expect(bot.heard.map(({ text }) => text)).toEqual(['hello', 'hello']);
    expect(new Set(bot.heard.map(({ id }) => id)).size).toBe(1);
  });

  it('tells the bot once when the app is added, and refuses its messages after it was removed', async () => {
    let reference: Partial<ConversationReference> = {};
    bot.onMessage = (context) => {
      reference = TurnContext.getConversationReference(context.activity);
      return Promise.resolve();
    };
    await teams.tara.open();
    expect(bot.heard.map(({ type }) => type)).toEqual(['installationUpdate', 'conversationUpdate']);
    expect(bot.heard[1]?.membersAdded).toContainEqual({ id: '28:local-rollcall' });

    await teams.tara.say('hello');
    await teams.tara.removeApp();
    let refused: unknown;
    await bot.adapter.continueConversationAsync('', reference, async (context) => {
      refused = await context.sendActivity('notice').catch((error: unknown) => error);
    });
    expect(refused).toMatchObject({
      statusCode: 403,
      code: 'BotNotInConversationRoster',
    });
  });

  it('creates a chat for a person the bot knows, and knows its members', async () => {
    const conversations = `${teams.teams.serviceUrl}v3/conversations`;
    const created = await fetch(conversations, {
      method: 'POST',
      body: JSON.stringify({ members: [{ id: '29:1-sample-mika' }], isGroup: false }),
    });
    const { id } = (await created.json()) as { id: string };

    expect(created.status).toBe(201);
    expect(id).toBe(teams.mika.chatId);
    const members = await fetch(`${conversations}/${id}/members`);
    expect(await members.json()).toMatchObject([{ userPrincipalName: 'mika@sample.example' }]);
    const missing = await fetch(`${conversations}/${id}/members/29:nobody`);
    expect(missing.status).toBe(404);
  });
});

describe('a failing connector', () => {
  const message = () => ({
    method: 'POST',
    body: JSON.stringify({ type: 'message', text: 'notice' }),
  });
  const activities = () =>
    `${teams.teams.serviceUrl}v3/conversations/${teams.tara.chatId}/activities`;

  it('answers as told, as often as told, then is well again', async () => {
    teams.switches.set({
      connector: { answer: '429 TooManyRequests', times: 1, retryAfter: 7, call: 'send' },
    });
    const first = await fetch(activities(), message());
    const second = await fetch(activities(), message());

    expect(first.status).toBe(429);
    expect(first.headers.get('retry-after')).toBe('7');
    expect(second.status).toBe(201);
    expect(teams.tara.fromBot('start')).toHaveLength(1);
  });

  it('can lose the answer of a message that did arrive', async () => {
    teams.switches.set({ connector: { answer: 'reset', delivered: true } });
    await expect(fetch(activities(), message())).rejects.toThrow();
    expect(teams.tara.fromBot('start')).toHaveLength(1);
  });

  it('refuses a message that Teams would find too large', async () => {
    const large = {
      method: 'POST',
      body: JSON.stringify({ type: 'message', text: 'x'.repeat(29_000) }),
    };
    expect((await fetch(activities(), large)).status).toBe(413);
  });

  it('allows no more than Teams allows in a second, two and thirty', () => {
    let at = 0;
    const rateLimit = createRateLimit(() => at);
    const allowed = (count: number) =>
      Array.from({ length: count }, () => rateLimit.take('chat')).filter((wait) => wait === 0);
    expect(allowed(8)).toHaveLength(7);
    at = 1_000;
    expect(allowed(8)).toHaveLength(1);
    expect(rateLimit.take('chat')).toBe(1);
    expect(rateLimit.take('another chat')).toBe(0);
    let count = 8;
    for (at = 2_000; at < 30_000; at += 500) count += allowed(8).length;
    expect(count).toBe(60);
  });

  it('refuses messages above these limits', async () => {
    teams.switches.set({ rateLimits: true });
    const statuses = new Set<number>();
    // A busy machine may need seconds for the first seven, but not thirty for sixty.
    for (let count = 0; count < 61 && !statuses.has(429); count++) {
      statuses.add((await fetch(activities(), message())).status);
    }
    expect([...statuses]).toEqual([201, 429]);
  });
});
