/** Every button that a card can send: how to get it, and what using it again must leave unchanged. */
import type { Verb } from '../../../src/cards/card-actions.ts';
import { giveOwnRecord } from '../../support/own-record.ts';
import type { TeamsClient } from '../../support/teams-client.ts';
import { buttonOf, cardIn, groupId, type Button, type World } from './world.ts';

/** One verb: how to get its button, whether it changes anything, and how to undo that. */
interface Line {
  readonly changes: boolean;
  readonly button: (world: World) => Promise<Button>;
  /** the person who uses it; Tara by default */
  readonly by?: (world: World) => TeamsClient;
  /** a later change, which the repeated action must not undo */
  readonly undo?: (world: World, button: Button) => Promise<unknown>;
}

const verbOnly = (verb: Verb, data: Record<string, unknown> = {}): Line => ({
  changes: false,
  button: () => Promise.resolve({ verb, data: { v: 1, verb, ...data } }),
});

const noOperation = '8236000000000-0123456789abcdef';

async function profileOf(world: World) {
  const { id: person } = await world.newPerson();
  return cardIn(await world.raw(world.tara, 'show-person', { person }));
}

/** Two people side by side. */
async function compared(world: World) {
  const people = [(await world.newPerson()).id, (await world.newPerson()).id];
  return cardIn(await world.raw(world.tara, 'compare-people', { people }));
}

/** Tara's own profile, of which people may edit the job title. */
async function ownProfile({ storage, tara, tenant, raw, newCard }: World) {
  if ((await storage.entraLinks.read(tenant, tara.person.aadObjectId)) === undefined) {
    await giveOwnRecord(storage, tara.person, {
      id: 'e'.repeat(32),
      fields: { firstName: 'Tara', phone: '+442079460993' },
    });
    await raw(tara, 'save-settings', { delimiter: ',', selfEdit: 'jobTitle' });
  }
  return newCard('me', 'Edit');
}

const personIn = ({ data }: Button) => {
  const { person, people } = data as { person?: string; people?: readonly string[] };
  return person ?? people?.[0] ?? '';
};
const remove = (world: World, person: string) =>
  world.raw(world.tara, 'delete-people', { people: [person], confirmed: true });
const restore = (world: World, person: string) =>
  world.raw(world.tara, 'restore-person', { person });

async function newAttribute(world: World, name: string): Promise<string> {
  await world.raw(world.tara, 'save-attribute', { name, type: 'text' });
  const { attributes } = await world.storage.attributes.all(world.tenant);
  return attributes.find((one) => one.name === name)?.key ?? '';
}
const keyIn = ({ data }: Button) => (data as { ref: string }).ref;

export async function newSchedule(world: World): Promise<string> {
  const { tara, storage, tenant } = world;
  const before = new Set((await storage.schedules.list(tenant)).map(({ id }) => id));
  const form = await world.newCard('export', 'Save schedule');
  await world.send(tara, buttonOf(form, 'Save schedule', scheduleInputs));
  return (await storage.schedules.list(tenant)).find(({ id }) => !before.has(id))?.id ?? '';
}
export const scheduleInputs = { changes: 'all', every: 'week', weekday: '1', hour: '9' };
const scheduleIn = ({ data }: Button) => (data as { schedule: string }).schedule;

const omarIn = ({ omar }: World) => {
  return { admin: omar.person.aadObjectId, role: 'organization-admin' };
};

export const member = { phone: '+44 20 7946 0990', name: 'Member Sample' };
export const inGroup = async ({ storage, tenant }: World) =>
  (await storage.memberships.ofGroup(tenant, groupId)).find(({ how }) => how === 'by-hand')
    ?.member ?? '';

