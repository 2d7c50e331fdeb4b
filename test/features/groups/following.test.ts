import type { JobMessage } from '../../../src/domain/operations/job-message.ts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingIdentity, ProvisioningOutcome } from '../../../src/domain/provisioning.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import { createMemberProvisioning } from '../../../src/features/groups/provision-members.ts';
import { createDailyGroupCheck } from '../../../src/features/groups/daily-check.ts';
import { createFollowing, type GroupEvent } from '../../../src/features/groups/follow.ts';
import type { RosterMember } from '../../../src/features/groups/group.ts';
import type { ReadRosterMessage, RosterPage } from '../../../src/features/groups/ports.ts';
import { createReadRoster } from '../../../src/features/groups/read-roster.ts';
import { createLog } from '../../../src/log.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';

let storage: Storage;
beforeAll(async () => {
  ({ storage } = await openTestStorage());
});

const log = createLog('silent');
const signal = new AbortController().signal;
const gita = { id: 'gita', name: 'Gita' };

function member(id: string, changes: Partial<RosterMember> = {}): RosterMember {
  return { entraId: id, name: id, isEmployee: true, fields: { displayName: id }, ...changes };
}

let tenants = 0;

/** A group in an organization of its own, with a roster that the test decides. */
function rig() {
  tenants += 1;
  const tenant = `organization-${String(tenants)}`;
  const time = { now: Date.parse('2026-03-01T09:00:00Z') };
  const asked: ReadRosterMessage[] = [];
  const jobs: JobMessage[] = [];
  const provisioning: IncomingIdentity[] = [];
  const { groups, memberships } = storage;
  const teams: {
    pages: readonly (RosterPage | 'gone')[];
    owners: () => Promise<readonly string[]>;
    breaksAfter?: number;
    failsFor?: string;
  } = { pages: [], owners: () => Promise.resolve(['gita']) };
  const now = () => time.now;
  const deps = { groups, memberships, now };
  const rosters = {
    send(message: ReadRosterMessage) {
      asked.push(message);
      return Promise.resolve();
    },
  };
  const sender = {
    send(message: JobMessage) {
      jobs.push(message);
      return Promise.resolve();
    },
  };
  const following = createFollowing({ ...deps, rosters });
  const read = createReadRoster({
    ...deps,
    log,
    jobs: sender,
    owners: { ownersOf: () => teams.owners() },
    roster: {
      async *pages() {
        for (const [index, page] of teams.pages.entries()) {
          if (index === teams.breaksAfter) throw new Error('died');
          yield await Promise.resolve(page);
        }
      },
      details: () => Promise.resolve({ name: 'Crew', entraGroupId: 'entra-group' }),
    },
  });
  const provision = createMemberProvisioning({
    groups,
    memberships,
    provisioning: {
      provision(_tenant, _by, incoming) {
        if (incoming.entraId === teams.failsFor) return Promise.reject(new Error('away'));
        provisioning.push(incoming);
        const person = { id: `person-${incoming.entraId ?? ''}` } as StoredPerson;
        const outcome: ProvisioningOutcome = { what: 'added', person, merged: [], troubles: [] };
        return Promise.resolve(outcome);
      },
    },
  });
  return {
    tenant,
    time,
    asked,
    jobs,
    provisioning,
    teams,
    roster(...members: RosterMember[]) {
      teams.pages = [{ members, unknown: 0 }];
    },
    follow: (changes: Partial<GroupEvent> = {}) =>
      following.follow({
        tenant,
        group: 'crew',
        kind: 'team',
        name: 'Crew',
        reference: '{}',
        what: 'installed',
        by: gita,
        left: [],
        at: new Date(time.now).toISOString(),
        ...changes,
      }),
    /** The web role and the worker handle everything requested. */
    async reconcile() {
      for (const message of asked.splice(0)) await read(message, signal);
      let failed = 0;
      for (const message of jobs.splice(0)) {
        if (message.type !== 'follow-group') continue;
        failed += (await provision(tenant, message.group, { signal, log })).failed;
      }
      return failed;
    },
    group: () => groups.read(tenant, 'crew'),
    async members() {
      const all = await memberships.ofGroup(tenant, 'crew');
      return all.map((each) => `${each.member}${each.toArrive ? ' (to arrive)' : ''}`);
    },
    groupsOf: (who: string) => memberships.groupsOf(tenant, who),
    daily: createDailyGroupCheck({ groups, rosters, jobs: sender, now }),
  };
}

