import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pressBy } from '../support/invokes.ts';
import { giveOwnRecord } from '../support/own-record.ts';
import { inputsOf } from '../support/card-reading.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { TeamsClient } from '../support/teams-client.ts';

describe('one’s own profile', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
    const { mika } = rollcall.teams;
    await giveOwnRecord(rollcall.storage, mika.person, {
      id: 'a'.repeat(32),
      fields: { firstName: 'Mika', phone: '+442079460501' },
    });
  });
  afterAll(() => rollcall.stop());

  it.each(['me', 'my profile', 'mein Profil', 'mi perfil', 'mon profil', 'ملفي الشخصي'])(
    'is shown to people who are in the directory, without an admin’s buttons: “%s”',
    async (words) => {
      const { mika } = rollcall.teams;
      const card = await mika.ask(words);
      expect(card.text).toContain('+44 20 7946 0501');
      expect(card.titles).toEqual(['Details']);
    },
  );

  it('is nobody’s who isn’t in the directory, which is said, and no one else’s', async () => {
    const { gita, uma } = rollcall.teams;
    for (const who of [gita, uma]) {
      await who.say('me');
      const answer = await who.waitForMessage(({ text }) => text !== undefined);
      expect(answer.text).toMatch(/aren’t in the directory yet/);
    }
  });

  it('isn’t shown in a group', async () => {
    const inGroup = rollcall.teams.inGroup('mika');
    await inGroup.say('me');
    const answer = await inGroup.waitForMessage(({ text }) => text !== undefined);
    expect(answer.text).toMatch(/personal chat/);
  });
});

