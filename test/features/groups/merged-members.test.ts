import { describe, expect, it } from '@jest/globals';
import type { Group, Membership } from '../../../src/features/groups/group.ts';
import {
  createGroupMembers,
  type GroupMembersDeps,
} from '../../../src/features/groups/group-members.ts';
import { createAddNamed } from '../../../src/features/people/add-named.ts';
import { MemoryStores } from '../people/memory-stores.ts';
import { admin, organizations, phones, processOver, tenant } from '../people/rig.ts';

const group = { tenant, id: 'team' } as Group;
const viewer = { id: admin.id, seesPeople: true };

/** Three records of Ada, the first of which is in a group. */
async function world() {
  const memory = new MemoryStores();
  const clock = { time: Date.parse('2026-03-01T00:00:00Z') };
  const now = () => (clock.time += 5);
  const { people, merges, stores, audit } = processOver(memory, () => Promise.resolve(), now);
  const ids: string[] = [];
  for (const phone of phones) {
    const outcome = await people.add(tenant, admin, { values: { phone, firstName: 'Ada' } });
    if (!('added' in outcome)) throw new Error(JSON.stringify(outcome));
    ids.push(outcome.added.id);
  }
  const [first = '', second = '', third = ''] = ids;
  const membership = { group: 'team', member: 'm', name: 'Ada', how: 'by-hand', person: first };
  const ofGroup = [{ ...membership, since: new Date(now()).toISOString() } as Membership];
  const deps = {
    memberships: { ofGroup: () => Promise.resolve(ofGroup) },
    provisioning: { byEntraId: () => Promise.resolve(undefined) },
    people,
  } satisfies { [Part in keyof GroupMembersDeps]: Partial<GroupMembersDeps[Part]> };
  const members = createGroupMembers(deps as unknown as GroupMembersDeps);
  return {
    ...{ people, merges, first, second, third },
    named: createAddNamed({ ...stores, organizations, audit, now }),
    merge: (stays: string, goes: string) => {
      const seen = Object.fromEntries([...memory.people].map(([id, one]) => [id, one.changedAt]));
      return merges.merge(tenant, admin, { stays, goes, picks: {}, seen, mayMove: true });
    },
    listed: async () =>
      (await members.page(group, 0, viewer)).members.map(({ person }) => person?.id),
  };
}

describe('somebody in a group whose records are merged', () => {
  it('stays in the group, over any number of merges, and after one is undone', async () => {
    const { merge, merges, listed, first, second, third } = await world();
    expect(await listed()).toEqual([first]);
    await merge(second, first);
    expect(await listed()).toEqual([second]);
    await merge(third, second);
    expect(await listed()).toEqual([third]);
    await merges.undo(tenant, admin, second, third);
    expect(await listed()).toEqual([second]);
  });

  it('leaves the group when the record that stayed is deleted', async () => {
    const { merge, people, listed, first, second, third } = await world();
    await merge(second, first);
    await merge(third, second);
    await people.remove(tenant, admin, [third]);
    expect(await listed()).toEqual([]);
  });

  it('is there for whoever adds them by a former number', async () => {
    const { merge, people, named, first, second, third } = await world();
    await merge(second, first);
    await merge(third, second);
    const added = await named.addNamed(tenant, admin, { phone: phones[0], firstName: 'Ada' });
    expect(added).toMatchObject({ what: 'there', person: { id: third } });
    // An admin who wants a merged record back is told of the one that it is part of now.
    expect(await people.restore(tenant, admin, first)).toMatchObject({ taken: { id: third } });
  });
});
