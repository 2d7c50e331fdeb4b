import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { safeId } from '../../src/domain/organization.ts';
import { channelId, groupChatId } from '../../emulators/teams/chats.ts';
import { samplePeople } from '../../emulators/teams/people.ts';
import { findAction, textOf } from '../support/card-reading.ts';
import { eventually } from '../support/eventually.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { TeamsClient } from '../support/teams-client.ts';
import { auditOf } from '../support/test-audit.ts';

const [team, chat] = [safeId(channelId), safeId(groupChatId)];
const phoneOf = (index: number) => `+4420794601${String(index).padStart(2, '0')}`;
/** As a card shows it. */
const shownOf = (index: number) => `+44 20 7946 01${String(index).padStart(2, '0')}`;
const day = 24 * 3_600_000;

let rollcall: TestRollcall;
let tenant: string;
let later = 0;

beforeEach(async () => {
  later = 0;
  const gita = samplePeople.find(({ key }) => key === 'gita')?.aadObjectId ?? '';
  rollcall = await startRollcall({
    peopleJoin: true,
    parts: {
      now: () => Date.now() + later,
      groupOwners: { ownersOf: () => Promise.resolve([gita]) },
    },
  });
  tenant = rollcall.teams.tara.person.tenantId;
});
afterEach(() => rollcall.stop());

async function press(who: TeamsClient, verb: string, data: object = {}): Promise<string> {
  return JSON.stringify(await who.send(pressBy(who, verb, { v: 1, verb, ...data })));
}

/** The text of the answer to an action. */
function saidIn(answer: string): string {
  const { body } = JSON.parse(answer) as { body: { value: string | Record<string, unknown> } };
  return typeof body.value === 'string' ? body.value : textOf(body.value);
}

/** Any member of the organization, who has added the app to a group chat with everybody in it. */
async function anyMember(key = 'mika'): Promise<TeamsClient> {
  await rollcall.teams.inGroup(key).open();
  const who = rollcall.teams.client(key);
  await eventually(async () => {
    expect((await rollcall.storage.groups.read(tenant, chat))?.owners).toEqual([
      who.person.aadObjectId,
    ]);
    const all = await rollcall.storage.memberships.ofGroup(tenant, chat);
    expect(all.length).toBeGreaterThan(3);
    expect(all.filter(({ toArrive }) => toArrive)).toEqual([]);
  });
  return who;
}

/** A person added by an admin. @returns their id */
async function addPerson(values: Readonly<Record<string, string>>): Promise<string> {
  const data = { network: 'Employee', fields: Object.keys(values), ...values };
  const answer = await press(rollcall.teams.tara, 'add-person', data);
  return /"person":"([0-9a-f]{32})"/.exec(answer)?.[1] ?? '';
}

const remove = (person: string) =>
  press(rollcall.teams.tara, 'delete-people', { people: [person], confirmed: true });

async function readPerson(id: string) {
  const found = await rollcall.storage.people.read(tenant, id.charAt(0), [id]);
  const person = found.get(id);
  if (person === undefined) throw new Error('nobody is there');
  return person;
}

async function people(): Promise<number> {
  let count = 0;
  for (const shard of '0123456789abcdef') {
    for await (const page of rollcall.storage.people.scan(tenant, shard)) count += page.length;
  }
  return count;
}

const add = (who: TeamsClient, phone: string, name: string, group = chat) =>
  press(who, 'add-member', { group, phone, name });

