import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StorageConnection } from '../../src/infra/storage/connect.ts';
import { eventually } from '../support/eventually.ts';
import { importFile } from '../support/import-file.ts';
import { pressBy } from '../support/invokes.ts';
import { everythingKept } from '../support/everything-kept.ts';
import { ticksOf } from '../support/ticks.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const people =
  'Phone,First name,Last name,Email\n' +
  '+44 20 7946 0401,Zenobia,Secretum,zenobia.secretum@example.com\n' +
  '+44 20 7946 0402,Bob,Sample,bob@example.com\n';
/** Everything that tells who she was. */
const traces = /Zenobia|[Ss]ecretum|2079460401|zenobia/;

describe('who is erased', () => {
  let rollcall: TestRollcall;
  let connection: StorageConnection;
  let tara: TeamsClient;
  beforeAll(async () => {
    const opened = await openTestStorage();
    ({ connection } = opened);
    rollcall = await startRollcall({ storage: opened.storage });
    ({ tara } = rollcall.teams);
    await importFile(tara, 'people.csv', people);
  });
  afterAll(() => rollcall.stop());

  const firstOf = (list: SeenCard) => (Object.keys(ticksOf(list.json, ''))[0] ?? '').slice(2);

  const kept = () => everythingKept(rollcall.storage, connection, tara.person.tenantId);

  it('is asked about once, with the files that hold their data until their time', async () => {
    const zenobia = await tara.ask('find zenobia');
    const form = await tara.pressed(zenobia, 'Edit');
    const saved = await tara.pressed(form, 'Save', { jobTitle: 'Secretum keeper' });
    const gone = await tara.pressed(await tara.pressed(saved, 'Delete'), 'Delete');
    expect(gone.titles).toContain('Erase now');
    const question = await tara.pressed(gone, 'Erase now');
    expect(question.text).toMatch(/Erase this person for good\?/);
    expect(question.text).toContain('Zenobia Secretum');
    expect(question.text).toMatch(/people\.csv, until /);
    expect(question.text).not.toMatch(/template/);
    // Nothing has happened yet.
    expect((await tara.pressed(question, 'Keep')).text).toContain('Zenobia Secretum');
    expect((await kept()).join()).toMatch(traces);
  });

  it('may be in files that changed nothing about them: cancelled, failed, the same again, exported', async () => {
    await tara.say('import others');
    await tara.sendFile('cancelled.csv', people);
    await tara.waitForCard(
      (card) => card.titles.includes('Import') && card.text.includes('cancelled.csv'),
    );
    await tara.say('cancel');
    await tara.waitForMessage(/cancelled the import/);
    await tara.say('import others');
    await tara.sendFile('failed.csv', 'Name\nZenobia Secretum\n');
    await tara.waitForCard(/Import failed/);
    await tara.ask('data bob');
    const list = await tara.ask('deleted');
    const question = await tara.pressed(list, 'Erase now', ticksOf(list.json, 'Zenobia'));
    // Files that their history names come first; these others may have been written in one second.
    expect(question.text).toMatch(/people\.csv, until (?!.*people\.csv)/s);
    const [, others = ''] = question.text.split(/people\.csv, until .*/);
    for (const name of ['A person’s data', 'failed.csv', 'cancelled.csv'])
      expect(others).toContain(`${name}, until `);
  });

  it('can be erased by a tenant admin only, and only once deleted', async () => {
    const { omar } = rollcall.teams;
    await rollcall.storage.roles.give(
      tara.person.tenantId,
      omar.person.aadObjectId,
      'organization-admin',
    );
    const list = await omar.ask('deleted');
    expect(list.titles).not.toContain('Erase now');
    const id = firstOf(list);
    const data = { v: 1, verb: 'erase-people', people: [id], confirmed: true };
    expect(JSON.stringify(await omar.send(pressBy(omar, 'erase-people', data)))).toMatch(
      /[Tt]enant admin/,
    );
    const bob = await tara.ask('find bob');
    const bobsId = /"person":"([0-9a-f]{32})"/.exec(JSON.stringify(bob.json))?.[1] ?? '';
    const there = { v: 1, verb: 'erase-people', people: [bobsId], confirmed: true };
    expect(JSON.stringify(await tara.send(pressBy(tara, 'erase-people', there)))).toMatch(
      /No one was erased[\s\S]*Only deleted people can be erased/,
    );
    expect((await tara.ask('find bob')).text).toContain('Bob Sample');
  });

  it('is nowhere any more: no name, number or value of theirs, though others’ stay', async () => {
    const list = await tara.ask('deleted');
    const id = firstOf(list);
    const question = await tara.pressed(list, 'Erase now', ticksOf(list.json, 'Zenobia'));
    const outcome = await tara.pressed(question, 'Erase now');
    expect(outcome.text).toContain('1 person erased.');
    // Already before the job has run.
    expect((await tara.ask('deleted')).text).not.toMatch(traces);
    expect((await tara.ask('find zenobia')).text).toMatch(/No one matches/);
    const back = { v: 1, verb: 'restore-person', person: id };
    expect(JSON.stringify(await tara.send(pressBy(tara, 'restore-person', back)))).toMatch(
      /no longer in the directory/,
    );
    await eventually(async () => {
      expect((await kept()).filter((one) => traces.test(one))).toEqual([]);
    });
    const all = (await kept()).join('\n');
    expect(all).toContain('Bob');
    expect(all).toContain('person-erased');
    // The same action again does nothing more.
    await tara.press(question, 'Erase now');
    expect((await kept()).filter((one) => one.includes('person-erased'))).toHaveLength(1);
  });

  it('is somebody new when they come back, without a past', async () => {
    await importFile(tara, 'again.csv', people.split('\n').slice(0, 2).join('\n'));
    const profile = await tara.ask('find zenobia');
    expect(profile.text).toContain('Zenobia Secretum');
    const history = await tara.pressed(profile, 'History');
    expect(history.text).not.toContain('Secretum keeper');
  });
});
