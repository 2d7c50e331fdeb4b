/** The page's API: the people, the content of a chat, a person's actions, and a stream of changes. */
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { FileHosting } from './files.ts';
import type { History } from './history.ts';
import type { EntraDesk } from './entra-desk.ts';
import { languageChoice } from './languages.ts';
import type { Languages, offeredLanguages } from './languages.ts';
import { readJson, sendJson, sendNothing } from './http.ts';
import type { Call, Route } from './http.ts';
import { chatPath, createInChat } from './page-calls.ts';
import type { PersonActions } from './person-actions.ts';
import { sampleBot, sampleTenants } from './people.ts';
import type { SamplePerson } from './people.ts';
import type { Rosters } from './rosters.ts';
import { presented } from './presented.ts';
import { connectorAnswers, connectorCalls, fileFaults, switchChangesSchema } from './switches.ts';
import { suggestedCommands } from './suggestions.ts';
import type { SwitchBoard } from './switches.ts';
import type { Traffic } from './traffic.ts';

const saidSchema = z.object({
  text: z.string().max(28_000).optional(),
  fileIds: z.array(z.string()).max(10).optional(),
});
const pressedSchema = z.object({
  messageId: z.string(),
  action: z.object({
    type: z.enum(['Action.Execute', 'Action.Submit']),
    id: z.string().exactOptional(),
    verb: z.string().exactOptional(),
    data: z.unknown(),
  }),
  inputs: z.record(z.string(), z.unknown()).exactOptional(),
});
const searchSchema = z.object({
  messageId: z.string(),
  dataset: z.string(),
  text: z.string(),
});
const lookupSchema = z.union([z.object({ text: z.string() }), z.object({ value: z.unknown() })]);
const viewedSchema = z.object({ messageId: z.string() });

const keepAliveMs = 20_000;

