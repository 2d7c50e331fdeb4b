import { createPublicKey, createSecretKey } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { mock } from 'node:test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/log.ts';
import { sampleTenants } from '../../emulators/teams/people.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import {
  issuerName,
  startTokenIssuer,
  token,
  type Claims,
  type TokenIssuer,
} from './token-issuer.ts';

const appId = '11111111-2222-4333-8444-555555555555';
const otherApp = '99999999-2222-4333-8444-555555555555';
const serviceUrl = 'http://127.0.0.1:9/';
const emulatorIssuer = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';
const settings = {
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'invented for this test',
  MicrosoftAppTenantId: sampleTenants.main.id,
};

let issuer: TokenIssuer;
let rollcall: TestRollcall;
let logged = '';

beforeAll(async () => {
  issuer = await startTokenIssuer();
  const lines = new PassThrough().on('data', (chunk: Buffer) => (logged += chunk.toString()));
  const log = createLog('debug', lines);
  rollcall = await startRollcall({ settings, log, parts: { cloud: issuer.cloud } });
});
afterAll(async () => {
  await rollcall.stop();
  await issuer.stop();
});

// The SDK writes there by itself when it refuses a token.
const written: string[] = [];
beforeEach(() => {
  logged = '';
  written.length = 0;
  for (const name of ['error', 'warn', 'log'] as const) {
    mock.method(console, name, (...words: unknown[]) => {
      written.push(words.map(String).join(' '));
    });
  }
});
afterEach(() => {
  mock.restoreAll();
});

const now = () => Math.floor(Date.now() / 1000);
const good = (): Claims => ({
  iss: issuerName,
  aud: appId,
  serviceurl: serviceUrl,
  nbf: now() - 60,
  exp: now() + 600,
});
const bearer = (claims: Claims, by = issuer.teams) => `Bearer ${token(claims, by)}`;

/** A request that only a tenant admin may make, in her name. */
const press = () => pressBy(rollcall.teams.tara, 'show-admins', { v: 1, verb: 'show-admins' });

async function post(
  authorization: string | undefined,
  activity: object = press(),
  url = rollcall.url,
): Promise<{ status: number; body: string }> {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization !== undefined && { authorization }),
    },
    body: JSON.stringify(activity),
  });
  return { status: response.status, body: await response.text() };
}

/** Nothing was run: a person who speaks in the personal chat is recorded before anything else. */
async function hasSpoken(test = rollcall): Promise<boolean> {
  const { tenantId, aadObjectId } = test.teams.tara.person;
  return (await test.storage.chats.read(tenantId, aadObjectId)) !== undefined;
}

function expectNothingOf(authorization: string | undefined): void {
  const secrets = (authorization ?? '').split(/[ .]/).filter((part) => part.length > 20);
  for (const part of secrets) expect(logged + written.join('\n')).not.toContain(part);
}