describe('any member who makes themselves a group admin', () => {
  it('learns nothing by trying phone numbers: not who has one, nor that anybody has it or had it', async () => {
    const mika = await anyMember();
    const employee = await addPerson({
      phone: phoneOf(1),
      firstName: 'Zenobia',
      email: 'z@a.example',
    });
    await addPerson({ phone: phoneOf(2), firstName: 'Zoltan' });
    const deleted = await addPerson({ phone: phoneOf(3), firstName: 'Zora' });
    await remove(deleted);
    // In the very same chat: adding a phone to it must not tell that it is Omar's.
    const inChat = await rollcall.storage.memberships.read(
      tenant,
      chat,
      rollcall.teams.omar.person.aadObjectId,
    );
    const omar = await readPerson(inChat?.person ?? '');
    const edit = { person: omar.id, seen: omar.etag, fields: ['phone'], phone: phoneOf(4) };
    expect(await press(rollcall.teams.tara, 'save-person', edit)).toContain(phoneOf(4));
    const before = await readPerson(employee);

    const answers = new Map<string, string>();
    // Four numbers that belong or belonged to a person, and eight that never did.
    for (let index = 1; index <= 12; index += 1) {
      const phone = phoneOf(index);
      // Two for a day's worth: a person removed and added again counts again.
      later += day / 10;
      const answer = await add(mika, phone, 'x');
      const again = await add(mika, phone, 'x');
      const looked = await press(mika, 'show-group', { group: chat, page: 0 });
      const member = /"member":"([0-9a-f]+)"/.exec(answer)?.[1] ?? '';
      const out = await press(mika, 'remove-member', { group: chat, member });
      const told = [answer, again, looked, out]
        .join('\n')
        .replaceAll('\u{A0}', ' ')
        .replaceAll(phone, 'PHONE')
        .replaceAll(shownOf(index), 'PHONE')
        .replaceAll(member, 'MEMBER')
        .replaceAll(/"press":"[^"]*"/gu, '');
      expect(told).not.toMatch(/Zenobia|Zoltan|Zora/);
      answers.set(told, phone);
    }
    // All answers are the same as the first one of their kind.
    expect([...answers.values()]).toHaveLength(1);
    expect(saidIn(await add(mika, phoneOf(1), 'x'))).toMatch(/x is in the group now/);
    expect(await readPerson(employee)).toEqual(before);
    expect(await readPerson(deleted)).toMatchObject({ deletedAt: expect.any(String) });
  });

  it('sees of the group what Teams tells and what they typed, and no phone of a colleague', async () => {
    const mika = await anyMember();
    const membership = await rollcall.storage.memberships.read(
      tenant,
      chat,
      rollcall.teams.omar.person.aadObjectId,
    );
    const omar = await readPerson(membership?.person ?? '');
    const edit = { person: omar.id, seen: omar.etag, fields: ['phone'], phone: phoneOf(4) };
    await press(rollcall.teams.tara, 'save-person', edit);
    await add(mika, phoneOf(5), 'Nadia Sample');
    const card = saidIn(await press(mika, 'show-group', { group: chat, page: 0 }));
    expect(card).toContain('Omar');
    expect(card).toContain(`Nadia Sample\n${shownOf(5)}`);
    expect(card).not.toContain(phoneOf(4));
    expect(card).not.toContain(shownOf(4));
    expect(card).not.toMatch(/network/);
    // An admin of the directory sees them as the directory has them.
    const seen = saidIn(await press(rollcall.teams.tara, 'show-group', { group: chat, page: 0 }));
    expect(seen).toContain(shownOf(4));
    // The next owner of the chat sees nothing of what another typed.
    const group = await rollcall.storage.groups.read(tenant, chat);
    if (group === undefined) throw new Error('no group');
    const gita = rollcall.teams.gita;
    await rollcall.storage.groups.update({ ...group, owners: [gita.person.aadObjectId] });
    expect(await press(gita, 'show-group', { group: chat, page: 0 })).not.toContain(shownOf(5));
  });

  it('brings back nobody whom an admin deleted: an admin is asked, and decides', async () => {
    const { tara, omar } = rollcall.teams;
    const mika = await anyMember();
    const [one, other] = [
      await addPerson({ phone: phoneOf(1), firstName: 'Zenobia' }),
      await addPerson({ phone: phoneOf(2), firstName: 'Zoltan' }),
    ];
    await remove(one);
    await remove(other);
    expect((await tara.ask('help')).titles).not.toContain('Show requests');
    const before = await people();
    await mika.say(`group add ${phoneOf(1)}, Zen`);
    await mika.waitForCard((card) => card.text.includes('Zen is in the group now'));
    await add(mika, phoneOf(2), 'Zol');
    await add(mika, phoneOf(2), 'Zol');
    expect(await people()).toBe(before);
    expect(await readPerson(one)).toMatchObject({ deletedAt: expect.any(String) });

    await tara.say('help');
    const home = await tara.waitForCard((card) => card.titles.includes('Show requests'));
    await tara.press(home, 'Show requests');
    const asked = await tara.waitForCard((card) => card.text.includes('Requests'));
    expect(asked.text).toMatch(/Zoltan[^]*Mika[^]*Sample group chat[^]*“Zol”[^]*Zenobia[^]*“Zen”/);
    expect(asked.titles.filter((title) => title === 'Restore')).toHaveLength(2);

    // A person who may not restore people isn't asked, and can't decide.
    expect((await mika.ask('help')).titles).not.toContain('Show requests');
    expect(await press(mika, 'show-requests')).toMatch(/Only admins/);
    expect(await press(mika, 'keep-deleted', { person: one })).toMatch(/Only admins/);

    const restore = findAction(asked.json, 'Restore');
    const kept = saidIn(await press(tara, 'keep-deleted', { person: other }));
    expect(kept).not.toContain('Zoltan');
    expect(kept).toContain('Zenobia');
    expect(restore?.data).toMatchObject({ verb: 'restore-person' });
    expect(saidIn(await press(tara, 'restore-person', { person: one }))).toMatch(
      /Zenobia[^]*Employee network/,
    );
    expect(saidIn(await press(tara, 'show-requests'))).toMatch(/No requests are waiting/);

    // A refused request isn't asked again tomorrow. A person deleted again may be.
    await remove(one);
    later = 2 * day;
    for (const [index, person] of [one, other].entries()) {
      const member = (await rollcall.storage.memberships.ofGroup(tenant, chat)).find(
        (row) => row.person === person,
      );
      await press(mika, 'remove-member', { group: chat, member: member?.member ?? '' });
      await add(mika, phoneOf(index + 1), 'Again');
    }
    await rollcall.storage.roles.give(tenant, omar.person.aadObjectId, 'organization-admin');
    const again = saidIn(await press(omar, 'show-requests'));
    expect(again).toContain('Zenobia');
    expect(again).not.toContain('Zoltan');
  });

  it('adds 20 people in 24 hours, or as many as the organization allows, and no more', async () => {
    const { tara } = rollcall.teams;
    const mika = await anyMember();
    const before = await people();
    for (let index = 1; index <= 20; index += 1) await add(mika, phoneOf(index), `Person ${index}`);
    expect(await people()).toBe(before + 20);
    const refused = saidIn(await add(mika, phoneOf(21), 'Too Many'));
    expect(refused).toMatch(/No one was added. You can add 20 people in 24 hours/);
    // People who are there already don't count.
    expect(saidIn(await add(mika, phoneOf(3), 'Person 3'))).toMatch(/already in the group/);
    expect(await people()).toBe(before + 20);

    await tara.say('settings');
    const settings = await tara.waitForCard((card) => card.titles.includes('Save'));
    await tara.press(settings, 'Save', { groupLimit: '21' });
    expect(saidIn(await add(mika, phoneOf(21), 'One More'))).toMatch(
      /One More is in the group now/,
    );
    expect(saidIn(await add(mika, phoneOf(22), 'Too Many'))).toMatch(/add 21 people/);
    later = day + 60_000;
    expect(saidIn(await add(mika, phoneOf(22), 'Tomorrow'))).toMatch(
      /Tomorrow is in the group now/,
    );
  });

  it('adds nobody where the organization has switched that off, or keeps it for owners of teams', async () => {
    const { tara, gita } = rollcall.teams;
    const mika = await anyMember();
    await rollcall.teams.inChannel('gita').open();
    await eventually(async () => {
      expect((await rollcall.storage.groups.read(tenant, team))?.owners).toHaveLength(1);
    });
    const choose = async (groupAdding: string) => {
      await tara.say('settings');
      const settings = await tara.waitForCard((card) => card.titles.includes('Save'));
      await tara.press(settings, 'Save', { groupAdding });
    };
    const offered = async (who: TeamsClient) => {
      return (await who.ask('help')).titles.includes('Add to a group');
    };
    expect(await offered(mika)).toBe(true);

    await choose('teams');
    const before = await people();
    expect(saidIn(await add(mika, phoneOf(1), 'Nobody'))).toMatch(/only owners of teams/);
    await mika.say(`group add ${phoneOf(1)}, Nobody`);
    await mika.waitForMessage(/only owners of teams/);
    expect((await mika.ask('group')).titles).not.toContain('Add person');
    expect(await offered(mika)).toBe(false);
    expect(await people()).toBe(before);
    expect(saidIn(await add(gita, phoneOf(2), 'Somebody', team))).toMatch(/is in the group now/);

    await choose('off');
    expect(saidIn(await add(gita, phoneOf(3), 'Nobody', team))).toMatch(/turned off/);
    await gita.say('group add');
    await gita.waitForMessage(/turned off/);
    expect(await offered(gita)).toBe(false);
    expect(await people()).toBe(before + 1);

    const audit: string[] = [];
    for (const { what, changes } of await auditOf(rollcall.storage, tenant))
      if (what === 'setting-changed') audit.push(...changes.map(({ after }) => after));
    expect(audit).toEqual(expect.arrayContaining(['teams', 'off']));
  });

  it('is none any more once they have left the group, though they brought the app into it', async () => {
    const mika = await anyMember();
    const { person: gita } = rollcall.teams.client('gita');
    await rollcall.teams.teams.team.remove(gita, groupChatId, mika.person);
    await eventually(async () => {
      const left = await rollcall.storage.memberships.read(tenant, chat, mika.person.aadObjectId);
      expect(left).toBeUndefined();
    });
    // Their own group still names them as its owner.
    expect((await rollcall.storage.groups.read(tenant, chat))?.owners).toEqual([
      mika.person.aadObjectId,
    ]);
    const before = await people();
    const typed = { group: chat, phone: phoneOf(77), name: 'Left Sample' };
    expect(saidIn(await press(mika, 'add-member', typed))).toMatch(/own/);
    expect(saidIn(await press(mika, 'show-group', { group: chat, page: 0 }))).toMatch(/own/);
    expect(await people()).toBe(before);
  });
});

