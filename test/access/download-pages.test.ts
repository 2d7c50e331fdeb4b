import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/log.ts';
import { freePort } from '../support/process.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { actionsOf } from '../support/card-reading.ts';

const logged: string[] = [];
const clock = { ahead: 0 };
let rollcall: TestRollcall;
let link: string;

beforeAll(async () => {
  const port = await freePort();
  const lines = new PassThrough();
  lines.on('data', (chunk: Buffer) => logged.push(chunk.toString()));
  rollcall = await startRollcall({
    port,
    settings: { PUBLIC_URL: `http://127.0.0.1:${port}` },
    log: createLog('debug', lines),
    parts: { now: () => Date.now() + clock.ahead },
  });
  const { tara } = rollcall.teams;
  await tara.say('template');
  const card = await tara.waitForCard(({ titles }) => titles.includes('Download template'));
  link = actionsOf(card.json).find(({ url }) => url !== undefined)?.url ?? '';
});
afterAll(() => rollcall.stop());

const open = (address: string, languages = '') =>
  fetch(address, { redirect: 'manual', headers: { 'accept-language': languages } });

describe('a download on a card', () => {
  it('opens Rollcall’s own address, which leads to the file under its name', async () => {
    expect(link).toMatch(new RegExp(`^${rollcall.url}/files/[\\w.-]+$`));
    const answer = await open(link);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const file = await fetch(answer.headers.get('location') ?? '');
    expect(file.headers.get('content-disposition')).toContain('people-template.');
    expect([file.status, (await file.arrayBuffer()).byteLength > 100]).toEqual([200, true]);
  });

  it('ends at a sentence once it has expired, not at XML', async () => {
    clock.ahead = 61 * 60_000;
    const answer = await open(link, 'ar');
    clock.ahead = 0;
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      410,
      'text/html; charset=utf-8',
    ]);
    const page = await answer.text();
    // Tara's language counts, not the browser's.
    expect(page).toContain('<html lang="en" dir="ltr">');
    expect(page).toContain('This link has expired');
    expect(page).not.toContain('xml');
  });

  it('says so to a stranger in the language of the browser', async () => {
    const answer = await open(`${link}x`, 'ar-EG,ar;q=0.9');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('<html lang="ar" dir="rtl">');
  });

  it('is never written to the log', async () => {
    await fetch(link, { method: 'DELETE' });
    const token = link.slice(link.lastIndexOf('/') + 1);
    expect(logged.join('')).toContain('/files/…');
    expect(logged.join('')).not.toContain(token.slice(0, 40));
  });
});