/** In the order in which they are tried. A verb without a line is a type error, and fails below as well. */
export const lines: Readonly<Record<Verb, Line>> = {
  'run-command': verbOnly('run-command', { command: 'import' }),
  'choose-network': {
    changes: false,
    button: async (world) =>
      buttonOf(await world.newCard('import', 'Continue'), 'Continue', { network: 'Employee' }),
  },
  'cancel-dialogue': {
    changes: true,
    async button(world) {
      const card = await world.newCard('import', 'Continue');
      await world.tara.sendFile('dropped.csv', 'Phone\n+44 20 7946 0991\n');
      await world.tara.waitForCard((seen) => seen.text.includes('dropped.csv'));
      return buttonOf(card, 'Cancel');
    },
    async undo(world) {
      await world.preview('another.csv');
    },
  },
  'start-import': {
    changes: true,
    button: async (world) => buttonOf(await world.preview('start.csv'), 'Import'),
  },
  // Asking for the columns again writes nothing, so a late action of an old card may do so.
  'change-columns': {
    changes: true,
    button: async (world) => buttonOf(await world.preview('change-columns.csv'), 'Change columns'),
  },
  'answer-columns': {
    changes: true,
    async button(world) {
      await world.preview('answer-columns.csv');
      const [operation] = await world.operations();
      const asked = await world.raw(world.tara, 'change-columns', { operation: operation?.id });
      return buttonOf(cardIn(asked), 'Continue', { c0: 'phone' });
    },
    async undo(world) {
      await world.settled();
      const [operation] = await world.operations();
      await world.raw(world.tara, 'change-columns', { operation: operation?.id });
    },
  },
  'answer-encoding': verbOnly('answer-encoding', { operation: noOperation, encoding: 'UTF-8' }),
  'answer-sheet': verbOnly('answer-sheet', { operation: noOperation, sheet: '0' }),
  'answer-dates': verbOnly('answer-dates', { operation: noOperation, d0: 'day-first' }),
  'read-numbers': verbOnly('read-numbers', { operation: noOperation, as: 'national' }),
  'undo-import': {
    changes: true,
    async button(world) {
      const operation = await world.imported('undo.csv');
      const data = { v: 1, verb: 'undo-import', operation, confirmed: true };
      return { verb: 'undo-import', data };
    },
    // Undoing the undo brings everyone back, and they stay.
    async undo(world) {
      const undo = (await world.operations()).find((one) => one.undo !== undefined);
      await world.raw(world.tara, 'undo-import', { operation: undo?.id, confirmed: true });
    },
  },
  'cancel-operation': {
    changes: true,
    button: async (world) => buttonOf(await world.preview('cancel.csv'), 'Cancel'),
  },
  'refresh-operation': {
    changes: false,
    async button(world) {
      await world.preview('refresh.csv');
      const [{ id, kind } = { id: '', kind: 'import' }] = await world.operations();
      const verb = 'refresh-operation';
      return { verb, data: { v: 1, verb, operation: id, kind } };
    },
  },
  'show-history': verbOnly('show-history', { kind: 'import', trail: [] }),
  'show-rows': verbOnly('show-rows', { operation: noOperation, what: 'problems' }),
  'show-directory': verbOnly('show-directory', { network: 'Employee' }),
  'filter-directory': verbOnly('filter-directory', { network: 'Employee' }),
  'change-all': verbOnly('change-all', { network: 'Employee' }),
  'find-person': verbOnly('find-person', { query: 'Sample' }),
  'show-person': {
    changes: false,
    async button(world) {
      const { id: person } = await world.newPerson();
      return { verb: 'show-person', data: { v: 1, verb: 'show-person', person } };
    },
  },
  'edit-person': {
    changes: false,
    button: async (world) => buttonOf(await profileOf(world), 'Edit'),
  },
  'save-person': {
    changes: true,
    async button(world) {
      const profile = await profileOf(world);
      const form = cardIn(await world.send(world.tara, buttonOf(profile, 'Edit')));
      return buttonOf(form, 'Save', { firstName: 'Renamed' });
    },
    async undo(world, button) {
      const person = personIn(button);
      const form = cardIn(await world.raw(world.tara, 'edit-person', { person }));
      await world.send(world.tara, buttonOf(form, 'Save', { firstName: 'Once again' }));
    },
  },
  'edit-own': {
    changes: false,
    button: async (world) => buttonOf(await ownProfile(world), 'Edit'),
  },
  'save-own': {
    changes: true,
    async button(world) {
      const form = cardIn(await world.send(world.tara, buttonOf(await ownProfile(world), 'Edit')));
      return buttonOf(form, 'Save', { jobTitle: 'Pilot' });
    },
    async undo(world) {
      const form = cardIn(await world.raw(world.tara, 'edit-own'));
      await world.send(world.tara, buttonOf(form, 'Save', { jobTitle: 'Baker' }));
    },
  },
  'add-person': {
    changes: true,
    async button(world) {
      const inputs = { network: 'Others', phone: '+44 20 7946 0992', firstName: 'Added' };
      return buttonOf(await world.newCard('add user', 'Add user'), 'Add user', inputs);
    },
    async undo(world) {
      const added = (await world.people()).find(({ fields }) => fields.firstName === 'Added');
      return remove(world, added?.id ?? '');
    },
  },
  'move-people': {
    changes: true,
    button: async (world) => buttonOf(await profileOf(world), 'Move to Others'),
    undo: (world, button) =>
      world.raw(world.tara, 'move-people', { people: [personIn(button)], network: 'Employee' }),
  },
  'delete-people': {
    changes: true,
    async button(world) {
      const people = [(await world.newPerson()).id, (await world.newPerson()).id];
      const question = cardIn(await world.raw(world.tara, 'delete-people', { people }));
      return buttonOf(question, 'Delete');
    },
    undo: (world, button) => restore(world, personIn(button)),
  },
  'restore-person': {
    changes: true,
    async button(world) {
      const { id: person } = await world.newPerson();
      await remove(world, person);
      return buttonOf(cardIn(await world.raw(world.tara, 'show-person', { person })), 'Restore');
    },
    undo: (world, button) => remove(world, personIn(button)),
  },
  'show-deleted': verbOnly('show-deleted', { page: 0 }),
  'restore-people': {
    changes: true,
    async button(world) {
      const { id: person } = await world.newPerson();
      await remove(world, person);
      const list = cardIn(await world.raw(world.tara, 'show-deleted', { page: 0 }));
      const { verb, data } = buttonOf(list, 'Restore', { [`t_${person}`]: 'true' });
      return { verb, data: { ...(data as object), people: [person] } };
    },
    undo: (world, button) => remove(world, personIn(button)),
  },
  'restore-all': verbOnly('restore-all'),
  'restore-operation': {
    changes: true,
    async button(world) {
      const people = [(await world.newPerson()).id, (await world.newPerson()).id];
      const gone = await world.raw(world.tara, 'delete-people', { people, confirmed: true });
      // The button of older cards, which restored at once.
      const { data } = buttonOf(cardIn(gone), 'Undo deletion');
      const { operation } = data as { operation: string };
      const verb = 'restore-operation';
      return { verb, data: { v: 1, verb, operation } };
    },
    async undo(world, { data }) {
      const { operation } = data as { operation: string };
      const together = (await world.people()).find(({ history }) =>
        history.some((entry) => entry.operation === operation),
      );
      return remove(world, together?.id ?? '');
    },
  },
  'erase-people': {
    changes: true,
    async button(world) {
      const { id: person } = await world.newPerson();
      await remove(world, person);
      const question = await world.raw(world.tara, 'erase-people', { people: [person] });
      return buttonOf(cardIn(question), 'Erase now');
    },
  },
  'export-person': {
    changes: false,
    async button(world) {
      const { id: person } = await world.newPerson();
      return { verb: 'export-person', data: { v: 1, verb: 'export-person', person } };
    },
  },
  'show-duplicates': verbOnly('show-duplicates', { page: 0 }),
  'compare-people': {
    changes: false,
    async button(world) {
      const people = [(await world.newPerson()).id, (await world.newPerson()).id];
      return { verb: 'compare-people', data: { v: 1, verb: 'compare-people', people } };
    },
  },
  'merge-people': {
    changes: true,
    button: async (world) => buttonOf(await compared(world), 'Merge'),
    async undo(world, { data }) {
      const { people, stays } = data as { people: readonly string[]; stays: string };
      const goes = people.find((id) => id !== stays);
      return world.raw(world.tara, 'undo-merge', { stays, goes });
    },
  },
  'undo-merge': {
    changes: true,
    async button(world) {
      const merged = await world.send(world.tara, buttonOf(await compared(world), 'Merge'));
      return buttonOf(cardIn(merged), 'Undo merge');
    },
  },
  'not-same': {
    changes: true,
    button: async (world) => buttonOf(await compared(world), 'Not the same'),
  },
  'show-apart': verbOnly('show-apart', { page: 0 }),
  'show-again': {
    changes: true,
    async button(world) {
      const apart = buttonOf(await compared(world), 'Not the same');
      await world.send(world.tara, apart);
      const { people } = apart.data as { people: readonly string[] };
      return {
        verb: 'show-again',
        data: { v: 1, verb: 'show-again', people, page: 0, press: 'a' },
      };
    },
    async undo(world, { data }) {
      const { people } = data as { people: readonly string[] };
      return world.raw(world.tara, 'not-same', { people, page: 0 });
    },
  },
  'person-history': {
    changes: false,
    button: async (world) => buttonOf(await profileOf(world), 'History'),
  },
  'add-member': {
    changes: true,
    by: ({ gita }) => gita,
    async button(world) {
      const form = await world.newCard('group add', 'Add person', world.gita);
      return buttonOf(form, 'Add person', member);
    },
    undo: async (world) =>
      world.raw(world.gita, 'remove-member', { group: groupId, member: await inGroup(world) }),
  },
  'show-groups': { ...verbOnly('show-groups', { page: 0 }), by: ({ gita }) => gita },
  'show-group': {
    ...verbOnly('show-group', { group: groupId, page: 0 }),
    by: ({ gita }) => gita,
  },
  'remove-member': {
    changes: true,
    by: ({ gita }) => gita,
    async button(world) {
      const added = await world.raw(world.gita, 'add-member', { group: groupId, ...member });
      return buttonOf(cardIn(added), 'Remove');
    },
    undo: (world) => world.raw(world.gita, 'add-member', { group: groupId, ...member }),
  },
  'show-requests': verbOnly('show-requests'),
  'keep-deleted': {
    changes: true,
    async button(world) {
      const { id, phone } = await world.newPerson();
      await remove(world, id);
      await world.raw(world.gita, 'add-member', { group: groupId, phone, name: 'Asked Sample' });
      return buttonOf(cardIn(await world.raw(world.tara, 'show-requests')), 'Keep deleted');
    },
    undo: (world, button) => restore(world, personIn(button)),
  },
  'show-admins': verbOnly('show-admins'),
  'add-admin': {
    changes: true,
    async button(world) {
      await world.omar.say('hi');
      const card = await world.newCard('admins', 'Add admin');
      return buttonOf(card, 'add-admin', omarIn(world));
    },
    undo: (world) => world.raw(world.tara, 'remove-admin', omarIn(world)),
  },
  'remove-admin': {
    changes: true,
    async button(world) {
      const given = await world.raw(world.tara, 'add-admin', omarIn(world));
      return buttonOf(cardIn(given), 'remove-admin');
    },
    undo: (world) => world.raw(world.tara, 'add-admin', omarIn(world)),
  },
  'show-attributes': verbOnly('show-attributes'),
  'edit-attribute': verbOnly('edit-attribute'),
  'save-attribute': {
    changes: true,
    async button(world) {
      const form = cardIn(await world.raw(world.tara, 'edit-attribute'));
      return buttonOf(form, 'save-attribute', { name: 'Badge' });
    },
    async undo(world) {
      const { attributes } = await world.storage.attributes.all(world.tenant);
      const key = attributes.find(({ name }) => name === 'Badge')?.key;
      await world.raw(world.tara, 'remove-attribute', { key, confirmed: true });
    },
  },
  'remove-attribute': {
    changes: true,
    async button(world) {
      const key = await newAttribute(world, 'Shirt');
      return buttonOf(
        cardIn(await world.raw(world.tara, 'remove-attribute', { key })),
        'remove-attribute',
      );
    },
    undo: (world, button) => world.raw(world.tara, 'restore-attribute', { key: keyIn(button) }),
  },
  'restore-attribute': {
    changes: true,
    async button(world) {
      const key = await newAttribute(world, 'Desk');
      const removed = await world.raw(world.tara, 'remove-attribute', { key, confirmed: true });
      const button = buttonOf(cardIn(removed), 'restore-attribute');
      return { ...button, data: { ...(button.data as object), ref: key } };
    },
    undo: (world, button) =>
      world.raw(world.tara, 'remove-attribute', { key: keyIn(button), confirmed: true }),
  },
  'export-audit': {
    changes: true,
    button: async (world) =>
      buttonOf(await world.newCard('admins', 'Export audit'), 'Export audit'),
  },
  'forget-columns': verbOnly('forget-columns', { columns: '0'.repeat(32) }),
  'save-settings': {
    changes: true,
    button: async (world) =>
      buttonOf(await world.newCard('settings', 'Save'), 'Save', { delimiter: ';' }),
    undo: (world) => world.raw(world.tara, 'save-settings', { delimiter: ',' }),
  },
  'create-export': {
    changes: true,
    button: async (world) =>
      buttonOf(await world.newCard('export', 'Create request'), 'Create request'),
  },
  'save-schedule': {
    changes: true,
    button: async (world) =>
      buttonOf(await world.newCard('export', 'Save schedule'), 'Save schedule', scheduleInputs),
    undo: (world, button) =>
      world.raw(world.tara, 'remove-schedule', { schedule: keyIn(button), confirmed: true }),
  },
  'show-schedules': verbOnly('show-schedules'),
  'pause-schedule': {
    changes: true,
    async button(world) {
      await newSchedule(world);
      return buttonOf(await world.newCard('schedules', 'Pause'), 'Pause');
    },
    undo: (world, button) =>
      world.raw(world.tara, 'resume-schedule', { schedule: scheduleIn(button) }),
  },
  'resume-schedule': {
    changes: true,
    async button(world) {
      const schedule = await newSchedule(world);
      await world.raw(world.tara, 'pause-schedule', { schedule });
      return buttonOf(await world.newCard('schedules', 'Resume'), 'Resume');
    },
    undo: (world, button) =>
      world.raw(world.tara, 'pause-schedule', { schedule: scheduleIn(button) }),
  },
  'remove-schedule': {
    changes: true,
    async button(world) {
      const schedule = await newSchedule(world);
      return buttonOf(
        cardIn(await world.raw(world.tara, 'remove-schedule', { schedule })),
        'remove-schedule',
      );
    },
  },
  'change-sync': verbOnly('change-sync'),
  'save-sync': {
    changes: true,
    button: async (world) =>
      buttonOf(cardIn(await world.raw(world.tara, 'change-sync')), 'Save', {
        schedule: 'daily',
        hour: '4',
      }),
    async undo(world) {
      const form = cardIn(await world.raw(world.tara, 'change-sync'));
      await world.send(world.tara, buttonOf(form, 'Save', { schedule: 'by-hand' }));
    },
  },
  'sync-now': {
    changes: true,
    button: async (world) => buttonOf(await world.newCard('sync', 'Sync now'), 'Sync now'),
  },
  'start-sync': {
    changes: true,
    async button({ storage, tenant }) {
      const [sync] = (await storage.operations.page(tenant, 'sync', 1)).operations;
      const verb = 'start-sync';
      return { verb, data: { v: 1, verb, operation: sync?.id } };
    },
  },
  'apply-sync': {
    changes: false,
    async button({ storage, tenant }) {
      const [sync] = (await storage.operations.page(tenant, 'sync', 1)).operations;
      return { verb: 'apply-sync', data: { v: 1, verb: 'apply-sync', operation: sync?.id } };
    },
  },
  'discard-sync': {
    changes: false,
    async button({ storage, tenant }) {
      const [sync] = (await storage.operations.page(tenant, 'sync', 1)).operations;
      return { verb: 'discard-sync', data: { v: 1, verb: 'discard-sync', operation: sync?.id } };
    },
  },
  'answer-held': {
    changes: false,
    button: () =>
      Promise.resolve({
        verb: 'answer-held',
        data: { v: 1, verb: 'answer-held', people: ['aaaaaaaa'], held0: 'update' },
      }),
  },
  'reset-sync': {
    changes: true,
    button: async (world) =>
      buttonOf(cardIn(await world.raw(world.tara, 'reset-sync')), 'reset-sync'),
  },
};
