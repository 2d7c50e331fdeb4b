import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shardOf } from '../../src/domain/person-id.ts';
import { eventually } from '../support/eventually.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const people =
  'Phone,First name,Department\n' +
  '+44 20 7946 0101,Ada,Crew\n' +
  '+44 20 7946 0102,Bea,Crew\n' +
  '+44 20 7946 0103,Cleo,Shop\n';
const byEmail = 'e'.repeat(32);

let rollcall: TestRollcall;
let tara: TeamsClient;
let omar: TeamsClient;
beforeAll(async () => {
  rollcall = await startRollcall();
  ({ tara, omar } = rollcall.teams);
  const { tenantId } = tara.person;
  await rollcall.storage.roles.give(tenantId, omar.person.aadObjectId, 'organization-admin');
  await tara.say('import employees');
  await tara.sendFile('people.csv', people);
  await imported(await tara.waitForCard((card) => card.titles.includes('Import')));
  // Somebody who has no phone number.
  await rollcall.storage.changes.people(tenantId, [byEmail]);
  await rollcall.storage.people.write(tenantId, shardOf(byEmail), [
    {
      type: 'add',
      person: {
        ...{ id: byEmail, network: 'Employee', source: 'signin', linked: true },
        fields: { firstName: 'Dora', email: 'dora@example.com', department: 'Crew' },
        ...{ addedAt: '2026-01-01T00:00:00.000Z', changedAt: '2026-01-01T00:00:00.000Z' },
        ...{ changedBy: { id: 'x', name: 'Sample' }, history: [] },
      },
    },
  ]);
});
afterAll(() => rollcall.stop());

async function imported(preview: SeenCard) {
  await tara.press(preview, 'Import');
  return tara.waitForCard(
    (card) => card.message.id === preview.message.id && card.text.includes('Completed'),
  );
}

/** The form for everyone of a department. */
async function form(department: string, who = tara): Promise<SeenCard> {
  await who.say('directory');
  const page = await who.waitForCard((card) => card.text.includes('by name'));
  return who.pressed(await who.pressed(page, 'Filter', { department }), 'Change all…');
}

/** The preview that takes the place of a form. */
async function preview(card: SeenCard, inputs: Record<string, string>): Promise<SeenCard> {
  await tara.press(card, 'Continue', inputs);
  return tara.waitForCard(
    (seen) => seen.message.id === card.message.id && seen.titles.includes('Import'),
  );
}

const fieldsOf = async (name: string) => {
  const shards = Array.from('0123456789abcdef');
  for (const shard of shards) {
    for await (const page of rollcall.storage.people.scan(tara.person.tenantId, shard)) {
      const found = page.find(({ fields }) => fields.firstName === name);
      if (found !== undefined)
        return { ...found.fields, network: found.network, deletedAt: found.deletedAt };
    }
  }
  return undefined;
};

/** A guest without a phone number, and a contact who has the guest's address. */
async function guestAndContact(): Promise<string> {
  const { tenantId } = tara.person;
  const [guest, contact] = ['d'.repeat(32), 'f'.repeat(32)];
  const both = { network: 'Others', linked: false } as const;
  const email = 'guest@other.example';
  const facts = {
    ...{ addedAt: '2026-01-01T00:00:00.000Z', changedAt: '2026-01-01T00:00:00.000Z' },
    ...{ changedBy: { id: 'x', name: 'Sample' }, history: [] },
  };
  await rollcall.storage.changes.people(tenantId, [guest, contact]);
  await rollcall.storage.people.write(tenantId, shardOf(guest), [
    {
      type: 'add',
      person: {
        ...{ id: guest, source: 'signin', entraId: 'guest-account', ...both, ...facts },
        fields: { firstName: 'Gus', email, department: 'Guests' },
      },
    },
  ]);
  await rollcall.storage.people.write(tenantId, shardOf(contact), [
    {
      type: 'add',
      person: {
        ...{ id: contact, source: 'admin', ...both, ...facts },
        fields: { firstName: 'Kim', email, phone: '+442079460199', department: 'Partners' },
      },
    },
  ]);
  return guest;
}