describe('a guest', () => {
  it('takes nobody’s record over by an email address, and shows its phone to nobody', async () => {
    const { tara, mika } = rollcall.teams;
    const { person: noor } = rollcall.teams.client('noor');
    const amelia = await addPerson({
      phone: phoneOf(9),
      firstName: 'Amelia',
      lastName: 'Example',
      email: noor.email,
    });
    const before = await readPerson(amelia);
    await anyMember();
    expect(await readPerson(amelia)).toEqual(before);
    const card = await press(mika, 'show-group', { group: chat, page: 0 });
    expect(card).toContain('Noor');
    expect(card).not.toMatch(/Amelia|\+4420794601/);

    const link = await rollcall.storage.entraLinks.read(tenant, safeId(noor.aadObjectId));
    expect(await readPerson(link?.person ?? '')).toMatchObject({
      network: 'Others',
      linked: false,
      source: 'group',
    });
    // An admin learns that the two may be one person, and looks.
    const profile = saidIn(await press(tara, 'show-person', { person: link?.person }));
    expect(profile).toMatch(/May be a duplicate of Amelia Example[^]*isn’t proof/);
    expect(saidIn(await press(tara, 'show-person', { person: amelia }))).not.toMatch(/duplicate/);
  });

  it('who added the app to a group chat is not its group admin', async () => {
    const leo = await anyMember('leo');
    expect(saidIn(await add(leo, phoneOf(1), 'Nobody'))).toMatch(/Only owners of this group/);
    expect(saidIn(await press(leo, 'show-group', { group: chat, page: 0 }))).toMatch(
      /Only owners of this group/,
    );
    expect((await leo.ask('help')).titles).not.toContain('Add to a group');
  });
});
