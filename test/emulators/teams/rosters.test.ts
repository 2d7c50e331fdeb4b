import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TeamsInfo } from 'botbuilder';
import type { Activity, ChannelAccount } from 'botbuilder';
import type { LocalGraph } from '../../../emulators/graph/local-graph.ts';
import { channelId, groupChatId } from '../../../emulators/teams/chats.ts';
import { samplePeople } from '../../../emulators/teams/people.ts';
import type { SamplePerson } from '../../../emulators/teams/people.ts';
import { startLocalTeams } from '../../support/local-teams.ts';
import type { TestTeams } from '../../support/local-teams.ts';
import { startGraph, tenantId } from '../graph/graph-client.ts';
import { startEchoBot } from './echo-bot.ts';
import type { EchoBot } from './echo-bot.ts';

const team = {
  id: channelId,
  name: 'Sample team',
  aadGroupId: '00000000-0000-4000-8000-0000000000c3',
};
let bot: EchoBot;
let graph: LocalGraph;
let teams: TestTeams;

beforeEach(async () => {
  bot = await startEchoBot();
  graph = await startGraph();
  teams = await startLocalTeams(bot.endpoint, { graph });
});
afterEach(async () => {
  await teams.stop();
  await graph.stop();
  await bot.stop();
});

function person(key: string): SamplePerson {
  const found = samplePeople.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no sample person "${key}"`);
  return found;
}
const gita = person('gita');
const mika = person('mika');
const noor = person('noor');

function accounts(members: ChannelAccount[] | undefined): ChannelAccount[] | undefined {
  return members?.map(({ id, aadObjectId }) => ({
    id,
    ...(aadObjectId !== undefined && { aadObjectId }),
  })) as ChannelAccount[] | undefined;
}

function last(): Activity | undefined {
  return bot.heard.at(-1);
}

describe('a team tells its bot', () => {
  beforeEach(async () => {
    await teams.inChannel('gita').open();
  });

  it('that it was added, with the team by name and group', () => {
    expect(last()).toMatchObject({
      type: 'conversationUpdate',
      from: { id: gita.userId, aadObjectId: gita.aadObjectId },
      conversation: { id: channelId, conversationType: 'channel', isGroup: true, tenantId },
      membersAdded: [{ id: '28:local-rollcall' }],
      channelData: { eventType: 'teamMemberAdded', team, tenant: { id: tenantId } },
    });
  });

  it('who left and who came, by the ids that Teams and Entra know them by', async () => {
    await teams.teams.team.remove(gita, channelId, mika);
    const removed = last();
    await teams.teams.team.add(gita, channelId, mika);

    const account = { id: '29:1-sample-mika', aadObjectId: mika.aadObjectId };
    expect(accounts(removed?.membersRemoved)).toEqual([account]);
    expect(removed?.channelData).toMatchObject({ eventType: 'teamMemberRemoved', team });
    expect(accounts(last()?.membersAdded)).toEqual([account]);
    expect(last()?.channelData).toMatchObject({ eventType: 'teamMemberAdded', team });
  });

  it('its new name', async () => {
    await teams.teams.team.rename(gita, channelId, 'Sales');
    expect(last()?.channelData).toMatchObject({
      eventType: 'teamRenamed',
      team: { ...team, name: 'Sales' },
      tenant: { id: tenantId },
    });
    expect(last()?.conversation.name).toBe('Sales › General');
  });

  it('that it was deleted, after which nothing reaches it, and that it was restored', async () => {
    await teams.teams.team.deleteTeam(gita, channelId);
    expect(last()?.channelData).toMatchObject({ eventType: 'teamDeleted', team });
    const roster = `${teams.teams.serviceUrl}v3/conversations/${channelId}/members`;
    expect((await fetch(roster)).status).toBe(404);

    await teams.teams.team.restoreTeam(gita, channelId);
    expect(last()?.channelData).toMatchObject({ eventType: 'teamRestored', team });
    expect((await fetch(roster)).status).toBe(200);
  });

  it('that it was removed, and nothing from then on', async () => {
    await teams.inChannel('gita').removeApp();
    expect(last()).toMatchObject({
      membersRemoved: [{ id: '28:local-rollcall' }],
      channelData: { eventType: 'teamMemberRemoved' },
    });
    const heard = bot.heard.length;
    await teams.teams.team.remove(gita, channelId, mika);
    expect(bot.heard).toHaveLength(heard);
  });

  it('nothing of someone without an account in its organization: they can’t be added', async () => {
    const heard = bot.heard.length;
    expect(await teams.teams.team.add(gita, channelId, noor)).toBe(false);
    expect(bot.heard).toHaveLength(heard);
  });
});

it('a group chat tells its bot who came, without an event type, since only teams have those', async () => {
  await teams.inGroup('gita').open();
  await teams.teams.team.remove(gita, groupChatId, noor);
  await teams.teams.team.add(gita, groupChatId, noor);

  expect(accounts(last()?.membersAdded)).toEqual([
    { id: noor.userId, aadObjectId: noor.aadObjectId },
  ]);
  expect(last()?.channelData).toEqual({ tenant: { id: tenantId } });
});

describe('the SDK’s TeamsInfo', () => {
  it('reads the team and its people page by page, guests among them', async () => {
    const read = Promise.withResolvers<unknown>();
    bot.onMessage = async (context) => {
      const details = await TeamsInfo.getTeamDetails(context);
      const opening = await TeamsInfo.getPagedMembers(context, 3);
      const rest = await TeamsInfo.getPagedMembers(context, 3, opening.continuationToken);
      const leo = await TeamsInfo.getMember(context, person('leo').aadObjectId);
      read.resolve({
        details,
        pages: [opening.members, rest.members],
        leo,
        more: rest.continuationToken,
      });
    };
    await teams.inChannel('gita').say('who is here');

    expect(await read.promise).toMatchObject({
      details: { ...team, memberCount: 5, channelCount: 1 },
      pages: [{ length: 3 }, { length: 2 }],
      leo: {
        id: '29:1-sample-leo',
        email: 'leo@partner.example',
        userPrincipalName: 'leo_partner.example#EXT#@sample.example',
        tenantId,
        userRole: 'guest',
      },
      more: undefined,
    });
  });

  it('tells a person of another organization in a group chat by the tenant', async () => {
    const read = Promise.withResolvers<unknown>();
    bot.onMessage = async (context) => {
      read.resolve(await TeamsInfo.getMember(context, noor.userId));
    };
    await teams.inGroup('gita').say('who is Noor');
    expect(await read.promise).toMatchObject({ tenantId: noor.tenantId, userRole: 'user' });
  });
});

describe('the group behind the team in Entra', () => {
  const group = () => graph.groups.get(tenantId, team.aadGroupId);

  it('has the team’s people, and follows them', async () => {
    expect(group()).toMatchObject({ displayName: 'Sample team', owners: [gita.aadObjectId] });
    expect(group()?.members).toHaveLength(5);

    await teams.teams.team.remove(gita, channelId, mika);
    teams.teams.team.setOwner(channelId, person('omar'), true);
    await teams.teams.team.rename(gita, channelId, 'Sales');

    expect(group()?.members).not.toContain(mika.aadObjectId);
    expect(group()?.members).toHaveLength(4);
    expect(group()?.owners).toContain(person('omar').aadObjectId);
    expect(group()?.displayName).toBe('Sales');
  });

  it('goes and comes back with the team', async () => {
    await teams.teams.team.deleteTeam(gita, channelId);
    expect(group()).toBeUndefined();
    await teams.teams.team.restoreTeam(gita, channelId);
    expect(group()?.members).toHaveLength(5);
  });
});

it('a restart of local mode finds the team as it was left', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'kept-rosters-'));
  const before = await startLocalTeams(bot.endpoint, { dataDir });
  await before.teams.team.rename(gita, channelId, 'Sales');
  await before.teams.team.remove(gita, channelId, mika);
  await before.teams.team.deleteTeam(gita, channelId);
  await before.stop();

  const after = await startLocalTeams(bot.endpoint, { dataDir });
  const [kept] = after.teams.rosters.deleted();
  expect(kept).toMatchObject({ title: 'Sales › General', members: { length: 4 } });
  expect(after.teams.rosters.find(channelId)).toBeUndefined();
  await after.stop();
  await rm(dataDir, { recursive: true, force: true });
});