describe('a guest in a list', () => {
  it('leads to nobody else who has the same address, by the filter or by a tick', async () => {
    const guest = await guestAndContact();
    for (const title of ['Change all…', 'Change a value…']) {
      await tara.say('directory');
      const page = await tara.waitForCard((card) => card.text.includes('by name'));
      const others = await tara.pressed(page, 'Others');
      const list = await tara.pressed(others, 'Filter', { department: 'Guests' });
      const ticks = title === 'Change a value…' ? { [`t_${guest}`]: 'true' } : undefined;
      const asked = await tara.pressed(list, title, ticks);
      expect(asked.text).toContain('Change 1 person');
      await tara.press(asked, 'Continue', { change: 'set', field: 'location', newValue: title });
      const end = await tara.waitForCard(
        ({ message, titles, text }) =>
          message.id === asked.message.id && (titles.includes('Import') || text.includes('Failed')),
      );
      expect(end.titles).not.toContain('Import');
    }
  });
});

describe('everyone in a list', () => {
  it('gets a value after a preview, whoever has no phone number too, and it can be undone', async () => {
    const asked = await form('Crew');
    expect(asked.text).toContain('Change 3 people');
    expect(asked.text).toContain('Employee · Department: Crew');
    const shown = await preview(asked, { change: 'set', field: 'location', newValue: 'Basel' });
    expect(shown.text).toContain('Set Location');
    // The list is nobody's file: nothing is said of a file, its letters or its columns.
    expect(shown.text).not.toMatch(/\bfile\b|\.csv|UTF-8|\brows?\b|Line \d/u);
    expect(shown.titles).not.toContain('Change columns');
    expect(await fieldsOf('Ada')).not.toHaveProperty('location');
    const done = await imported(shown);
    for (const name of ['Ada', 'Bea', 'Dora']) {
      expect(await fieldsOf(name)).toMatchObject({ location: 'Basel', network: 'Employee' });
    }
    expect(await fieldsOf('Cleo')).not.toHaveProperty('location');
    const confirm = await tara.pressed(done, 'Undo import');
    await tara.press(confirm, 'Undo import');
    await eventually(async () => {
      for (const name of ['Ada', 'Bea', 'Dora'])
        expect(await fieldsOf(name)).not.toHaveProperty('location');
    });
    const undone = await tara.waitForCard(
      (card) => card.text.includes('Undo completed') && card.text.includes('Set Location'),
      { since: 'start' },
    );
    expect(undone.text).not.toContain('.csv');
    expect((await tara.ask('import history')).text).toContain('Undo: Set Location');
    // The stored file of a list is nobody’s file, so nothing shows its name.
    expect(JSON.stringify(tara.fromBot())).not.toContain('Set Location.csv');
  });

  it.each(['Unknown', 'n/a', 'TBD', '03-Jan', '"'])(
    'gets %s, where a file would have no value',
    async (newValue) => {
      const value = { change: 'set', field: 'jobTitle', newValue };
      await imported(await preview(await form('Crew'), value));
      expect(await fieldsOf('Ada')).toMatchObject({ jobTitle: newValue });
    },
  );

  it('loses a value', async () => {
    await imported(await preview(await form('Shop'), { change: 'clear', field: 'department' }));
    expect(await fieldsOf('Cleo')).not.toHaveProperty('department');
    const value = { change: 'set', field: 'location', newValue: ' <Clear>' };
    // A file erases a value so, and its name says it.
    await tara.press(await form('Crew'), 'Continue', value);
    await tara.waitForCard((card) => card.text.includes('Clear Location'));
  });

  it('moves, but for people who are linked, who are told', async () => {
    const done = await imported(await preview(await form('Crew'), { change: 'move' }));
    expect(done.text).toMatch(/1[^]*rejected/i);
    expect(await fieldsOf('Ada')).toMatchObject({ network: 'Others' });
    expect(await fieldsOf('Dora')).toMatchObject({ network: 'Employee' });
  });

  it('is asked what is missing, and nothing happens meanwhile', async () => {
    const asked = await form('Crew');
    for (const [inputs, sentence] of [
      [{}, 'Choose what to change.'],
      [{ change: 'set' }, 'Choose the attribute.'],
      [{ change: 'set', field: 'location' }, 'Enter the new value.'],
      [{ change: 'set', field: 'location', newValue: 'x'.repeat(300) }, 'too long'],
    ] as const) {
      expect((await tara.pressed(asked, 'Continue', inputs)).text).toContain(sentence);
    }
  });

  it('is moved by nobody who may not move people, whatever the card says', async () => {
    const asked = await form('Crew', omar);
    expect(asked.text).not.toContain('Move to Others');
    const data = { v: 1, verb: 'change-all', network: 'Employee', asked: true, change: 'move' };
    const answer = await omar.send(pressBy(omar, 'change-all', data));
    expect(JSON.stringify(answer)).toMatch(/Only tenant admins can do this/);
  });
});
