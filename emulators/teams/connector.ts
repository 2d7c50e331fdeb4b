/**
 * The Bot Connector's REST calls, as the bot's SDK makes them: create a conversation, send, update and delete
 * an activity, read members and a team. Errors have Teams' codes.
 */
import { randomUUID } from 'node:crypto';
import { accountOf, detailsOf, pageOf } from './accounts.ts';
import { personalChatId } from './chats.ts';
import type { Chat, Team } from './chats.ts';
import type { History, Message } from './history.ts';
import { readJson, sendJson, sendNothing } from './http.ts';
import type { Call, Route } from './http.ts';
import { botActivitySchema, newConversationSchema } from './protocol.ts';
import type { Attachment, BotActivity } from './protocol.ts';
import type { SamplePerson } from './people.ts';
import { createRateLimit } from './rate-limit.ts';
import type { ConnectorCall, ConnectorFault, SwitchBoard } from './switches.ts';
import type { Traffic } from './traffic.ts';

/** Teams' limit for one message is about 28 KB. */
const maxMessageBytes = 28 * 1024;
const maxBodyBytes = 10_000_000;

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function createConnector(deps: {
  history: History;
  switches: SwitchBoard;
  traffic: Traffic;
  people: readonly SamplePerson[];
  serviceUrl: () => string;
}): readonly Route[] {
  const { history } = deps;
  const rateLimit = createRateLimit();

  function route(
    method: string,
    path: string,
    kind: ConnectorCall,
    answer: (call: Call, body: unknown) => Answer,
  ): Route {
    return { method, path: `/connector${path}`, handle: (call) => serve(call, kind, answer) };
  }

  async function serve(
    call: Call,
    kind: ConnectorCall,
    answer: (call: Call, body: unknown) => Answer,
  ) {
    const body = call.method === 'GET' ? undefined : await readBody(call);
    const note = deps.traffic.begin('from bot', titleOf(call, body), body);
    const chat = history.chat(call.params.conversation ?? '');
    const fault = deps.switches.takeFault(kind, chat?.id);
    if (fault !== undefined) {
      if (fault.delivered) answer(call, body);
      note(fault.answer);
      fail(call, fault);
      return;
    }
    const { status, body: answered, headers } = answer(call, body);
    note(String(status), answered);
    for (const [name, value] of Object.entries(headers ?? {})) call.response.setHeader(name, value);
    if (answered === undefined) sendNothing(call.response, status);
    else sendJson(call.response, status, answered);
  }

  /** The chat of a conversation id, or the error if the bot may not write there. */
  function reachable(conversationId: string): Chat | Answer {
    const chat = history.chat(conversationId);
    if (chat === undefined) return refusal(404, 'ConversationNotFound', 'Conversation not found.');
    if (history.appState(chat.id) === 'removed') {
      const why = 'The bot is not part of the conversation roster.';
      return refusal(403, 'BotNotInConversationRoster', why);
    }
    if (deps.switches.now().rateLimits) {
      const seconds = rateLimit.take(chat.id);
      if (seconds > 0) return throttled(seconds);
    }
    return chat;
  }

  function send({ params }: Call, body: unknown): Answer {
    const { conversation: conversationId = '', activity: replyTo } = params;
    const refused = tooLarge(body);
    if (refused !== undefined) return refused;
    const chat = reachable(conversationId);
    if ('status' in chat) return chat;
    const parsed = botActivitySchema.safeParse(body);
    if (!parsed.success) return refusal(400, 'BadSyntax', 'Invalid activity.');
    return { status: 201, body: { id: post(conversationId, chat, parsed.data, replyTo) } };
  }

  /** @returns the id that the bot receives */
  function post(
    conversationId: string,
    chat: Chat,
    activity: BotActivity,
    replyTo?: string,
  ): string {
    if (activity.type === 'typing') history.typing(chat.id);
    if (activity.type !== 'message') return randomUUID();
    const content = contentOf(activity);
    const from = { conversationId, from: 'bot', ...(replyTo !== undefined && { replyTo }) };
    if (content.text === undefined || content.attachments.length === 0) {
      return history.post({ ...from, ...content }).id;
    }
    // Teams splits a text with attachments and returns only the text's id, so later updates don't reach the
    // card.
    const { text, ...rest } = content;
    const { id } = history.post({ ...from, text, attachments: [] });
    history.post({ ...from, ...rest });
    return id;
  }

  /** The bot's own message, or the error. */
  function ownMessage(call: Call): Message | Answer {
    const { conversation = '', activity = '' } = call.params;
    const chat = reachable(conversation);
    if ('status' in chat) return chat;
    const message = history.find(conversation, activity);
    if (message === undefined) {
      return refusal(404, 'ActivityNotFoundInConversation', 'Activity not found.');
    }
    if (message.from !== 'bot') return refusal(403, 'BadArgument', 'Not the bot’s own message.');
    return message;
  }

  function update(call: Call, body: unknown): Answer {
    const refused = tooLarge(body);
    if (refused !== undefined) return refused;
    const message = ownMessage(call);
    if ('status' in message) return message;
    const parsed = botActivitySchema.safeParse(body);
    if (!parsed.success) return refusal(400, 'BadSyntax', 'Invalid activity.');
    history.edit(message, contentOf(parsed.data));
    return { status: 200, body: { id: message.id } };
  }

  function remove(call: Call): Answer {
    const message = ownMessage(call);
    if ('status' in message) return message;
    history.remove(message);
    return { status: 200 };
  }

  function create(body: unknown): Answer {
    const parsed = newConversationSchema.safeParse(body);
    if (!parsed.success) return refusal(400, 'BadSyntax', 'Invalid conversation parameters.');
    const { members, channelData, activity } = parsed.data;
    const root = channelData?.channel?.id;
    if (root !== undefined) return createThread(root, activity ?? undefined);
    const person = deps.people.find(({ userId }) => userId === members?.[0]?.id);
    if (person === undefined) return refusal(404, 'UserNotFound', 'Unknown user.');
    const chat = reachable(personalChatId(person));
    if ('status' in chat) {
      const why = 'The bot is not installed in the user’s personal scope.';
      return chat.status === 403 ? refusal(403, 'ForbiddenOperationException', why) : chat;
    }
    const id = activity == null ? undefined : post(chat.id, chat, activity);
    return created(chat.id, id);
  }

  function createThread(root: string, activity: BotActivity | undefined): Answer {
    const chat = reachable(root);
    if ('status' in chat) return chat;
    if (activity === undefined) return refusal(400, 'BadSyntax', 'A thread needs an activity.');
    const { text, attachments } = contentOf(activity);
    const id = history.nextId();
    const conversationId = `${chat.id};messageid=${id}`;
    history.post({ id, conversationId, from: 'bot', attachments, ...(text && { text }) });
    return created(conversationId, id);
  }

  function created(id: string, activityId?: string): Answer {
    const activity = activityId === undefined ? {} : { activityId };
    return { status: 201, body: { id, ...activity, serviceUrl: deps.serviceUrl() } };
  }

  function members(call: Call, pick: (chat: Chat) => Answer): Answer {
    const chat = reachable(call.params.conversation ?? '');
    return 'status' in chat ? chat : pick(chat);
  }

  function team(call: Call, pick: (chat: Chat, team: Team) => unknown): Answer {
    const chat = reachable(call.params.team ?? '');
    if ('status' in chat) return chat;
    if (chat.team === undefined) return refusal(404, 'NotFound', 'Team not found.');
    return { status: 200, body: pick(chat, chat.team) };
  }

  function member(call: Call, chat: Chat): Answer {
    const wanted = call.params.member;
    const person = chat.members.find(
      ({ userId, aadObjectId }) => userId === wanted || aadObjectId === wanted,
    );
    if (person === undefined) {
      return refusal(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
    }
    return { status: 200, body: accountOf(person, chat) };
  }

  const activities = '/v3/conversations/:conversation/activities';
  const roster = '/v3/conversations/:conversation';
  return [
    route('POST', '/v3/conversations', 'create', (_call, body) => create(body)),
    route('POST', activities, 'send', send),
    route('POST', `${activities}/:activity`, 'send', send),
    route('PUT', `${activities}/:activity`, 'update', update),
    route('DELETE', `${activities}/:activity`, 'delete', remove),
    route('GET', `${roster}/members`, 'members', (call) =>
      members(call, (chat) => ({
        status: 200,
        body: chat.members.map((each) => accountOf(each, chat)),
      })),
    ),
    route('GET', `${roster}/pagedmembers`, 'members', (call) =>
      members(call, (chat) => pageOf(chat, call.query)),
    ),
    route('GET', `${roster}/members/:member`, 'members', (call) =>
      members(call, (chat) => member(call, chat)),
    ),
    route('GET', '/v3/teams/:team', 'members', (call) => team(call, detailsOf)),
    // The first channel has no name: each client shows it in its own language.
    route('GET', '/v3/teams/:team/conversations', 'members', (call) =>
      team(call, ({ id }) => ({ conversations: [{ id }] })),
    ),
  ];
}

async function readBody(call: Call): Promise<unknown> {
  try {
    return await readJson(call.request, maxBodyBytes);
  } catch {
    return undefined;
  }
}

function titleOf(call: Call, body: unknown): string {
  const parsed = botActivitySchema.safeParse(body);
  const what = parsed.success ? ` ${parsed.data.type}` : '';
  return `${call.method} ${call.path.replace('/connector', '')}${what}`;
}

function tooLarge(body: unknown): Answer | undefined {
  if (Buffer.byteLength(JSON.stringify(body ?? null)) <= maxMessageBytes) return undefined;
  return refusal(413, 'MessageSizeTooBig', 'Message size too large.');
}

function contentOf(activity: BotActivity) {
  const attachments: Attachment[] = (activity.attachments ?? []).map((each) => ({
    contentType: each.contentType,
    content: each.content,
    ...(each.contentUrl != null && { contentUrl: each.contentUrl }),
    ...(each.name != null && { name: each.name }),
  }));
  const suggested = (activity.suggestedActions?.actions ?? []).map(({ title, value }) => {
    const said = typeof value === 'string' ? value : (title ?? '');
    return { title: title ?? said, value: said };
  });
  return {
    attachments,
    ...(activity.text != null && activity.text !== '' && { text: activity.text }),
    ...(activity.summary != null && { summary: activity.summary }),
    ...(suggested.length > 0 && { suggested }),
  };
}

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

function throttled(seconds: number): Answer {
  const retry = { 'retry-after': String(Math.ceil(seconds)) };
  return { ...refusal(429, 'TooManyRequests', 'API calls quota exceeded.'), headers: retry };
}

function fail(call: Call, fault: ConnectorFault): void {
  if (fault.answer === 'hang') return;
  if (fault.answer === 'reset') {
    call.request.socket.resetAndDestroy();
    return;
  }
  const [status = '500', code = 'ServiceError'] = fault.answer.split(' ');
  const seconds = fault.retryAfter ?? (status === '429' ? 2 : undefined);
  if (seconds !== undefined) call.response.setHeader('retry-after', String(seconds));
  sendJson(call.response, Number(status), { error: { code, message: `${code} (on purpose)` } });
}
