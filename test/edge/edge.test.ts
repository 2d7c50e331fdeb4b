import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forEachConcurrent } from '../../src/lib/concurrency.ts';
import { invokeBy, pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

/** No input from outside, in any form, may end the process or show one person another's answer. */
describe('the edge', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
  });
  afterAll(() => rollcall.stop());

  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(`${rollcall.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });

  it.each<[string, string | Buffer, Record<string, string>, number]>([
    ['a body that claims to be compressed and is not', '{}', { 'content-encoding': 'gzip' }, 415],
    [
      'a body that unpacks to far more',
      gzipSync(Buffer.alloc(50_000_000, ' ')),
      { 'content-encoding': 'gzip' },
      415,
    ],
    ['no JSON', '{', {}, 400],
    ['JSON that is no activity', '[]', {}, 400],
    ['an activity without its parts', '{"type":"message"}', {}, 400],
    ['another content type', '<xml/>', { 'content-type': 'application/xml' }, 400],
    [
      'more than Teams ever sends',
      JSON.stringify({ type: 'message', text: 'x'.repeat(2_000_000) }),
      {},
      413,
    ],
  ])('%s is refused, and the process lives', async (_what, body, headers, status) => {
    expect((await post(body, headers)).status).toBe(status);
    expect((await fetch(`${rollcall.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${rollcall.url}/readyz`)).status).toBe(200);
  });

  it.each([
    ['/healthz', 200],
    ['/readyz', 200],
    ['/privacy', 200],
    ['/files/unknown', 404],
    ['/api/messages', 405],
  ])('says of %s without its body what it says with it', async (path, status) => {
    const answer = await fetch(`${rollcall.url}${path}`, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([status, '']);
    const whole = await fetch(`${rollcall.url}${path}`);
    expect(whole.status).toBe(status);
    expect(whole.headers.get('content-type')).toBe(answer.headers.get('content-type'));
  });

  it('takes no activity that names a connector on another machine', async () => {
    const { tara } = rollcall.teams;
    const elsewhere = {
      ...invokeBy(tara, 'adaptiveCard/action', {}),
      serviceUrl: 'https://example.com/',
    };
    expect((await post(JSON.stringify(elsewhere))).status).toBe(400);
  });

  it.each([
    [
      'a picture that was pasted',
      { attachments: [{ contentType: 'image/png', contentUrl: 'x' }] },
      /picture/i,
    ],
    [
      'a file without its address',
      {
        attachments: [
          { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'a.csv' },
        ],
      },
      /./,
    ],
  ])('%s has its sentence', async (_what, parts, sentence) => {
    const { tara } = rollcall.teams;
    await tara.send({
      ...invokeBy(tara, '', undefined),
      type: 'message',
      serviceUrl: rollcall.teams.teams.serviceUrl,
      ...parts,
    });
    const answer = await tara.waitForMessage((message) => message.text !== undefined);
    expect(answer.text).toMatch(sentence);
    expect(answer.text).not.toMatch(/my side/i);
  });

  it.each([{ text: 7 }, { text: { a: 1 } }, { text: 'help', entities: [{ type: 'mention' }] }, {}])(
    'a message with parts that are wrong or missing (%j) gets the home card',
    async (parts) => {
      const { tara } = rollcall.teams;
      await tara.send({
        ...invokeBy(tara, '', undefined),
        type: 'message',
        serviceUrl: rollcall.teams.teams.serviceUrl,
        ...parts,
      });
      await tara.waitForCard((card) => card.titles.includes('Import people'));
    },
  );

  it('answers no shape of a field as if the fault were its own', async () => {
    const { tara } = rollcall.teams;
    const valid: Record<string, unknown> = {
      ...invokeBy(tara, '', undefined),
      type: 'message',
      text: 'help',
      timestamp: new Date().toISOString(),
      serviceUrl: rollcall.teams.teams.serviceUrl,
    };
    const shapes: unknown[] = [
      null,
      7,
      '',
      'x'.repeat(50_000),
      [],
      [null],
      {},
      { toString: 'x' },
      { then: 1 },
    ];
    const parties = ['from', 'recipient', 'conversation', 'channelData'];
    const parts = ['id', 'name', 'aadObjectId', 'tenantId', 'conversationType', 'isGroup', 'role'];
    const altered = shapes.flatMap((shape) => [
      ...[...Object.keys(valid), 'attachments', 'entities', 'membersAdded'].map((field) => ({
        ...valid,
        [field]: shape,
      })),
      ...parties.flatMap((party) =>
        [...parts, 'tenant', 'eventType'].map((part) => ({
          ...valid,
          [party]: { ...(valid[party] as object), [part]: shape },
        })),
      ),
    ]);
    const failed: string[] = [];
    await forEachConcurrent([...altered.entries()], 8, async ([at, activity]) => {
      const id = 'id' in activity && activity.id === valid.id ? `shape-${at}` : activity.id;
      const { status } = await post(JSON.stringify({ ...activity, id }));
      if (status >= 500) failed.push(`${status} ${JSON.stringify(activity).slice(0, 500)}`);
    });
    expect(failed).toEqual([]);
  });

  it('remembers an answer for the person whom it was given to, and no one else', async () => {
    const { tara, mika } = rollcall.teams;
    const press = { ...pressBy(tara, 'show-admins', { v: 1, verb: 'show-admins' }), id: 'same-id' };
    expect(JSON.stringify(await tara.send(press))).toContain('Add admin');
    const { person } = mika;
    const from = { id: person.userId, name: person.name, aadObjectId: person.aadObjectId };
    expect(JSON.stringify(await mika.send({ ...press, from }))).not.toContain('Add admin');
  });

  describe.each([
    ['the chat’s organization', (other: string) => ({ conversation: { tenantId: other } })],
    ['the sender’s organization', (other: string) => ({ from: { tenantId: other } })],
    ['the channel’s organization', (other: string) => ({ channelData: { tenant: { id: other } } })],
  ])('an activity in which %s contradicts the others', (_what, contradiction) => {
    const merged = (activity: Record<string, unknown>): never => {
      const parts = Object.entries(contradiction(rollcall.teams.uma.person.tenantId));
      const changed = parts.map(([part, value]): [string, object] => [
        part,
        { ...(activity[part] as object), ...(value as object) },
      ]);
      return { ...activity, ...Object.fromEntries(changed) } as never;
    };

    it('opens nobody’s directory, and nothing of it is kept', async () => {
      const { tara, gita } = rollcall.teams;
      const press = merged(pressBy(tara, 'show-admins', { v: 1, verb: 'show-admins' }));
      const answer = JSON.stringify(await tara.send(press));
      expect(answer).toMatch(/another organization/);
      expect(answer).not.toContain('Add admin');
      const installed = { type: 'installationUpdate', action: 'add' };
      await gita.send(merged({ ...invokeBy(gita, '', undefined), ...installed }));
      for (const { tenantId } of [gita.person, rollcall.teams.uma.person])
        expect(await rollcall.storage.chats.read(tenantId, gita.person.aadObjectId)).toBe(
          undefined,
        );
    });
  });

  it('handles activities without an id each for itself', async () => {
    const { tara } = rollcall.teams;
    const bare = (verb: string) => {
      const { id: _id, ...press } = pressBy(tara, verb, { v: 1, verb }) as { id?: string };
      return press as never;
    };
    expect(JSON.stringify(await tara.send(bare('show-admins')))).toContain('Add admin');
    expect(JSON.stringify(await tara.send(bare('show-attributes')))).toContain('Add attribute');
  });

  it('shows people in no group, whoever presses', async () => {
    const { tara } = rollcall.teams;
    const press = pressBy(tara, 'show-directory', {
      v: 1,
      verb: 'show-directory',
      network: 'Employee',
    });
    const conversation = {
      id: '19:group',
      conversationType: 'groupChat',
      tenantId: tara.person.tenantId,
    };
    expect(JSON.stringify(await tara.send({ ...press, conversation }))).toMatch(/personal chat/i);
  });

  it('keeps a card with its owner when another admin looks at the operation', async () => {
    const { tara } = rollcall.teams;
    const { storage } = rollcall;
    await storage.roles.give(
      tara.person.tenantId,
      rollcall.teams.omar.person.aadObjectId,
      'organization-admin',
    );
    await tara.say('import employees');
    await tara.sendFile('mine.csv', 'Phone,First name\n+44 20 7946 0150,Ada\n');
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    const [operation] = (await storage.operations.page(tara.person.tenantId, 'import', 1))
      .operations;
    const { omar } = rollcall.teams;
    const look = { v: 1, verb: 'refresh-operation', operation: operation?.id, kind: 'import' };
    const seen = JSON.stringify(
      await omar.send({ ...pressBy(omar, 'refresh-operation', look), replyToId: 'omars' }),
    );
    expect(seen).toContain('mine.csv');
    expect(seen).not.toContain('start-import');
    const after = (await storage.operations.page(tara.person.tenantId, 'import', 1)).operations[0];
    expect(after?.card?.activity).toBe(preview.message.id);
  });
});