describe('a group', () => {
  it('has whom its roster names, each arriving once, found from the group and from the person', async () => {
    const crew = rig();
    crew.roster(member('ada'), member('gita'), member('leo', { isEmployee: false }));
    await crew.follow();
    await crew.follow();
    await crew.reconcile();
    expect(await crew.members()).toEqual(['ada', 'gita', 'leo']);
    expect(crew.provisioning).toHaveLength(3);
    expect(crew.provisioning.find(({ entraId }) => entraId === 'leo')).toMatchObject({
      source: 'group',
      isEmployee: false,
    });
    expect(await crew.groupsOf('ada')).toEqual(['crew']);
    expect(await crew.groupsOf('person-ada')).toEqual(['crew']);
    expect(await crew.group()).toMatchObject({ name: 'Crew', owners: ['gita'], installedBy: gita });
    crew.time.now += 1_000;
    await crew.follow({ what: 'changed' });
    await crew.reconcile();
    expect(crew.provisioning).toHaveLength(3);
  });

  it('lets somebody arrive again of whom Teams tells something else', async () => {
    const crew = rig();
    crew.roster(member('ada'));
    await crew.follow();
    await crew.reconcile();
    crew.time.now += 1_000;
    crew.roster(member('ada', { fields: { displayName: 'Ada S.' } }));
    await crew.follow({ what: 'changed' });
    await crew.reconcile();
    expect(crew.provisioning).toHaveLength(2);
  });

  it('loses who isn’t in the roster any more, and at once who is told to have left', async () => {
    const crew = rig();
    crew.roster(member('ada'), member('bea'), member('cid'));
    await crew.follow();
    await crew.reconcile();
    crew.time.now += 1_000;
    await crew.follow({ what: 'changed', left: ['ada'] });
    expect(await crew.members()).toEqual(['bea', 'cid']);
    expect(await crew.groupsOf('person-ada')).toEqual([]);
    crew.roster(member('bea'));
    await crew.reconcile();
    expect(await crew.members()).toEqual(['bea']);
  });

  it('loses nobody when a roster could not be read to its end, or is empty', async () => {
    const crew = rig();
    crew.roster(member('ada'), member('bea'));
    await crew.follow();
    await crew.reconcile();
    crew.time.now += 1_000;
    crew.teams.pages = [
      { members: [member('cid')], unknown: 0 },
      { members: [member('ada'), member('bea')], unknown: 0 },
    ];
    crew.teams.breaksAfter = 1;
    await crew.follow({ what: 'changed' });
    const [message] = crew.asked;
    await expect(crew.reconcile()).rejects.toThrow('died');
    expect(await crew.members()).toEqual(['ada', 'bea', 'cid (to arrive)']);
    delete crew.teams.breaksAfter;
    if (message !== undefined) crew.asked.push(message);
    await crew.reconcile();
    expect(await crew.members()).toEqual(['ada', 'bea', 'cid']);
    crew.time.now += 1_000;
    crew.roster();
    await crew.follow({ what: 'changed' });
    await crew.reconcile();
    expect(await crew.members()).toHaveLength(3);
  });

  it('of thousands is read page by page and everybody arrives', async () => {
    const crew = rig();
    crew.teams.pages = Array.from({ length: 4 }, (_page, page) => ({
      members: Array.from({ length: 500 }, (_one, index) =>
        member(`member-${String(page)}-${String(index)}`),
      ),
      unknown: 0,
    }));
    await crew.follow();
    await crew.reconcile();
    expect(await crew.members()).toHaveLength(2_000);
    expect(crew.provisioning).toHaveLength(2_000);
  });

  it('is none once the bot is gone from it: by an event, or as the roster says', async () => {
    const crew = rig();
    crew.roster(member('ada'));
    await crew.follow();
    await crew.reconcile();
    crew.time.now += 1_000;
    await crew.follow({ what: 'gone' });
    await crew.reconcile();
    expect(await crew.members()).toEqual([]);
    expect((await crew.group())?.deletedAt).toBeDefined();

    crew.time.now += 1_000;
    await crew.follow();
    await crew.reconcile();
    expect(await crew.members()).toEqual(['ada']);
    crew.time.now += 1_000;
    crew.teams.pages = ['gone'];
    expect(await crew.daily(crew.tenant, signal)).toBe(1);
    await crew.reconcile();
    await crew.reconcile();
    expect(await crew.members()).toEqual([]);
    expect(await crew.daily(crew.tenant, signal)).toBe(0);
  });

  it('is not brought back by an older event that comes late', async () => {
    const crew = rig();
    crew.roster(member('ada'));
    const installedAt = new Date(crew.time.now).toISOString();
    await crew.follow();
    await crew.reconcile();
    crew.time.now += 2_000;
    await crew.follow({ what: 'gone' });
    await crew.follow({ at: installedAt });
    await crew.reconcile();
    expect((await crew.group())?.deletedAt).toBeDefined();
    crew.time.now += 2_000;
    await crew.follow();
    await crew.follow({ what: 'gone', at: installedAt });
    expect((await crew.group())?.deletedAt).toBeUndefined();
  });

  it('keeps those to arrive who could not, and the next round lets them', async () => {
    const crew = rig();
    crew.roster(member('ada'), member('bea'));
    crew.teams.failsFor = 'bea';
    await crew.follow();
    expect(await crew.reconcile()).toBe(1);
    expect(await crew.members()).toEqual(['ada', 'bea (to arrive)']);
    delete crew.teams.failsFor;
    await crew.daily(crew.tenant, signal);
    expect(await crew.reconcile()).toBe(0);
    expect(await crew.members()).toEqual(['ada', 'bea']);
  });

  it('keeps its last known owners while nobody can tell them', async () => {
    const crew = rig();
    crew.roster(member('ada'));
    await crew.follow();
    await crew.reconcile();
    crew.teams.owners = () => Promise.reject(new Error('no answer'));
    crew.time.now += 1_000;
    await crew.follow({ what: 'changed', name: 'Renamed' });
    await crew.reconcile();
    expect((await crew.group())?.owners).toEqual(['gita']);
  });

  it('that nobody owns has who added the bot as its group admin', async () => {
    const crew = rig();
    crew.roster(member('gita'));
    await crew.follow({ kind: 'groupChat', what: 'changed' });
    expect((await crew.group())?.owners).toEqual([]);
    await crew.follow({ kind: 'groupChat' });
    expect((await crew.group())?.owners).toEqual(['gita']);
    await crew.follow({ kind: 'groupChat', by: { id: 'other', name: 'Other' } });
    expect((await crew.group())?.owners).toEqual(['gita']);
  });

  it('keeps whom a group admin added by hand, also once the roster knows them: that the row went would tell whose the phone is', async () => {
    const crew = rig();
    crew.roster(member('gita'));
    await crew.follow();
    await crew.reconcile();
    await storage.memberships.put(crew.tenant, [
      {
        group: 'crew',
        member: 'person-ada',
        name: 'Ada',
        how: 'by-hand',
        isEmployee: false,
        fields: {},
        person: 'person-ada',
        toArrive: false,
        since: '2026-03-01T09:00:00.000Z',
      },
    ]);
    crew.time.now += 1_000;
    await crew.follow({ what: 'changed' });
    await crew.reconcile();
    expect(await crew.members()).toEqual(['gita', 'person-ada']);
    crew.time.now += 1_000;
    crew.roster(member('gita'), member('ada'));
    await crew.follow({ what: 'changed' });
    await crew.reconcile();
    expect(await crew.members()).toEqual(['ada', 'gita', 'person-ada']);
    expect(await crew.groupsOf('person-ada')).toEqual(['crew']);
  });
});