describe('editing one’s own profile', () => {
  const id = 'b'.repeat(32);
  let rollcall: TestRollcall;
  let tenant: string;
  beforeAll(async () => {
    rollcall = await startRollcall();
    const { gita, tara } = rollcall.teams;
    tenant = tara.person.tenantId;
    for (const [name, visibleTo, selfEdit] of [
      ['Nickname', 'all', true],
      ['Locker', 'admins', true],
      ['Badge', 'all', false],
    ]) {
      await press(tara, 'save-attribute', {
        ...{ name, visibleTo, selfEdit, type: 'text', required: name === 'Badge' },
      });
    }
    await giveOwnRecord(rollcall.storage, gita.person, {
      id,
      fields: { firstName: 'Gita', phone: '+442079460502', department: 'Harbour' },
      locked: ['department'],
    });
  });
  afterAll(() => rollcall.stop());

  const press = (who: TeamsClient, verb: string, data: object) =>
    who.send(pressBy(who, verb, { v: 1, verb, ...data }));
  const recordNow = async () => {
    const found = await rollcall.storage.people.read(tenant, 'b', [id]);
    return found.get(id);
  };
  const own = async (name: string) => {
    const all = await rollcall.storage.organizations.attributes(tenant);
    return all.find((attribute) => attribute.name === name)?.key ?? '';
  };
  const allow = async (keys: string[]) => {
    const { tara } = rollcall.teams;
    await tara.say('settings');
    await tara.press(await tara.waitForCard('Settings'), 'Save', { selfEdit: keys.join(',') });
  };
  const form = async () => {
    const { gita } = rollcall.teams;
    await gita.say('me');
    await gita.press(await gita.waitForCard((card) => card.titles.includes('Edit')), 'Edit');
    return gita.waitForCard('Edit my profile', { since: 'start' });
  };

  it('offers what the organization allows, and neither what Entra decides, nor what only admins see', async () => {
    await allow([]);
    const before = await form();
    expect(Array.from(inputsOf(before.json).keys())).toEqual([await own('Nickname')]);
    await allow(['jobTitle', 'department']);
    const fields = Array.from(inputsOf((await form()).json).keys());
    expect(fields).toEqual(['jobTitle', await own('Nickname')]);
  });

  it('is in effect at once, and the history says that it was they themselves', async () => {
    const { gita, tara } = rollcall.teams;
    await allow(['jobTitle']);
    await gita.press(await form(), 'Save', { jobTitle: 'Pilot', [await own('Nickname')]: 'Gi' });
    await gita.waitForCard((card) => card.text.includes('Pilot') && card.text.includes('Gi'), {
      since: 'start',
    });
    expect((await recordNow())?.fields).toMatchObject({
      jobTitle: 'Pilot',
      phone: '+442079460502',
    });
    await press(tara, 'person-history', { person: id, page: 0 });
    await tara.say('find gita');
    await tara.press(await tara.waitForCard('Gita'), 'History');
    const history = await tara.waitForCard('History of', { since: 'start' });
    expect(history.text).toMatch(/by themselves/);
  });

  it.each(['phone', 'email', 'employeeId', 'department', 'Locker', 'lastName'])(
    'saves nothing of a form that was altered: %s',
    async (name) => {
      const { gita } = rollcall.teams;
      await allow(['jobTitle']);
      const before = await recordNow();
      const key = name === 'Locker' ? await own(name) : name;
      const data = { seen: before?.etag, jobTitle: 'Baker', [key]: '+442079460509' };
      const answer = await press(gita, 'save-own', { ...data, fields: ['jobTitle', key] });
      expect(JSON.stringify(answer)).toMatch(/changed what you can edit/);
      expect((await recordNow())?.fields).toEqual(before?.fields);
    },
  );

  it('stands on what was seen: what an admin changed meanwhile is shown, if it is in the form', async () => {
    const { gita, tara } = rollcall.teams;
    await allow(['jobTitle']);
    const edit = async (values: Record<string, string>) => {
      const seen = (await recordNow())?.etag;
      await press(tara, 'save-person', {
        ...values,
        person: id,
        seen,
        fields: Object.keys(values),
      });
    };
    const first = await form();
    await edit({ [await own('Locker')]: 'Secretum 9' });
    await gita.press(first, 'Save', { jobTitle: 'Cook' });
    expect((await recordNow())?.fields).toMatchObject({ jobTitle: 'Cook' });
    const second = await form();
    await edit({ jobTitle: 'Judge' });
    await gita.press(second, 'Save', { jobTitle: 'Clerk' });
    const asked = await gita.waitForCard((card) => card.titles.includes('Save mine anyway'), {
      since: 'start',
    });
    expect(asked.text).toMatch(/Judge/);
    expect(asked.text).not.toMatch(/Secretum/);
    await gita.press(asked, 'Save mine anyway');
    expect((await recordNow())?.fields).toMatchObject({ jobTitle: 'Clerk' });
  });

  it('may include the phone number, which then leads to them and no longer to whom it was, and the history says by whom', async () => {
    const { gita, tara } = rollcall.teams;
    await allow(['phone']);
    const before = (await recordNow())?.fields.phone ?? '';
    await gita.press(await form(), 'Save', { phone: '+44 20 7946 0508' });
    expect((await recordNow())?.fields.phone).toBe('+442079460508');
    await tara.say('find +44 20 7946 0508');
    const profile = await tara.waitForCard((card) => card.text.includes('Gita'));
    await tara.press(profile, 'History');
    expect((await tara.waitForCard('History of', { since: 'start' })).text).toMatch(
      /by themselves/,
    );
    // A file with the new number is about the same person.
    await tara.say('import employees');
    await tara.sendFile('gita.csv', 'Phone,First name,Location\n+44 20 7946 0508,Gita,Harbour\n');
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    expect(preview.text).toMatch(/0\s*Added\s*1\s*Updated/);
    await tara.say('cancel');
    await tara.waitForMessage(/cancelled the import/);
    // The former number is free for someone else.
    await press(tara, 'add-person', {
      ...{ network: 'Employee', phone: before, firstName: 'Next', [await own('Badge')]: 'B' },
      fields: ['phone', 'firstName', await own('Badge')],
    });
    expect((await tara.ask(`find ${before}`)).text).toContain('Next');
    // And one that someone has is refused, without a word about whose it is.
    await gita.press(await form(), 'Save', { phone: before });
    const refused = await gita.waitForCard(
      (card) => card.text.includes('Another person in the directory has this phone number'),
      { since: 'start' },
    );
    expect(refused.text).not.toContain('Next');
    expect(JSON.stringify(refused.json)).not.toContain('show-person');
    expect((await recordNow())?.fields.phone).toBe('+442079460508');
  });

  it('isn’t for guests, whose account another organization vouches for, and not in a group', async () => {
    const leo = rollcall.teams.client('leo');
    await giveOwnRecord(rollcall.storage, leo.person, {
      ...{ id: 'c'.repeat(32), linked: false, network: 'Others', source: 'group' },
      fields: { displayName: 'Leo' },
    });
    await allow(['jobTitle']);
    expect(JSON.stringify(await press(leo, 'edit-own', {}))).toMatch(/doesn’t let people edit/);
    await leo.say('me');
    expect((await leo.waitForCard('Leo')).titles).toEqual(['Details']);
    const inGroup = rollcall.teams.inGroup('gita');
    const activity = pressBy(inGroup, 'edit-own', { v: 1, verb: 'edit-own' });
    const conversation = { id: inGroup.chatId, conversationType: 'groupChat' };
    expect(JSON.stringify(await inGroup.send({ ...activity, conversation }))).toMatch(
      /personal chat/,
    );
  });

  it('of an admin by a form: a required attribute that is missing doesn’t hold up another correction', async () => {
    const { tara } = rollcall.teams;
    await tara.say('find gita');
    await tara.press(await tara.waitForCard('Gita'), 'Edit');
    const edit = await tara.waitForCard((card) => card.titles.includes('Save'), { since: 'start' });
    await tara.press(edit, 'Save', { phone: '+442079460503' });
    expect((await recordNow())?.fields.phone).toBe('+442079460503');
  });
});
