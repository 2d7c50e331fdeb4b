/**
 * Everything that the product meets in Azure and Teams, under the real host names and on this machine: one server with TLS
 * for all of them, and the managed identity's endpoint.
 */
import { createServer as createPlain, request as requestPlain } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTls, request as requestTls } from 'node:https';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { token, type Signing } from '../access/token-issuer.ts';
import {
  keysOf,
  refusedBatch,
  refusedKey,
  refusedRow,
  refusedVersion,
  withNulls,
} from './azure-limits.ts';
import type { Refusal } from './azure-limits.ts';
import { createEmptyPages } from './empty-pages.ts';
import type { Certificates } from './certificates.ts';
import { connector, files, graph, keys, own, storageOf } from './hosts.ts';

export const appId = '11111111-2222-4333-8444-555555555555';
const serviceUrl = `https://${connector}/teams/`;
const channelIssuer = 'https://api.botframework.com';

/** Where the parts run, on loopback. */
export interface Behind {
  readonly blob: number;
  readonly queue: number;
  readonly table: number;
  /** http, with a port */
  teams(): string;
  graph(): string;
  bot(): string;
  readonly tenant: string;
}

export interface StandIns {
  /** what local Teams posts to: it is signed and sent on to the bot */
  readonly channelUrl: string;
  readonly identity: { readonly url: string; readonly header: string };
  /** resources that tokens were asked for, in order */
  readonly asked: string[];
  /** what was refused as over a limit of Azure, with its address */
  readonly refused: string[];
  readonly served: Map<string, number>;
  /** how many pages without rows a query began with */
  readonly emptyPages: () => number;
  stop(): Promise<void>;
}

