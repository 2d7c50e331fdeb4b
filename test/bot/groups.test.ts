import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { channelId, groupChatId } from '../../emulators/teams/chats.ts';
import { samplePeople } from '../../emulators/teams/people.ts';
import { safeId } from '../../src/domain/organization.ts';
import { findAction } from '../support/card-reading.ts';
import { eventually } from '../support/eventually.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { TeamsClient } from '../support/teams-client.ts';

const [team, chat] = [safeId(channelId), safeId(groupChatId)];

let rollcall: TestRollcall;
let tenant: string;
const ids: Record<string, string> = {};
let owners: (() => Promise<readonly string[]>) | undefined;

beforeEach(async () => {
  owners = undefined;
  rollcall = await startRollcall({
    peopleJoin: true,
    parts: {
      groupOwners: { ownersOf: () => owners?.() ?? Promise.resolve([ids.gita ?? '']) },
    },
  });
  tenant = rollcall.teams.tara.person.tenantId;
  for (const { key, aadObjectId } of samplePeople) ids[key] = aadObjectId;
});
afterEach(async () => {
  await rollcall.stop();
});

/** Actions with the team in Teams itself. */
const rosterActions = () => rollcall.teams.teams.team;
const personOf = (key: string) => rollcall.teams.client(key).person;

async function auditOf(who: TeamsClient): Promise<string> {
  await who.say('audit');
  const card = await who.waitForCard((shown) => shown.titles.includes('Download'));
  return (await who.follow(card, 'Download')).text();
}

/** Names of who is in a group, all arrived. */
async function membersOf(group: string): Promise<readonly string[]> {
  const members = await rollcall.storage.memberships.ofGroup(tenant, group);
  expect(members.filter(({ toArrive }) => toArrive)).toEqual([]);
  return members.map(({ name }) => name.split(' ')[0] ?? '').toSorted();
}

async function profileOf(words: string): Promise<string> {
  const { tara } = rollcall.teams;
  return (await tara.ask(`find ${words}`)).text;
}

/** Adds the bot to the sample team, and waits until everybody in it has arrived. */
async function withTeam(): Promise<void> {
  await rollcall.teams.inChannel('gita').open();
  await eventually(async () =>
    expect(await membersOf(team)).toEqual(['Gita', 'Leo', 'Mika', 'Omar', 'Tara']),
  );
  await eventually(async () =>
    expect((await rollcall.storage.groups.read(tenant, team))?.readAt).toBeDefined(),
  );
}

describe('a team that the bot is added to', () => {
  it('brings everybody in it: employees to Employee, guests to Others', async () => {
    await withTeam();
    const mika = await profileOf('mika@sample.example');
    expect(mika).toContain('Employee network');
    expect(mika).toContain('Added to an organization group');
    expect(mika).toContain('Work account\nLinked');
    expect(await profileOf('leo@partner.example')).toContain('Others network');
    const group = await rollcall.storage.groups.read(tenant, team);
    expect(group).toMatchObject({ name: 'Sample team', kind: 'team', owners: [ids.gita] });
  });

  it('is followed: who leaves is no member any more and stays a person; who joins arrives', async () => {
    await withTeam();
    await rosterActions().remove(personOf('gita'), channelId, personOf('mika'));
    await eventually(async () =>
      expect(await membersOf(team)).toEqual(['Gita', 'Leo', 'Omar', 'Tara']),
    );
    expect(await profileOf('mika@sample.example')).toContain('Employee network');
    await rosterActions().add(personOf('gita'), channelId, personOf('mika'));
    await eventually(async () =>
      expect(await membersOf(team)).toEqual(['Gita', 'Leo', 'Mika', 'Omar', 'Tara']),
    );
  });

  it('is followed under its new name, and is no group once it is deleted', async () => {
    await withTeam();
    await rosterActions().rename(personOf('gita'), channelId, 'Renamed team');
    const { gita } = rollcall.teams;
    expect((await gita.ask('group')).text).toContain('Renamed team');
    await rosterActions().deleteTeam(personOf('gita'), channelId);
    await gita.say('group');
    const answer = await gita.waitForMessage((message) => message.text !== undefined);
    expect(answer.text).toMatch(/don’t own a group/);
    await eventually(async () => expect(await membersOf(team)).toEqual([]));
    expect(await profileOf('mika@sample.example')).toContain('Employee network');
  });

  it('keeps the group admins that were last known when the owners can’t be read', async () => {
    await withTeam();
    owners = () => Promise.reject(new Error('no answer'));
    await rosterActions().rename(personOf('gita'), channelId, 'Renamed team');
    await eventually(async () => {
      const group = await rollcall.storage.groups.read(tenant, team);
      expect([group?.name, group?.owners]).toEqual(['Renamed team', [ids.gita]]);
    });
  });

  it('is found again by what is said in it, where nobody told of its installation', async () => {
    const mika = rollcall.teams.inChannel('mika');
    await mika.say('hi');
    await eventually(async () => expect(await membersOf(team)).toContain('Mika'));
  });
});