export function createPageApi(deps: {
  people: readonly SamplePerson[];
  languages: Languages;
  /** the languages that can be chosen */
  offered: ReturnType<typeof offeredLanguages>;
  history: History;
  rosters: Rosters;
  actions: PersonActions;
  files: FileHosting;
  switches: SwitchBoard;
  traffic: Traffic;
  /** absent without a directory */
  entra: EntraDesk | undefined;
}) {
  const { history, actions, languages, switches, traffic } = deps;
  const streams = new Set<ServerResponse>();
  const inChat = createInChat(deps.people, deps.rosters);

  function tellAll(event: string, data: unknown): void {
    const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const stream of streams) stream.write(text);
  }

  function chatsNow() {
    const chats = deps.rosters.all().map((chat) => ({
      id: chat.id,
      kind: chat.kind,
      title: chat.title,
      tenantId: chat.tenantId,
      team: chat.team,
      members: chat.members.map(({ key }) => key),
      app: history.appState(chat.id),
      unread: Object.fromEntries(
        chat.members.map(({ key }) => [key, history.unread(chat.id, key)]),
      ),
    }));
    const deletedTeams = deps.rosters.deleted().map(({ id, team }) => ({ id, name: team?.name }));
    return { chats, deletedTeams };
  }

  const unsubscribe = [
    history.onChange((event) => tellAll('chat', event)),
    switches.onChange((now) => tellAll('switches', now)),
    languages.onChange((choice) => tellAll('language', choice)),
    traffic.onChange((entry) => tellAll('traffic', entry)),
    deps.rosters.onChange(() => tellAll('chats', chatsNow())),
    deps.entra?.onChange((now) => tellAll('entra', now)) ?? (() => undefined),
  ];

  function stream({ response, request }: Call): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    const alive = setInterval(() => response.write(': still here\n\n'), keepAliveMs);
    streams.add(response);
    request.on('close', () => {
      clearInterval(alive);
      streams.delete(response);
    });
  }

  function overview({ response }: Call): void {
    sendJson(response, 200, {
      bot: sampleBot,
      tenants: Object.values(sampleTenants),
      people: deps.people.map((person) => languages.now(person)),
      ...chatsNow(),
      entra: deps.entra?.now(),
      switches: switches.now(),
      suggestions: suggestedCommands(),
      choices: { languages: deps.offered, connectorAnswers, connectorCalls, fileFaults },
    });
  }

  function show(person: SamplePerson, chatId: string, messageId?: string) {
    const { olderClient } = switches.now();
    return history
      .messages(chatId)
      .filter(({ id }) => messageId === undefined || id === messageId)
      .map((message) => presented(message, person.key, olderClient));
  }

  /** Responds with the action's outcome, or 404 when its card is gone. */
  function sendOutcome(response: ServerResponse, outcome: unknown): void {
    if (outcome === undefined) sendJson(response, 404, { error: 'no such message' });
    else sendJson(response, 200, outcome);
  }

  const routes: readonly Route[] = [
    { method: 'GET', path: '/api/overview', handle: overview },
    { method: 'GET', path: '/api/events', handle: stream },
    {
      method: 'GET',
      path: '/api/traffic',
      handle: ({ response }) => sendJson(response, 200, traffic.all()),
    },
    {
      method: 'DELETE',
      path: '/api/traffic',
      handle: ({ response }) => {
        traffic.clear();
        sendNothing(response);
      },
    },
    {
      method: 'POST',
      path: '/api/switches',
      handle: async ({ request, response }) => {
        sendJson(response, 200, switches.set(switchChangesSchema.parse(await readJson(request))));
      },
    },
    {
      method: 'DELETE',
      path: '/api/switches',
      handle: ({ response }) => sendJson(response, 200, switches.reset()),
    },
    {
      method: 'PUT',
      path: '/api/people/:person/language',
      handle: async ({ request, response, params }) => {
        const person = deps.people.find(({ key }) => key === params.person);
        const { locale } = languageChoice.parse(await readJson(request));
        if (person === undefined) {
          sendJson(response, 404, { error: 'no such person' });
          return;
        }
        languages.choose(person, locale);
        sendNothing(response);
      },
    },
    {
      method: 'GET',
      path: `${chatPath}/messages`,
      handle: inChat(({ response }, person, { id: chatId }) =>
        sendJson(response, 200, show(person, chatId)),
      ),
    },
    {
      method: 'GET',
      path: `${chatPath}/messages/:message`,
      handle: inChat(({ response, params }, person, { id: chatId }) =>
        sendOutcome(response, show(person, chatId, params.message)[0]),
      ),
    },
    {
      method: 'POST',
      path: `${chatPath}/open`,
      handle: inChat(({ response }, person, { id: chatId }) => {
        history.markRead(chatId, person.key);
        void actions.open(person, chatId);
        sendNothing(response);
      }),
    },
    {
      method: 'POST',
      path: `${chatPath}/files`,
      handle: inChat(async ({ request, response, query }) => {
        sendJson(response, 201, await deps.files.receive(query.get('name') ?? 'file', request));
      }),
    },
    {
      method: 'POST',
      path: `${chatPath}/messages`,
      handle: inChat(async ({ request, response }, person, { id: chatId }) => {
        const { text, fileIds } = saidSchema.parse(await readJson(request));
        // The outcome is shown below the message, so the composer needn't wait for the bot.
        void actions.say(person, chatId, {
          ...(text !== undefined && { text }),
          ...(fileIds !== undefined && { fileIds }),
        });
        sendNothing(response, 202);
      }),
    },
    {
      method: 'DELETE',
      path: `${chatPath}/messages`,
      handle: inChat(({ response }, _person, { id: chatId }) => {
        history.clear(chatId);
        sendNothing(response);
      }),
    },
    {
      method: 'POST',
      path: `${chatPath}/press`,
      handle: inChat(async ({ request, response }, person, { id: chatId }) => {
        const pressed = pressedSchema.parse(await readJson(request));
        sendOutcome(response, await actions.press(person, { chatId, ...pressed }));
      }),
    },
    {
      method: 'POST',
      path: `${chatPath}/dialog`,
      handle: inChat(async ({ request, response }, person, { id: chatId }) => {
        const sent = pressedSchema.parse(await readJson(request));
        sendOutcome(response, await actions.submitDialog(person, { chatId, ...sent }));
      }),
    },
    {
      method: 'POST',
      path: `${chatPath}/view`,
      handle: inChat(async ({ request, response }, person, { id: chatId }) => {
        const { messageId } = viewedSchema.parse(await readJson(request));
        sendOutcome(response, (await actions.view(person, { chatId, messageId })) ?? {});
      }),
    },
    {
      method: 'POST',
      path: `${chatPath}/search`,
      handle: inChat(async ({ request, response }, person, { id: chatId }) => {
        const wanted = searchSchema.parse(await readJson(request));
        sendOutcome(response, await actions.search(person, { chatId, ...wanted }));
      }),
    },
    {
      method: 'POST',
      path: `${chatPath}/lookup`,
      handle: inChat(async ({ request, response }, person, { id: chatId }) => {
        const wanted = lookupSchema.parse(await readJson(request));
        sendOutcome(response, await actions.lookUp(person, chatId, wanted));
      }),
    },
    {
      method: 'POST',
      path: `${chatPath}/app`,
      handle: inChat((call, person, { id: chatId }) => {
        void actions.addApp(person, chatId);
        sendNothing(call.response);
      }),
    },
    {
      method: 'DELETE',
      path: `${chatPath}/app`,
      handle: inChat((call, person, { id: chatId }) => {
        void actions.removeApp(person, chatId);
        sendNothing(call.response);
      }),
    },
    {
      method: 'POST',
      path: `${chatPath}/reopen`,
      handle: inChat((call, person) => {
        history.dropViews(person.key);
        sendNothing(call.response);
      }),
    },
  ];

  return {
    routes,
    stop(): void {
      for (const end of unsubscribe) end();
      for (const open of streams) open.end();
    },
  };
}
