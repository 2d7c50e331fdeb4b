import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Person } from '../../src/domain/person.ts';
import { personalChatId } from '../../emulators/teams/chats.ts';
import { createLookupAllowance } from '../../src/bot/lookup/allowance.ts';
import { keptLog } from '../support/kept-log.ts';
import { eventually } from '../support/eventually.ts';
import { invokeBy, pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';
import type { TeamsClient } from '../support/teams-client.ts';

interface Answer {
  readonly type: string;
  readonly text?: string;
  readonly attachments?: readonly {
    readonly content: unknown;
    readonly preview: { readonly content: { readonly title: string; readonly tap?: unknown } };
  }[];
}

const elsewhere = { id: '19:a-chat-without-the-bot@thread.v2', conversationType: 'groupChat' };

/** An invoke of the message extension. @param conversation absent: the person's chat with the bot */
async function invoke(who: TeamsClient, name: string, value: unknown, conversation?: object) {
  const activity = invokeBy(who, `composeExtension/${name}`, value);
  const sent = conversation === undefined ? activity : { ...activity, conversation };
  const answer = await who.send(sent);
  if (answer.kind !== 'answered') throw new Error(answer.kind);
  expect(answer.status).toBe(200);
  return (answer.body as { composeExtension: Answer }).composeExtension;
}

const query = (text: string, queryOptions = { skip: 0, count: 25 }) => ({
  commandId: 'find',
  parameters: [{ name: 'query', value: text }],
  queryOptions,
});
const find = (who: TeamsClient, text: string, conversation: object = elsewhere) =>
  invoke(who, 'query', query(text), conversation);
const choose = (who: TeamsClient, person: string, conversation: object | undefined = elsewhere) =>
  invoke(who, 'selectItem', { person }, conversation);
const titles = ({ attachments = [] }: Answer) =>
  attachments.map(({ preview }) => preview.content.title);

let rollcall: TestRollcall;
const kept = keptLog();

const idOf = (key: string) => key.repeat(32).slice(0, 32);

async function add(key: string, fields: Person['fields'], more: Partial<Person> = {}) {
  const { tenantId } = rollcall.teams.tara.person;
  const id = idOf(key);
  await rollcall.storage.changes.people(tenantId, [id]);
  await rollcall.storage.people.write(tenantId, key[0] ?? '', [
    {
      type: 'add',
      person: {
        ...{ id, network: 'Employee', source: 'admin', linked: false, fields },
        ...{ addedAt: '2026-01-01T00:00:00.000Z', changedAt: '2026-01-01T00:00:00.000Z' },
        ...{ changedBy: { id: 'x', name: 'Sample' }, history: [], ...more },
      },
    },
  ]);
}

async function allow(lookup: 'on' | 'off') {
  const { tara } = rollcall.teams;
  await tara.say('settings');
  await tara.press(await tara.waitForCard('Settings'), 'Save', { lookup });
}

beforeAll(async () => {
  rollcall = await startRollcall({
    peopleJoin: true,
    log: kept.log,
    parts: { lookupLimits: { inMinute: 1_000, inHour: 1_000 } },
  });
  const { tara, omar } = rollcall.teams;
  const { tenantId } = tara.person;
  await rollcall.storage.roles.give(tenantId, omar.person.aadObjectId, 'organization-admin');
  for (const [name, visibleTo] of [
    ['Locker', 'admins'],
    ['Nickname', 'all'],
  ]) {
    const attribute = { name, type: 'text', required: false, visibleTo };
    await tara.send(
      pressBy(tara, 'save-attribute', { v: 1, verb: 'save-attribute', ...attribute }),
    );
  }
  const own = await rollcall.storage.organizations.attributes(tenantId);
  const keyOf = (wanted: string) => own.find(({ name }) => name === wanted)?.key ?? 'own_none';
  await add('ab', {
    ...{ firstName: 'Zenobia', lastName: 'Sample', phone: '+442079460601' },
    ...{ department: 'Harbour', jobTitle: 'Pilot', employeeId: 'S-0601' },
    ...{ [keyOf('Locker')]: 'Secretum 7', [keyOf('Nickname')]: 'Zee' },
  });
  await add('bc', {
    displayName: '<b>Zed</b> & co',
    phone: '+442079460602',
    department: 'Harbour',
  });
  await add(
    'cd',
    { firstName: 'Zara', phone: '+442079460603' },
    { deletedAt: new Date().toISOString() },
  );
});
afterAll(() => rollcall.stop());
beforeEach(() => allow('off'));

describe('looking people up from any chat', () => {
  it('gives admins people by name, phone number, email or employee ID, without those who were deleted', async () => {
    const { omar } = rollcall.teams;
    for (const typed of ['zen', '+44\u00A020\u00A07946\u00A00601', 'S-0601', 'zee', 'secretum']) {
      expect(titles(await find(omar, typed))).toEqual(['Zenobia Sample']);
    }
    const { attachments = [] } = await find(omar, 'zen');
    expect(JSON.stringify(attachments)).toContain(
      'Pilot · Harbour · +44\u00A020\u00A07946\u00A00601',
    );
    expect(attachments[0]?.preview.content.tap).toEqual({
      type: 'invoke',
      value: { person: idOf('ab') },
    });
    expect((await find(omar, 'zara')).text).toMatch(/No one found/);
  });

  it('a name can’t become markup in the list', async () => {
    const found = await find(rollcall.teams.omar, 'zed');
    expect(titles(found)).toEqual(['‹b›Zed‹/b› & co']);
    expect(JSON.stringify(found)).not.toContain('<b>');
  });

  it('a longer list goes on where the client left off, and ends', async () => {
    const { omar } = rollcall.teams;
    const page = (skip: number) =>
      invoke(omar, 'query', query('ze', { skip, count: 1 }), elsewhere);
    const first = titles(await page(0));
    const second = titles(await page(1));
    expect([...first, ...second].toSorted()).toEqual(['Zenobia Sample', '‹b›Zed‹/b› & co']);
    expect(await page(2)).toMatchObject({ type: 'result', attachments: [] });
  });

  it('an admin sees attributes for admins in their own chat only: a card that others may read leaves them out, and says so', async () => {
    const { omar } = rollcall.teams;
    await omar.say('help');
    const own = { id: personalChatId(omar.person), conversationType: 'personal' };
    const alone = JSON.stringify(await choose(omar, idOf('ab'), own));
    expect(alone).toContain('Secretum 7');
    const shared = JSON.stringify(await choose(omar, idOf('ab')));
    expect(shared).toMatch(/Zenobia.*Zee.*Attributes that only admins can see are left out/s);
    expect(shared).not.toMatch(/Secretum|Locker|Action\./);
  });

  it('a member is told that it is for admins, until the organization allows it to everyone', async () => {
    const { mika } = rollcall.teams;
    await mika.say('help');
    for (const refused of [await find(mika, 'zen'), await choose(mika, idOf('ab'))]) {
      expect(refused).toEqual({
        type: 'message',
        text: expect.stringMatching(/Only admins of the directory/),
      });
    }
    await allow('on');
    await eventually(async () => {
      expect(titles(await find(mika, 'zen'))).toEqual(['Zenobia Sample']);
    });
    // A value that a card doesn't show is not told by a search either.
    expect(titles(await find(mika, 'zee'))).toEqual(['Zenobia Sample']);
    expect((await find(mika, 'secretum')).text).toMatch(/No one found/);
    const card = JSON.stringify(await choose(mika, idOf('ab')));
    expect(card).toMatch(/Zenobia.*Zee/s);
    expect(card).not.toMatch(/Secretum|Locker|left out|Action\./);
    expect((await choose(mika, idOf('cd'))).text).toMatch(/no longer in the directory/);
  });

  it('while it is on, guests are told that it isn’t for them, and strangers what to do', async () => {
    const { gita, uma } = rollcall.teams;
    const leo = rollcall.teams.client('leo');
    await allow('on');
    expect((await find(gita, 'zen')).text).toMatch(/don’t know your account yet/);
    await gita.say('hi');
    await eventually(async () => expect(titles(await find(gita, 'zen'))).toHaveLength(1));
    await leo.say('hi');
    for (const refused of [await find(leo, 'zen'), await choose(leo, idOf('ab'))]) {
      expect(refused.text).toMatch(/Guests can’t/);
    }
    for (const answer of [await find(uma, 'zen'), await choose(uma, idOf('ab'))]) {
      expect(answer.type).toBe('message');
      expect(JSON.stringify(answer)).not.toMatch(/Zenobia/);
    }
  });

  it('starts with something useful before anything is typed: the first people, or one’s own department', async () => {
    const { omar, tara } = rollcall.teams;
    const value = { commandId: 'find', parameters: [{ name: 'initialRun', value: 'true' }] };
    expect(titles(await invoke(omar, 'query', value, elsewhere))).toContain('Zenobia Sample');
    const { tenantId, aadObjectId } = tara.person;
    await eventually(async () => {
      expect(await rollcall.storage.entraLinks.read(tenantId, aadObjectId)).toBeDefined();
    });
    await tara.say('find tara');
    await tara.press(await tara.waitForCard('Tara'), 'Edit');
    await tara.press(await tara.waitForCard('Department'), 'Save', {
      department: 'Harbour',
      phone: '+442079460609',
    });
    const started = titles(await invoke(tara, 'query', value, elsewhere));
    expect(started[0]).toMatch(/Tara/);
    expect(started).toHaveLength(3);
  });

  it.each([
    { name: 'initialRun', value: false },
    { name: 'initialRun' },
    { name: 'other', value: 4 },
  ])('finds what was typed, whatever else a client sends with it (%j)', async (beside) => {
    const { omar } = rollcall.teams;
    const parameters = [beside, { name: 'text', value: 'zen' }];
    const value = { commandId: 'find', parameters };
    expect(titles(await invoke(omar, 'query', value, elsewhere))).toEqual(['Zenobia Sample']);
  });

  it('answers in the language of the person who asks', async () => {
    const { mika } = rollcall.teams;
    const activity = { ...invokeBy(mika, 'composeExtension/query', query('zen')), locale: 'ar-EG' };
    expect(JSON.stringify(await mika.send(activity))).toContain('مسؤولو الدليل وحدهم');
  });

  it.each([
    ['nothing', undefined],
    ['another command', { commandId: 'delete', parameters: [{ name: 'query', value: 'zen' }] }],
    ['a person that is none', { person: '../../x' }],
    ['parameters that are none', { commandId: 'find', parameters: 'zen' }],
    ['a list', [[]]],
  ])('is answered whatever a client sends: %s', async (_, value) => {
    for (const name of ['query', 'selectItem']) {
      const { type } = await invoke(rollcall.teams.omar, name, value, elsewhere);
      expect(['message', 'result']).toContain(type);
    }
  });

  it('keeps nothing: no turn, no chat, no group, and no word of the question in the log', async () => {
    const { omar } = rollcall.teams;
    const { tenantId } = omar.person;
    await find(omar, 'Unrepeatabilia');
    const value = { ...query('zen'), id: 'once' };
    for (const attempt of [1, 2]) {
      expect([attempt, titles(await invoke(omar, 'query', value, elsewhere))]).toEqual([
        attempt,
        ['Zenobia Sample'],
      ]);
    }
    expect(kept.written()).not.toMatch(/Unrepeatabilia|Zenobia/i);
    const groups = await rollcall.storage.groups.all(tenantId);
    expect(groups.map(({ id }) => id)).not.toContain(elsewhere.id);
    const chat = await rollcall.storage.chats.read(tenantId, omar.person.aadObjectId);
    expect(chat?.reference).not.toContain(elsewhere.id);
  });
});

describe('looking people up too often, or too slowly', () => {
  it('is answered with when to go on, for each person alone', () => {
    let at = 0;
    const limits = { inMinute: 2, inHour: 3 };
    const allowance = createLookupAllowance({ limits, now: () => at });
    const ask = (person: string) => allowance.take('tenant', person);
    expect([ask('one'), ask('one'), ask('one'), ask('other')]).toEqual([
      ...[undefined, undefined, 1, undefined],
    ]);
    at += 60_000;
    expect([ask('one'), ask('one')]).toEqual([undefined, 59]);
    at += 60 * 60_000;
    expect(ask('one')).toBeUndefined();
  });

  it('ends in a sentence in the chat, before Teams gives up', async () => {
    const opened = (await openTestStorage()).storage;
    const people = { ...opened.people, read: () => new Promise<never>(() => undefined) };
    const slow = await startRollcall({
      storage: { ...opened, people },
      parts: { turnLimits: { lookupMs: 300 }, lookupLimits: { inMinute: 1 } },
    });
    try {
      const { tara } = slow.teams;
      expect((await choose(tara, idOf('ab'))).text).toMatch(/taking longer than usual/);
      const refused = await choose(tara, idOf('ab'));
      expect(refused).toEqual({ type: 'message', text: expect.stringMatching(/in a minute/) });
    } finally {
      await slow.stop();
    }
  });
});