describe('a group chat', () => {
  it('has who added the bot as its group admin; people of another organization are in Others', async () => {
    await rollcall.teams.inGroup('mika').open();
    await eventually(async () => expect(await membersOf(chat)).toContain('Noor'));
    expect(await profileOf('noor@another-sample.example')).toContain('Others network');
    const { mika } = rollcall.teams;
    const home = await mika.ask('help');
    expect(home.titles).toEqual(expect.arrayContaining(['Groups', 'Add to a group']));
    await mika.say('group');
    const card = await mika.waitForCard((shown) => shown.text.includes('Sample group chat'));
    expect(card.titles).toContain('Add person');
  });

  it('is no group once the bot was removed', async () => {
    await rollcall.teams.inGroup('mika').open();
    await eventually(async () => expect(await membersOf(chat)).toContain('Mika'));
    await rollcall.teams.inGroup('mika').removeApp();
    const { mika } = rollcall.teams;
    await mika.say('group');
    const answer = await mika.waitForMessage((message) => message.text !== undefined);
    expect(answer.text).toMatch(/don’t own a group/);
  });
});

describe('a group admin', () => {
  it('adds somebody without an account to their group: they are in Others, and in the list', async () => {
    await withTeam();
    const { gita } = rollcall.teams;
    await gita.say('group add +44 20 7946 0199, Nadia Sample');
    const card = await gita.waitForCard((shown) => shown.text.includes('Nadia Sample'));
    expect(card.text).toContain('+44 20 7946 0199');
    expect(card.text).toContain('6 people');
    const profile = await profileOf('Nadia');
    expect(profile).toContain('Added to an organization group');
    expect(profile).toContain('Others network');

    await gita.say('group add +44 20 7946 0199 Nadia Sample');
    await gita.waitForCard((shown) => shown.text.includes('already in the group'));
    const list = await gita.waitForCard((shown) => shown.titles.includes('Remove'));
    await gita.press(list, 'Remove');
    await eventually(async () => expect(await membersOf(team)).not.toContain('Nadia'));
    expect(await profileOf('Nadia')).toContain('Others network');
  });

  it('is told what is wrong with a phone, and corrects it in the form', async () => {
    await withTeam();
    const { gita } = rollcall.teams;
    await gita.say('group add 12, Nadia Sample');
    const form = await gita.waitForCard((card) => card.titles.includes('Add person'));
    expect(form.text).toMatch(/Phone number:/);
    await gita.press(form, 'Add person', { phone: '+44 20 7946 0198' });
    await gita.waitForCard((card) => card.text.includes('+44 20 7946 0198'));
  });

  it('of several groups is asked which one', async () => {
    await withTeam();
    await rollcall.teams.inGroup('gita').open();
    await eventually(async () => expect(await membersOf(chat)).toContain('Gita'));
    const { gita } = rollcall.teams;
    expect((await gita.ask('group')).text).toMatch(/Sample group chat[^]*Sample team/);
    await gita.say('group add +44 20 7946 0197, Nadia Sample');
    const form = await gita.waitForCard((card) => card.titles.includes('Add person'));
    await gita.press(form, 'Add person', { group: chat });
    await gita.waitForCard((card) => card.text.includes('+44 20 7946 0197'));
    expect(await membersOf(chat)).toContain('Nadia');
    expect(await membersOf(team)).not.toContain('Nadia');
  });

  it('is nobody in a group that isn’t theirs, whatever a card’s data say', async () => {
    await withTeam();
    const { gita, mika, tara, uma } = rollcall.teams;
    await mika.say('group add +44 20 7946 0196, Nadia Sample');
    const answer = await mika.waitForMessage((message) => message.text !== undefined);
    expect(answer.text).toMatch(/ask/i);
    const data = { v: 1, verb: 'add-member', group: team, phone: '+442079460196', name: 'Nadia' };
    for (const other of [mika, tara, uma]) {
      const refused = await other.send(pressBy(other, 'add-member', data));
      expect(JSON.stringify(refused)).toMatch(/Only owners of this group|no longer available/);
    }
    const look = { v: 1, verb: 'show-group', group: team, page: 0 };
    for (const other of [mika, uma]) {
      const refused = await other.send(pressBy(other, 'show-group', look));
      expect(JSON.stringify(refused)).toMatch(/Only owners of this group|no longer available/);
    }
    for (const group of ['../x', 'x|y', '', 7]) {
      const refused = await gita.send(pressBy(gita, 'show-group', { ...look, group }));
      expect(JSON.stringify(refused)).toMatch(/button no longer works/);
    }
    expect(await membersOf(team)).not.toContain('Nadia');
  });

  it('exports the people of their own groups alone, as they see them, and the audit says so', async () => {
    await withTeam();
    await rosterActions().rename(personOf('gita'), channelId, '=Team; “1”');
    await rollcall.teams.inGroup('mika').open();
    await eventually(async () => expect(await membersOf(chat)).toContain('Noor'));
    const { gita, mika, tara, omar } = rollcall.teams;
    await gita.say('group add +44 20 7946 0195, Nadia Sample');
    await eventually(async () => expect(await membersOf(team)).toContain('Nadia'));
    const exported = async (who: TeamsClient, words: string) => {
      await who.say(words);
      const card = await who.waitForCard((shown) => shown.titles.includes('Download'));
      return (await (await who.follow(card, 'Download')).text()).split('\r\n');
    };
    const [header, ...rows] = await exported(gita, 'group export');
    expect(header).toBe('Group,Name,Phone number');
    const name = (row: string) => row.split(',')[1];
    expect(rows.map(name).filter(Boolean).toSorted()).toEqual(
      ['Gita', 'Leo', 'Mika', 'Nadia', 'Omar', 'Tara'].map((key) =>
        key === 'Nadia' ? 'Nadia Sample' : personOf(key.toLowerCase()).name,
      ),
    );
    expect(rows.find((row) => row.includes('Nadia'))).toBe(
      `'=Team; “1”,Nadia Sample,'+442079460195`,
    );
    expect((await exported(mika, 'download the people of my group')).join()).not.toMatch(
      /Team|Nadia/,
    );
    for (const other of [tara, omar]) {
      await other.say('group export');
      const answer = await other.waitForMessage((message) => message.text !== undefined);
      expect(answer.text).toMatch(/don’t own a group/);
    }
    const inTeam = rollcall.teams.inChannel('gita');
    await inTeam.say('group export');
    const told = await inTeam.waitForMessage((message) => message.text !== undefined);
    expect(told.text).toMatch(/personal chat/);
    const log = await auditOf(tara);
    expect(log.match(/Gita[^\n]*,Export,[^\n]*,People,,6\r/gu)).toHaveLength(1);
    expect(log).toMatch(/Gita[^\n]*,Group,,'=Team; “1”/u);
  });

  it('no longer sees somebody added by hand whom an admin deleted, and may add them again', async () => {
    await withTeam();
    const { gita, tara } = rollcall.teams;
    const nadia = 'group add +44 20 7946 0194, Nadia Sample';
    await gita.say(nadia);
    await gita.waitForCard((card) => card.text.includes('Nadia Sample is in the group now'));
    const members = await rollcall.storage.memberships.ofGroup(tenant, team);
    const person = members.find(({ how }) => how === 'by-hand')?.person;
    const data = { v: 1, verb: 'delete-people', people: [person], confirmed: true };
    await tara.send(pressBy(tara, 'delete-people', data));
    await gita.say('group');
    const list = await gita.waitForCard((card) => card.text.includes('5 people'));
    expect(list.text).not.toContain('Nadia');
    // Their row waits for an admin's decision, as that of anyone deleted.
    await gita.say(nadia);
    await gita.waitForCard((card) => card.text.includes('Nadia Sample is in the group now'));
    await tara.say('help');
    await tara.waitForCard((card) => card.titles.includes('Show requests'));
  });

  it('shows nothing of it in the group itself', async () => {
    await withTeam();
    const inTeam = rollcall.teams.inChannel('gita');
    await inTeam.say('group');
    const answer = await inTeam.waitForMessage((message) => message.text !== undefined);
    expect(answer.text).toMatch(/personal chat/);
  });
});

describe('an admin of the organization', () => {
  it('who owns a group removes somebody added by hand from it on their profile, and no other admin', async () => {
    owners = () => Promise.resolve([ids.tara ?? '', ids.gita ?? '']);
    await withTeam();
    const { tara, omar, gita } = rollcall.teams;
    await rollcall.storage.roles.give(tenant, ids.omar ?? '', 'organization-admin');
    await gita.say('group add +44 20 7946 0177, Nadia Sample');
    await eventually(async () => expect(await membersOf(team)).toContain('Nadia'));
    const button = 'Remove from Sample team';
    const open = async (who: TeamsClient) => {
      await who.say('find Nadia');
      return who.waitForCard((card) => card.titles.includes('History'));
    };
    expect((await open(omar)).titles).not.toContain(button);
    await tara.press(await open(tara), button);
    await eventually(async () => expect(await membersOf(team)).not.toContain('Nadia'));
    expect((await open(tara)).titles).not.toContain(button);
  });

  it('sees every group, and on a profile those that they share', async () => {
    await withTeam();
    const { tara } = rollcall.teams;
    await tara.say('group');
    const list = await tara.waitForCard((card) => card.text.includes('Sample team'));
    expect(list.titles).not.toContain('Add person');
    expect(findAction(list.json, 'View')).toBeDefined();
    const profile = await tara.ask('find mika@sample.example');
    expect(profile.text).toContain('Groups you share\nSample team');
    await rosterActions().remove(personOf('gita'), channelId, personOf('tara'));
    expect((await tara.ask('find mika@sample.example')).text).not.toContain('Groups you share');
  });
});
