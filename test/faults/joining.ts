import { safeId } from '../../src/domain/organization.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import { personIdFromPhone, shardOf } from '../../src/domain/person-id.ts';
import { createGroupMembers } from '../../src/features/groups/group-members.ts';
import { channelId } from '../../emulators/teams/chats.ts';
import type { About } from './about.ts';
import { pressUntil, pressVerb, readOperation } from './admins.ts';
import type { Book } from './book.ts';
import { chanceOf } from './chance.ts';
import type { FileToSend } from './files.ts';
import type { Truth } from './truth.ts';
import { imported, numbersOfStep, type Send } from './who-is-who.ts';
import type { Office } from './world.ts';

/** People of one file who joined the group, and what became of them. */
export interface Joined {
  readonly phones: readonly string[];
  /** one of them, who was deleted from the directory then */
  readonly deleted?: string;
  /** all left the group again */
  readonly isUndone: boolean;
}

const group = safeId(channelId);

/** Gita owns the group. Of her steps by hand, every third adds people to it. */
export function joinsGroup({ world, key, place }: About): boolean {
  return key === 'gita' && chanceOf(world.seed, 'group', place).yes(0.34);
}

/** People of a file join a group. One may be deleted, and all may leave it by an undo. */
export async function joinGroup(about: About, send: Send): Promise<void> {
  const { world, book, key, chance } = about;
  await foundGroup(world);
  const phones = numbersOfStep(about).slice(0, 3);
  const deletes = chance.yes(0.5);
  const undoes = chance.yes(0.4);
  const done = await imported(about, await send(about, fileOf(phones)), {}, { group });
  if (done.state !== 'completed') return;
  const [deleted] = deletes ? phones : [];
  if (deleted !== undefined) {
    const id = await idOf(world, deleted);
    const press = pressVerb(world.admins[key], 'delete-people', { people: [id], confirmed: true });
    await pressUntil(press, 'deleting a member', async () => {
      const person = (await world.storage.people.read(world.tenant, shardOf(id), [id])).get(id);
      return person?.deletedAt;
    });
  }
  if (undoes) await leave(about, done);
  book.joined.push({ phones, isUndone: undoes, ...(deleted !== undefined && { deleted }) });
}

/** A team that was followed before; Teams doesn't tell of it again in a run. */
async function foundGroup({ storage, tenant, admins }: Office): Promise<void> {
  if ((await storage.groups.read(tenant, group)) !== undefined) return;
  await storage.groups.create({
    ...{ tenant, id: group, kind: 'team', name: 'Sample team', reference: '' },
    installedAt: new Date().toISOString(),
    owners: [admins.gita.person.aadObjectId],
  });
}

function fileOf(phones: readonly string[]): FileToSend {
  const lines = phones.map((phone, number) => `${phone},Jo,Joined ${number}`);
  const text = `${['Phone number,First name,Last name', ...lines].join('\r\n')}\r\n`;
  return { tag: 'joined', text, rows: [], rejected: 0, isOfItsOwn: true };
}

async function leave({ world, key }: About, of: Operation): Promise<void> {
  const press = pressVerb(world.admins[key], 'undo-import', { operation: of.id, confirmed: true });
  await pressUntil(
    press,
    'leaving a group',
    async () => (await readOperation(world, of))?.undone?.at,
  );
}

async function idOf({ storage, tenant }: Office, phone: string): Promise<string> {
  const { identitySecret } = await storage.organizations.facts(tenant);
  return personIdFromPhone(identitySecret, tenant, phone);
}

/** The group has who joined it, and neither who left it nor who was deleted; all are in the directory but these. */
export async function groupMembers({
  world: { storage, tenant, admins },
  truth,
  book,
}: {
  readonly world: Office;
  readonly truth: Truth;
  readonly book: Book;
}): Promise<string[]> {
  if (book.joined.length === 0) return [];
  const people = new Map(truth.people.map((person) => [person.id, person]));
  const members = createGroupMembers({
    memberships: storage.memberships,
    provisioning: { byEntraId: () => Promise.resolve(undefined) },
    people: { get: (_tenant, id) => Promise.resolve(people.get(id)) },
  });
  const found = await storage.groups.read(tenant, group);
  if (found === undefined) return ['the group is gone'];
  const viewer = { id: admins.gita.person.aadObjectId, seesPeople: true };
  const listed = (await members.everyone(found, viewer)).map(
    ({ name, person }) => person?.fields.phone ?? name,
  );
  const wanted = book.joined.flatMap(({ phones, deleted, isUndone }) =>
    isUndone ? [] : phones.filter((phone) => phone !== deleted),
  );
  const living = truth.people.flatMap(({ fields, deletedAt }) =>
    deletedAt === undefined ? (fields.phone ?? []) : [],
  );
  return [
    ...differing(listed, wanted, 'in the group'),
    ...book.joined.flatMap(({ phones, deleted }) => {
      const there = phones.filter((phone) => living.includes(phone));
      return differing(
        there,
        phones.filter((phone) => phone !== deleted),
        'in the directory',
      );
    }),
  ];
}

function differing(is: readonly string[], has: readonly string[], where: string): string[] {
  const [found, wanted] = [is.toSorted().join(', '), has.toSorted().join(', ')];
  return found === wanted ? [] : [`${where} are ${found}, and should be ${wanted}`];
}