describe('an activity', () => {
  const cases: readonly [
    what: string,
    status: number,
    header: () => string | undefined,
    activity?: () => object,
  ][] = [
    ['without a token', 401, () => undefined],
    ['with an empty token', 401, () => 'Bearer '],
    ['with a password', 401, () => `Basic ${Buffer.from('tara:secret').toString('base64')}`],
    ['whose token is called otherwise', 401, () => bearer(good()).replace('Bearer', 'Token')],
    ['with two tokens', 401, () => `${bearer(good())} ${token(good(), issuer.teams)}`],
    ['with rubbish for a token', 401, () => 'Bearer rubbish'],
    ['with three pieces of rubbish', 401, () => 'Bearer a.b.c'],
    [
      'with null for a token',
      401,
      () =>
        `Bearer ${['null', 'null', 'null'].map((part) => Buffer.from(part).toString('base64url')).join('.')}`,
    ],
    ['signed by a stranger under the right key’s name', 401, () => bearer(good(), issuer.stranger)],
    [
      'signed with a key that nobody knows',
      401,
      () => bearer(good(), { ...issuer.stranger, kid: 'unknown' }),
    ],
    ['signed by nobody (alg none)', 401, () => bearer(good(), { ...issuer.teams, alg: 'none' })],
    [
      'signed with the public key as a password (HS256)',
      401,
      () => {
        const pem = createPublicKey(issuer.teams.key).export({ type: 'spki', format: 'pem' });
        return bearer(good(), {
          kid: 'teams',
          alg: 'HS256',
          key: createSecretKey(Buffer.from(pem)),
        });
      },
    ],
    [
      'whose token was altered after it was signed',
      401,
      () => {
        const [head, , signature] = token(good(), issuer.teams).split('.');
        const [, claims] = token({ ...good(), exp: now() + 9_999 }, issuer.teams).split('.');
        return `Bearer ${[head, claims, signature].join('.')}`;
      },
    ],
    ['whose token lost its signature', 401, () => bearer(good()).replace(/\.[^.]*$/, '.')],
    ['whose token has expired', 401, () => bearer({ ...good(), exp: now() - 600 })],
    ['whose token never expires', 401, () => bearer({ ...good(), exp: undefined })],
    ['whose token expires in words', 401, () => bearer({ ...good(), exp: 'never' })],
    ['whose token isn’t valid yet', 401, () => bearer({ ...good(), nbf: now() + 600 })],
    ['whose token is for another app', 401, () => bearer({ ...good(), aud: otherApp })],
    ['whose token is for nobody', 401, () => bearer({ ...good(), aud: undefined })],
    ['whose token is for several apps', 401, () => bearer({ ...good(), aud: [otherApp, appId] })],
    [
      'whose token is from another issuer',
      401,
      () => bearer({ ...good(), iss: 'https://issuer.example.com' }),
    ],
    ['whose token is from nobody', 401, () => bearer({ ...good(), iss: undefined })],
    [
      'that names another service than its token',
      401,
      () => bearer({ ...good(), serviceurl: 'https://smba.example/' }),
    ],
    ['whose token names no service', 401, () => bearer({ ...good(), serviceurl: undefined })],
    ['signed for another channel', 401, () => bearer(good(), issuer.webChat)],
    [
      'that says it is of another channel',
      403,
      () => bearer(good()),
      () => ({ ...press(), channelId: 'webchat' }),
    ],
    [
      'that says it is the Emulator’s',
      403,
      () => bearer(good()),
      () => ({ ...press(), channelId: 'emulator' }),
    ],
    ['of no channel', 403, () => bearer(good()), () => ({ ...press(), channelId: undefined })],
    [
      'with a token that this app was given for itself',
      403,
      () =>
        bearer({
          ...good(),
          iss: `https://sts.windows.net/${sampleTenants.main.id}/`,
          appid: appId,
          ver: '1.0',
        }),
      () => ({ ...press(), channelId: 'AseChannel' }),
    ],
    [
      'with a token of the Emulator for this app',
      403,
      () => bearer({ ...good(), iss: emulatorIssuer, appid: appId, ver: '1.0' }),
    ],
    [
      'with a token of the Emulator for another app',
      401,
      () => bearer({ ...good(), iss: emulatorIssuer, appid: otherApp, ver: '1.0', aud: otherApp }),
    ],
    [
      'of another bot, which would use this one as its skill',
      401,
      () => bearer({ ...good(), iss: emulatorIssuer, appid: otherApp, ver: '1.0' }),
    ],
    ['that names no service', 400, () => bearer(good()), () => ({ ...press(), serviceUrl: '' })],
    [
      'that would have the bot’s own token sent in the open',
      400,
      () => bearer({ ...good(), serviceurl: 'http://smba.example/' }),
      () => ({ ...press(), serviceUrl: 'http://smba.example/' }),
    ],
    [
      'that would have the bot’s own token read from a file',
      400,
      () => bearer({ ...good(), serviceurl: 'file:///etc/' }),
      () => ({ ...press(), serviceUrl: 'file:///etc/' }),
    ],
  ];

  it.each(
    cases.map(([what, status, header, activity = press]) => ({ what, status, header, activity })),
  )(
    '$what is refused with $status: nothing is run, kept or told',
    async ({ status, header, activity }) => {
      const authorization = header();
      const answer = await post(authorization, activity());
      expect(answer.status).toBe(status);
      expect(answer.body).toBe('{"error":"This activity was not accepted."}');
      expect(await hasSpoken()).toBe(false);
      expectNothingOf(authorization);
    },
  );

  it('that Teams signed for this bot is answered', async () => {
    const authorization = bearer(good());
    const answer = await post(authorization);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Add admin');
    expect(await hasSpoken()).toBe(true);
    expectNothingOf(authorization);
  });

  it('is checked against keys that are fetched once, however many strangers knock', async () => {
    const before = issuer.asked();
    await Promise.all(
      Array.from({ length: 20 }, () => post(bearer(good(), { ...issuer.stranger, kid: 'x' }))),
    );
    expect(issuer.asked()).toBe(before);
  });

  it('of another organization is refused in a sentence, though Teams signed it', async () => {
    const { uma } = rollcall.teams;
    const answer = await post(
      bearer(good()),
      pressBy(uma, 'show-admins', { v: 1, verb: 'show-admins' }),
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(/another organization/);
    expect(answer.body).not.toContain('Add admin');
    const { tenantId, aadObjectId } = uma.person;
    expect(await rollcall.storage.chats.read(tenantId, aadObjectId)).toBeUndefined();
  });
});

describe('while the issuer of tokens can’t be reached', () => {
  it.each(['is not there', 'never answers'])(
    'and %s, activities are neither let in nor lost: Teams is to send them again',
    async (what) => {
      const silent = createServer();
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      const { port } = silent.address() as AddressInfo;
      if (what === 'is not there') silent.close();
      const cloud = {
        ...issuer.cloud,
        metadataUrl: `http://127.0.0.1:${port}/`,
        keysTimeoutMs: 300,
      };
      const cutOff = await startRollcall({ settings, parts: { cloud } });
      try {
        const answer = await post(bearer(good()), press(), cutOff.url);
        expect(answer.status).toBe(500);
        expect(await hasSpoken(cutOff)).toBe(false);
      } finally {
        await cutOff.stop();
        silent.closeAllConnections();
        silent.close();
      }
    },
  );
});
