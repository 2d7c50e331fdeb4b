import { personIdFromPhone, shardOf } from '../../src/domain/person-id.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { isEnded } from '../../src/domain/operations/operation.ts';
import { allOperations, ask, pressUntil, pressVerb } from './admins.ts';
import type { HandEvent } from './book.ts';
import { chanceOf } from './chance.ts';
import { phones } from './files.ts';
import type { About } from './about.ts';
import type { Office } from './world.ts';

type Events = HandEvent[];

/** One who was added by hand, and what was seen to happen to them since. */
interface Added {
  readonly phone: string;
  readonly id: string;
  readonly events: Events;
}

/**
 * People are added by hand, and then moved, deleted, restored, merged or erased: each action is repeated until the
 * records show it.
 */
export async function byHand(about: About): Promise<void> {
  const { book, key, chance, place } = about;
  const first = (['tara', 'omar', 'gita'] as const).indexOf(key) * 30 + place * 6;
  const added: Added[] = [];
  for (const phone of phones.byHand.slice(first, first + chance.whole(1, 5))) {
    const events: Events = ['added'];
    const { id } = await add(about, phone);
    book.byHand.set(phone, events);
    added.push({ phone, id, events });
  }
  const [edited] = added;
  if (edited !== undefined && chanceOf(about.world.seed, 'edits', key, place).yes(0.5)) {
    await edit(about, edited);
  }
  if (key === 'tara' && chance.yes(0.6)) await move(about, added);
  const [stays, goes, ...others] = added;
  if (stays !== undefined && goes !== undefined && chance.yes(0.5)) {
    await merge(about, stays, goes);
  }
  for (const one of others) {
    if (!chance.yes(0.7)) continue;
    await remove(about, one);
    if (chance.yes(0.4)) await restore(about, one);
    else if (key === 'tara' && chance.yes(0.6)) await erase(about, one);
  }
}

function add({ world, key }: About, phone: string): Promise<StoredPerson> {
  const values = { phone, firstName: 'By', lastName: `Hand ${phone.slice(-3)}` };
  const fields = Object.keys(values);
  const press = pressVerb(world.admins[key], 'add-person', {
    network: 'Others',
    fields,
    ...values,
  });
  return pressUntil(press, 'adding somebody', () => personOf(world, phone));
}

/** In a window over the chat: opened from the profile, and sent from there. */
async function edit({ world, key }: About, { phone, events }: Added): Promise<void> {
  const who = world.admins[key];
  const open = 'Edit in a window';
  const press = async () => {
    const profile = await ask(who, `find ${phone}`, ({ titles }) => titles.includes(open));
    const dialog = await who.press(profile, open).catch(() => undefined);
    // A card may be gone, or no dialog come back: the person looks for the profile again.
    if (dialog?.kind !== 'dialog') return dialog;
    return who.submitDialog(profile, dialog, 'Save', { jobTitle: 'Edited' }).catch(() => undefined);
  };
  await pressUntil(press, 'editing a person', () =>
    personOf(world, phone, ({ fields }) => fields.jobTitle === 'Edited'),
  );
  events.push('edited');
}

/** Several at once have a record in the history. */
async function move({ world, key }: About, people: readonly Added[]): Promise<void> {
  const ids = people.map(({ id }) => id);
  const press = pressVerb(world.admins[key], 'move-people', { network: 'Employee', people: ids });
  await pressUntil(press, 'moving people', async () => {
    const isMoved = ({ network }: StoredPerson) => network === 'Employee';
    for (const { phone } of people) {
      if ((await personOf(world, phone, isMoved)) === undefined) return undefined;
    }
    const bulk = (await allOperations(world, 'import')).filter((one) => one.bulk !== undefined);
    return bulk.every(({ state }) => isEnded(state)) ? true : undefined;
  });
  for (const { events } of people) events.push('moved');
}

async function merge({ world, key }: About, stays: Added, goes: Added): Promise<void> {
  const both = await Promise.all([stays, goes].map(({ phone }) => personOf(world, phone)));
  const press = pressVerb(world.admins[key], 'merge-people', {
    ...{ people: [stays.id, goes.id], stays: stays.id },
    seen: both.map((person) => person?.changedAt ?? ''),
  });
  await pressUntil(press, 'merging two', async () => {
    const gone = await personOf(world, goes.phone, ({ mergedInto }) => mergedInto === stays.id);
    const isWhole = ({ absorbed }: StoredPerson) => absorbed?.includes(goes.id) === true;
    return gone === undefined ? undefined : personOf(world, stays.phone, isWhole);
  });
  stays.events.push('merged');
  goes.events.push('merged-away');
}

async function remove({ world, key }: About, { phone, id, events }: Added): Promise<void> {
  const press = pressVerb(world.admins[key], 'delete-people', { people: [id], confirmed: true });
  await pressUntil(press, 'deleting somebody', () =>
    personOf(world, phone, ({ deletedAt }) => deletedAt !== undefined),
  );
  events.push('deleted');
}

async function restore({ world, key }: About, { phone, id, events }: Added): Promise<void> {
  const press = pressVerb(world.admins[key], 'restore-person', { person: id });
  await pressUntil(press, 'restoring somebody', () =>
    personOf(world, phone, ({ deletedAt }) => deletedAt === undefined),
  );
  events.push('restored');
}

async function erase({ world, key }: About, { phone, id, events }: Added): Promise<void> {
  const press = pressVerb(world.admins[key], 'erase-people', { people: [id], confirmed: true });
  await pressUntil(press, 'erasing somebody', async () =>
    (await personOf(world, phone)) === undefined ? true : undefined,
  );
  events.push('erased');
}

async function personOf(
  { storage, tenant }: Office,
  phone: string,
  fits: (person: StoredPerson) => boolean = () => true,
): Promise<StoredPerson | undefined> {
  const { identitySecret } = await storage.organizations.facts(tenant);
  const id = personIdFromPhone(identitySecret, tenant, phone);
  const person = (await storage.people.read(tenant, shardOf(id), [id])).get(id);
  return person !== undefined && fits(person) ? person : undefined;
}