export async function startStandIns(
  { forServer, authority }: Certificates,
  behind: Behind,
  at: string,
): Promise<StandIns> {
  const ca = readFileSync(authority);
  const asked: string[] = [];
  const refused: string[] = [];
  const served = new Map<string, number>();
  const emptyPages = createEmptyPages();
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signing: Signing = { kid: 'run', alg: 'RS256', key: pair.privateKey };
  const jwk = {
    ...pair.publicKey.export({ format: 'jwk' }),
    ...{ use: 'sig', kid: 'run', endorsements: ['msteams'] },
  };

  const identity = createPlain((request, response) => {
    const query = new URL(request.url ?? '/', 'http://identity').searchParams;
    const resource = query.get('resource') ?? '';
    asked.push(resource);
    const isRight =
      request.headers['x-identity-header'] === 'run' && query.get('client_id') === appId;
    if (!isRight) {
      json(response, 400, { error: 'another identity' });
      return;
    }
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ aud: resource, iss: `https://sts.windows.net/${behind.tenant}/`, tid: behind.tenant },
      ...{ iat: seconds, nbf: seconds, exp: seconds + 86_400, appid: appId, oid: appId },
    };
    json(response, 200, {
      access_token: token(claims, signing),
      ...{ expires_on: String(seconds + 86_400), resource, token_type: 'Bearer', client_id: appId },
    });
  });

  /** As Teams' own service: with its address, and a signature. */
  const channel = createPlain((request, response) => {
    void bodyOf(request).then((body) => {
      const text = body
        .toString('utf8')
        .replaceAll(`${behind.teams()}/connector/`, serviceUrl)
        .replaceAll(`${behind.teams()}/files/`, `https://${files}/files/`);
      const seconds = Math.floor(Date.now() / 1000);
      const claims = {
        ...{ iss: channelIssuer, aud: appId, serviceurl: serviceUrl },
        ...{ nbf: seconds - 5, exp: seconds + 3_600 },
      };
      const headers = { ...request.headers, authorization: `Bearer ${token(claims, signing)}` };
      forward(behind.bot(), request, response, Buffer.from(text), headers);
    });
  });

  const refuse = (
    response: ServerResponse,
    request: IncomingMessage,
    code: Refusal | 'NoToken',
  ) => {
    refused.push(
      `${code} ${request.method ?? ''} ${request.headers.host ?? ''}${request.url ?? ''}`,
    );
    json(response, code === 'NoToken' ? 401 : 400, {
      'odata.error': { code, message: { value: code } },
    });
  };

  const mayUse = (request: IncomingMessage, resource: string) => {
    const [, part = ''] = (request.headers.authorization ?? '').split('.');
    const claims = JSON.parse(Buffer.from(part, 'base64url').toString() || '{}') as {
      aud?: string;
    };
    return claims.aud?.replace(/\/$/, '') === resource;
  };

  const serve: RequestListener = (request, response) => {
    const host = request.headers.host ?? '';
    served.set(host, (served.get(host) ?? 0) + 1);
    const stored = storageOf(host);
    const isLink = request.url?.includes('sig=') === true;
    if (stored !== undefined && !isLink) {
      // The doctor asks for the time only.
      if (request.headers.authorization === undefined) {
        json(response, 401, {});
        return;
      }
      const version = refusedVersion(request.headers['x-ms-version']?.toString());
      if (version !== undefined) {
        refuse(response, request, version);
        return;
      }
      if (!mayUse(request, 'https://storage.azure.com')) {
        refuse(response, request, 'NoToken');
        return;
      }
    }
    if (stored?.service === 'table') {
      void serveTables(stored.name, request, response);
      return;
    }
    if (stored !== undefined) {
      const to = `https://127.0.0.1:${behind[stored.service]}`;
      forward(to, request, response, undefined, { ...request.headers });
      return;
    }
    switch (host) {
      case own: {
        forward(behind.bot(), request, response, undefined, { ...request.headers });
        return;
      }
      case connector:
        if (!mayUse(request, channelIssuer)) {
          refuse(response, request, 'NoToken');
          return;
        }
        {
          forward(behind.teams(), request, response, undefined, withoutOrigin(request), (path) =>
            path.replace('/teams/', '/connector/'),
          );
          return;
        }
      case files: {
        forward(behind.teams(), request, response, undefined, withoutOrigin(request));
        return;
      }
      case graph:
        if (!mayUse(request, 'https://graph.microsoft.com')) {
          refuse(response, request, 'NoToken');
          return;
        }
        {
          forward(behind.graph(), request, response, undefined, {
            ...withoutOrigin(request),
            authorization: `Bearer local:${behind.tenant}`,
          });
          return;
        }
      case keys: {
        json(
          response,
          200,
          request.url?.endsWith('/keys') === true
            ? { keys: [jwk] }
            : { issuer: channelIssuer, jwks_uri: `https://${keys}/v1/.well-known/keys` },
        );
        return;
      }
      default: {
        json(response, 421, { error: host });
        return;
      }
    }
  };

  async function serveTables(
    account: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = (await bodyOf(request)).toString('utf8');
    const address = request.url ?? '/';
    const target = `https://127.0.0.1:${behind.table}`;
    if (address.startsWith('/$batch')) {
      const code = refusedBatch(body);
      if (code !== undefined) {
        refuse(response, request, code);
        return;
      }
      // The emulator understands the addresses in a transaction only in its own form.
      const inItsForm = body.replaceAll(
        `https://${request.headers.host ?? ''}/`,
        `${target}/${account}/`,
      );
      forward(
        target,
        request,
        response,
        Buffer.from(inItsForm),
        withoutHost(request),
        (path) => `/${account}${path}`,
      );
      return;
    }
    const isAsking = request.method === 'GET' && /^\/\w+\(\)/.test(address);
    if (isAsking && emptyPages.isDue(new URL(address, target).searchParams)) {
      response.writeHead(200, { 'content-type': 'application/json', ...emptyPages.headers });
      response.end(JSON.stringify({ value: [] }));
      return;
    }
    const named = keysOf(address);
    const isRow = body.startsWith('{') && !address.startsWith('/Tables');
    const code =
      refusedKey(named.PartitionKey) ??
      refusedKey(named.RowKey) ??
      (isRow ? refusedRow({ ...named, ...(JSON.parse(body) as object) }) : undefined);
    if (code !== undefined) {
      refuse(response, request, code);
      return;
    }
    const selected = new URL(address, target).searchParams.get('$select')?.split(',') ?? [];
    const fill =
      request.method === 'GET' ? (answer: string) => withNulls(answer, selected) : undefined;
    const asked = isAsking ? emptyPages.without : undefined;
    forward(target, request, response, Buffer.from(body), { ...request.headers }, asked, fill);
  }

  /** Sends a request on; its body, its headers, its path and a JSON answer may be changed. */
  function forward(
    to: string,
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer | undefined,
    headers: IncomingMessage['headers'],
    path: (address: string) => string = (address) => address,
    change?: (answer: string) => string,
  ): void {
    const target = new URL(to);
    const own = { ...headers };
    delete own['transfer-encoding'];
    if (body === undefined && headers['transfer-encoding'] !== undefined)
      own['transfer-encoding'] = headers['transfer-encoding'];
    if (body !== undefined) own['content-length'] = String(body.length);
    const ask = target.protocol === 'https:' ? requestTls : requestPlain;
    const where = target.pathname === '/' ? path(request.url ?? '/') : target.pathname;
    const sent = ask(
      `${target.origin}${where}`,
      { method: request.method, headers: own, ca, checkServerIdentity: () => undefined },
      (answer) => {
        const isJson = change !== undefined && answer.statusCode === 200;
        if (!isJson) {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
          return;
        }
        void bodyOf(answer).then((found) => {
          const changed = Buffer.from(change(found.toString('utf8')));
          const { 'transfer-encoding': _chunked, ...kept } = answer.headers;
          response.writeHead(200, { ...kept, 'content-length': String(changed.length) });
          response.end(changed);
        });
      },
    );
    sent.on('error', () => response.destroy());
    if (body === undefined) request.pipe(sent);
    else sent.end(body);
  }

  const front = createTls(forServer, serve);
  await Promise.all([listening(front, at, 443), listening(identity), listening(channel)]);
  const local = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    channelUrl: `${local(channel)}/api/messages`,
    identity: { url: `${local(identity)}/msi/token`, header: 'run' },
    asked,
    refused,
    served,
    emptyPages: () => emptyPages.sent(),
    async stop() {
      for (const server of [front, identity, channel]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function withoutHost(request: IncomingMessage): IncomingMessage['headers'] {
  const { host: _host, ...headers } = request.headers;
  return headers;
}

/** Local Teams and local Graph answer only what comes from this machine. */
function withoutOrigin(request: IncomingMessage): IncomingMessage['headers'] {
  const { origin: _origin, ...headers } = withoutHost(request);
  return headers;
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function listening(server: Server, host = '127.0.0.1', port = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
