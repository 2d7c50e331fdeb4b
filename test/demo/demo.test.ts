import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { samplePeople, sampleTenants } from '../../emulators/teams/people.ts';
import { issuerName, startTokenIssuer, token, type TokenIssuer } from '../access/token-issuer.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

const root = path.join(import.meta.dirname, '../..');
const [tara] = samplePeople;

/** Runs `npm run demo -- …`. */
function demo(...args: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/demo.ts', ...args], { cwd: root }, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      resolve({ code, said: out + err });
    });
  });
}

describe('who tries Rollcall without a browser', () => {
  it('sees a file become people: the preview’s counts, the notice, where its links lead', async () => {
    const { code, said } = await demo();
    expect(said).toMatch(/Tara {7}sends people\.csv[^]*\b12 Added[^]*\[Import\]/);
    expect(said).toMatch(/selects \[Import\][^]*Completed[^]*\[Download\] leads to http\S+: 200/);
    expect(said).toMatch(/find amelia[^]*Amelia Sample[^]*Everything worked/);
    expect(code).toBe(0);
  });

  it.each([
    ['--url', 'rollcall'],
    ['--token', 'a.b.c'],
    ['--speed', 'fast'],
  ])('is told in one line that %s %s can’t be', async (...args) => {
    const { code, said } = await demo(...args);
    expect(said).toContain(args[0]);
    expect(code).toBe(2);
  });
});

describe('who deployed Rollcall', () => {
  const appId = '11111111-2222-4333-8444-555555555555';
  let issuer: TokenIssuer;
  let rollcall: TestRollcall;
  beforeAll(async () => {
    issuer = await startTokenIssuer();
    rollcall = await startRollcall({
      settings: {
        MicrosoftAppId: appId,
        MicrosoftAppPassword: 'invented for this test',
        MicrosoftAppTenantId: sampleTenants.main.id,
      },
      parts: { cloud: issuer.cloud },
    });
  });
  afterAll(async () => {
    await rollcall.stop();
    await issuer.stop();
  });

  const signed = (audience: string) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuerName, aud: audience, serviceurl: 'http://127.0.0.1:9/' };
    return token({ ...claims, nbf: now - 60, exp: now + 600 }, issuer.teams);
  };
  const asTara = ['--tenant', sampleTenants.main.id, '--person', tara?.aadObjectId ?? ''];

  it('learns that it lives, refuses strangers and shows an admin what admins see', async () => {
    const args = ['--url', rollcall.url, '--token', signed(appId), ...asTara];
    const { code, said } = await demo(...args);
    expect(said).toMatch(/\/readyz: 200[^]*\/privacy: 200[^]*without a signature: 401/);
    expect(said).toMatch(/\[import history\]: 200[^]*\[directory\]: 200[^]*Everything worked/);
    expect(code).toBe(0);
  });

  it('learns that the token is for another bot', async () => {
    const args = ['--url', rollcall.url, '--token', signed('another'), ...asTara];
    const { code, said } = await demo(...args);
    expect(said).toContain('The demo failed: "help" is answered 401, not 200');
    expect(code).toBe(1);
  });

  it('learns without a token that it lives and refuses strangers, and what was not looked at', async () => {
    const { code, said } = await demo('--url', rollcall.url);
    expect(said).toMatch(/without a signature: 401\n[^]*needs --token/);
    expect(code).toBe(0);
  });

  it('learns that it isn’t ready', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/healthz' ? 200 : 503;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, said } = await demo('--url', url);
    server.close();
    expect(said).toContain(`The demo failed: ${url}/readyz answers 503, not 200`);
    expect(code).toBe(1);
  });
});
