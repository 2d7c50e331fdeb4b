/**
 * Local Teams: a loopback Bot Connector and, on the same port, the chat page. It knows the bot's endpoint and
 * the protocol, nothing else of the bot.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ZodError } from 'zod';
import type { LocalGraph } from '../graph/local-graph.ts';
import { createLoopbackServer } from '../loopback-server.ts';
import { createBotLine } from './bot-line.ts';
import { chatsOf } from './chats.ts';
import { createConnector } from './connector.ts';
import { createEntraDesk } from './entra-desk.ts';
import { createFileHosting } from './files.ts';
import { createHistory } from './history.ts';
import { createRouter, isFromHere, sendJson } from './http.ts';
import { createLanguages, offeredLanguages } from './languages.ts';
import { createKeptHistory } from './kept-history.ts';
import type { LocalLog } from './log.ts';
import { createPageApi } from './page-api.ts';
import { pageRoutes } from './page-files.ts';
import { createPersonActions } from './person-actions.ts';
import { samplePeople } from './people.ts';
import type { SamplePerson } from './people.ts';
import { createSwitchBoard } from './switches.ts';
import { rosterRoutes } from './roster-api.ts';
import { createRosterActions } from './roster-actions.ts';
import { createRosters } from './rosters.ts';
import { keepGroupsInStep } from './team-groups.ts';
import { usualTeamsTimes } from './teams-times.ts';
import { createTraffic } from './traffic.ts';

export interface LocalTeamsOptions {
  /** the bot's messaging endpoint, for example `http://127.0.0.1:3978/api/messages` */
  readonly botEndpoint: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** loopback only, since the page has no sign-in */
  readonly host: '127.0.0.1';
  readonly log: LocalLog;
  readonly people?: readonly SamplePerson[];
  /** BCP 47 tags that a person can switch to; absent: English only */
  readonly languages?: readonly string[];
  /** the directory behind the teams: groups follow it, and the page has a panel for it */
  readonly graph?: LocalGraph;
  /** where the chats are stored between starts; absent: in memory only */
  readonly dataDir?: string;
  /** Teams' timeouts and intervals in milliseconds; absent: Teams' own values */
  readonly resendMs?: number;
  readonly retryMs?: number;
  readonly refreshPauseMs?: number;
  readonly fileLifetimeMs?: number;
  readonly fileDripMs?: number;
}

export type LocalTeams = ReturnType<typeof createLocalTeams>;

export function createLocalTeams(options: LocalTeamsOptions) {
  const { log } = options;
  const people = options.people ?? samplePeople;
  let port = options.port;
  let leaveGraph = (): void => undefined;
  const url = () => `http://${options.host}:${port}`;
  const serviceUrl = () => `${url()}/connector/`;

  const switches = createSwitchBoard();
  const traffic = createTraffic();
  const onError = (error: unknown) => log.warn({ err: error }, 'local Teams: a listener failed');
  const rosters = createRosters({ chats: chatsOf(people), people, onError });
  const history = createHistory({ rosters, onError });
  const kept =
    options.dataDir === undefined
      ? undefined
      : createKeptHistory({ history, rosters, dataDir: options.dataDir, log });
  const files = createFileHosting({
    url,
    switches,
    lifetimeMs: options.fileLifetimeMs ?? 5 * 60_000,
    dripMs: options.fileDripMs ?? 1_000,
    ...(options.dataDir !== undefined && { dataDir: options.dataDir }),
  });
  const line = createBotLine({
    endpoint: options.botEndpoint,
    switches,
    traffic,
    nextId: () => history.nextId(),
    resendMs: options.resendMs ?? usualTeamsTimes.resendMs,
    retryMs: options.retryMs ?? usualTeamsTimes.retryMs,
  });
  const languages = createLanguages(onError);
  const actions = createPersonActions({
    history,
    languages,
    line,
    files,
    switches,
    serviceUrl,
    refreshPauseMs: options.refreshPauseMs ?? 60_000,
  });
  const team = createRosterActions({ history, languages, rosters, line, serviceUrl });
  const entra =
    options.graph === undefined ? undefined : createEntraDesk({ graph: options.graph, onError });
  const api = createPageApi({
    people,
    languages,
    offered: offeredLanguages(options.languages ?? ['en']),
    history,
    rosters,
    actions,
    files,
    switches,
    traffic,
    entra,
  });
  const router = createRouter([
    ...createConnector({ history, switches, traffic, people, serviceUrl }),
    ...files.routes,
    ...api.routes,
    ...rosterRoutes({ people, rosters, team }),
    ...(entra?.routes ?? []),
    ...pageRoutes(),
  ]);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isFromHere(request)) {
      sendJson(response, 403, { error: { code: 'Forbidden', message: 'Only from this machine.' } });
      return;
    }
    try {
      if (await router.handle(request, response)) return;
      sendJson(response, 404, { error: { code: 'NotFound', message: 'There is nothing here.' } });
    } catch (error) {
      const wrongBody = error instanceof ZodError || error instanceof SyntaxError;
      if (!wrongBody) log.warn({ err: error }, 'local Teams: a call failed');
      if (!response.headersSent)
        sendJson(response, wrongBody ? 400 : 500, { error: String(error) });
    }
  }

  const server = createLoopbackServer({ setting: 'LOCAL_TEAMS_PORT', log, handle: serve });

  return {
    people,
    history,
    actions,
    /** Actions on the team and the group chat: members, name, deletion. */
    team,
    rosters,
    files,
    switches,
    traffic,
    line,
    /** The page's address; with port 0 known only after `start`. */
    get url(): string {
      return url();
    },
    /** The `serviceUrl` of activities. */
    get serviceUrl(): string {
      return serviceUrl();
    },

    /** @throws AppError `port-taken` */
    async start(): Promise<void> {
      await kept?.start();
      if (options.graph !== undefined) leaveGraph = keepGroupsInStep(options.graph, rosters);
      port = await server.listen(options.port, options.host);
      log.info({ url: url() }, 'local Teams is open');
    },

    /** Ends running calls, including deliberately hanging ones. */
    async stop(): Promise<void> {
      api.stop();
      entra?.stop();
      leaveGraph();
      await line.stop();
      await kept?.stop();
      await files.stop();
      await server.close();
    },
  };
}
