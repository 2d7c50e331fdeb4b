/** An issuer of tokens on loopback, as the real one is to the SDK: OpenID metadata, keys with endorsements, signed tokens. */
import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChannelCloud } from '../../src/edge/channel-authentication.ts';

export type Claims = Readonly<Record<string, unknown>>;

export interface Signing {
  readonly kid: string;
  readonly alg: 'RS256' | 'HS256' | 'none';
  readonly key: KeyObject;
}

export interface TokenIssuer {
  readonly cloud: ChannelCloud;
  /** endorsed for Teams */
  readonly teams: Signing;
  /** endorsed for another channel only */
  readonly webChat: Signing;
  /** a stranger's, under the name of the one for Teams */
  readonly stranger: Signing;
  /** how often its keys were asked for */
  asked(): number;
  stop(): Promise<void>;
}

export const issuerName = 'https://issuer.example';

export async function startTokenIssuer(): Promise<TokenIssuer> {
  let asked = 0;
  const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  const forTeams = pair();
  const forWebChat = pair();
  const jwk = (kid: string, { publicKey }: { publicKey: KeyObject }, endorsements: string[]) => ({
    ...publicKey.export({ format: 'jwk' }),
    use: 'sig',
    kid,
    endorsements,
  });
  const keys = [
    jwk('teams', forTeams, ['msteams', 'emulator']),
    jwk('webchat', forWebChat, ['webchat']),
  ];
  const server = createServer((request, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json');
    const { port } = server.address() as AddressInfo;
    const metadata = { issuer: issuerName, jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : metadata));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    cloud: {
      issuer: issuerName,
      metadataUrl: `http://127.0.0.1:${port}/metadata`,
      loginUrl: 'https://login.example/tenant',
      scope: issuerName,
    },
    teams: { kid: 'teams', alg: 'RS256', key: forTeams.privateKey },
    webChat: { kid: 'webchat', alg: 'RS256', key: forWebChat.privateKey },
    stranger: { kid: 'teams', alg: 'RS256', key: pair().privateKey },
    asked: () => asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A JSON Web Token, however wrong its parts. */
export function token(claims: Claims, { kid, alg, key }: Signing): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ typ: 'JWT', alg, kid })}.${part(claims)}`;
  return `${signed}.${signatureOf(signed, alg, key)}`;
}

function signatureOf(signed: string, alg: Signing['alg'], key: KeyObject): string {
  if (alg === 'none') return '';
  if (alg === 'RS256') return sign('sha256', Buffer.from(signed), key).toString('base64url');
  return createHmac('sha256', key).update(signed).digest('base64url');
}
