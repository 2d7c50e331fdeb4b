import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shards } from '../../src/domain/person-id.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { findAction, inputsOf } from '../support/card-reading.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const header = 'Phone number,First name,Last name,Email,Employee ID,Department\r\n';
const ada = '+44 20 7946 0101,Ada,Sample,ada@contoso.example,E-1,Crew\r\n';
const bo = '+44 20 7946 0102,Bo,Example,bo@contoso.example,E-2,Crew\r\n';
const cy = '+44 20 7946 0103,Cy,Invented,cy@contoso.example,E-3,Shop\r\n';
const di = '+44 20 7946 0104,Di,Fictional,di@contoso.example,E-4,Shop\r\n';
const everybody = header + ada + bo + cy + di;

/** A file may say who is in the whole network, or who leaves it. */
describe('what a file means', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  let tenant: string;
  beforeEach(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
    tenant = tara.person.tenantId;
  });
  afterEach(() => rollcall.stop());

  const isPreview = (card: SeenCard) => card.titles.includes('Import');

  /** By the import card, as an admin does it. */
  async function preview(
    csv: string,
    mode: string,
    { network = 'Employee', name = 'people.csv' } = {},
  ): Promise<SeenCard> {
    await tara.say('import');
    const card = await tara.waitForCard((seen) => seen.titles.includes('Continue'));
    await tara.press(card, 'Continue', { network, mode });
    await tara.waitForCard('Send the file for');
    await tara.sendFile(name, csv);
    return tara.waitForCard((seen) => isPreview(seen) && seen.text.includes(name));
  }

  async function ended(card: SeenCard, status = 'Completed'): Promise<SeenCard> {
    return tara.waitForCard(
      ({ message, text }) => message.id === card.message.id && text.includes(status),
      { since: 'start' },
    );
  }

  async function imported(csv: string, network = 'Employee'): Promise<void> {
    const card = await preview(csv, 'update', { network });
    await tara.press(card, 'Import');
    await ended(card);
  }

  async function everyone(): Promise<StoredPerson[]> {
    const all: StoredPerson[] = [];
    for (const shard of shards)
      for await (const page of rollcall.storage.people.scan(tenant, shard)) all.push(...page);
    return all;
  }

  async function person(firstName: string): Promise<StoredPerson> {
    const found = (await everyone()).find(({ fields }) => fields.firstName === firstName);
    if (found === undefined) throw new Error(`nobody is called ${firstName}`);
    return found;
  }

  async function present(): Promise<string[]> {
    const there = (await everyone()).filter(({ deletedAt }) => deletedAt === undefined);
    return there.map(({ fields }) => fields.firstName ?? '').sort();
  }

  async function link(firstName: string): Promise<void> {
    const { etag, ...known } = await person(firstName);
    const linked = { ...known, linked: true, entraId: `account-of-${firstName}` };
    const write = { type: 'update', person: linked, etag } as const;
    expect(await rollcall.storage.people.write(tenant, known.id.charAt(0), [write])).toBe(
      'written',
    );
    await rollcall.storage.changes.people(tenant, [known.id]);
  }

  const newest = async () =>
    (await rollcall.storage.operations.page(tenant, 'import', 1)).operations[0];

  const listOf = async (card: SeenCard) => (await tara.follow(card, 'Download people list')).text();

  it('is people to add or update, unless the card says otherwise', async () => {
    await tara.say('import');
    const card = await tara.waitForCard((seen) => seen.titles.includes('Continue'));
    const mode = inputsOf(card.json).get('mode');
    expect(mode).toMatchObject({ value: 'update' });
    expect(mode?.choices.map(({ value }) => value)).toEqual(['update', 'everyone', 'delete']);
    // A card from before there was a choice has no such input; a value that nobody offered isn't read as one.
    const { data } = findAction(card.json, 'Continue') ?? {};
    await tara.sendFile('first.csv', everybody);
    const asked = await tara.waitForCard(
      (seen) => seen.titles.includes('Continue') && seen.text.includes('first.csv'),
    );
    expect(inputsOf(asked.json).get('mode')?.value).toBe('update');
    expect(data).not.toHaveProperty('mode');
    await tara.press(asked, 'Continue', { network: 'Employee', mode: 'everything' });
    expect(await newest()).toMatchObject({ state: 'choosing' });
    await tara.press(asked, 'Continue', { network: 'Employee' });
    await tara.waitForCard(isPreview);
    expect(await newest()).not.toHaveProperty('mode');
  });

  it('everyone: nobody is missing whose line looks like a total', async () => {
    await imported(
      `${header + ada + bo}+44 20 7946 0109,Count,Olaf,olaf@contoso.example,1234,\r\n`,
    );
    const card = await preview(`${header + ada},Count,,,1234,\r\n`, 'everyone');
    const list = await listOf(card);
    expect(list).toContain('Bo Example');
    expect(list).not.toContain('Olaf');
  });

  it('everyone: whoever isn’t in the file stays, unless the admin says that they leave', async () => {
    await imported(everybody);
    await imported(header + '+44 20 7946 0105,Eve,Elsewhere,,,\r\n', 'Others');
    const card = await preview(header + ada.replace('Crew', 'Bridge') + bo, 'everyone');
    expect(card.text).toContain('Not in this file');
    expect(card.text).toContain('2 people in the Employee network aren’t in this file.');
    expect(card.text).toContain('Cy Invented');
    expect(card.text).toContain('Di Fictional');
    expect(card.text).not.toContain('Eve');
    expect(card.text).toMatch(/1\s*Updated/);
    expect(inputsOf(card.json).get('missing')).toMatchObject({ value: 'keep' });
    expect(await listOf(card)).toMatch(
      /Cy Invented,\+442079460103,cy@contoso.example,E-3,Shop,Not in the file/,
    );
    expect(await present()).toEqual(['Ada', 'Bo', 'Cy', 'Di', 'Eve']);
    await tara.press(card, 'Import');
    expect((await ended(card)).text).not.toMatch(/Deleted\b/);
    expect(await present()).toEqual(['Ada', 'Bo', 'Cy', 'Di', 'Eve']);

    const again = await preview(header + ada.replace('Crew', 'Bridge') + bo, 'everyone', {
      name: 'again.csv',
    });
    await tara.press(again, 'Import', { missing: 'delete' });
    const done = await ended(again);
    expect(done.text).toMatch(/2\s*Deleted/);
    expect(done.text).toContain('2 people deleted. You can restore them for 30 days.');
    expect(await listOf(done)).toMatch(/Cy Invented,.*,Deleted/);
    expect(await present()).toEqual(['Ada', 'Bo', 'Eve']);
    const notice = await tara.waitForCard(
      (seen) => seen.text.includes('Import completed') && seen.text.includes('again.csv'),
      { since: 'start' },
    );
    expect(notice.text).toMatch(/2\s*Deleted/);
    const { history } = await person('Cy');
    expect(history[0]).toMatchObject({
      by: { id: tara.person.aadObjectId },
      operation: (await newest())?.id,
      changes: [{ field: 'deleted', before: '' }],
    });

    await tara.press(done, 'Undo import');
    const question = await tara.waitForCard(({ titles }) => titles.includes('Keep'));
    expect(question.text).toContain('2 people');
    await tara.press(question, 'Undo import');
    await tara.waitForCard(
      ({ message, text }) =>
        message.id !== done.message.id && text.includes('Undo') && text.includes('Completed'),
    );
    expect(await present()).toEqual(['Ada', 'Bo', 'Cy', 'Di', 'Eve']);
  });

  it('delete: the people in the file leave, come back by Restore all, and who is linked stays', async () => {
    await imported(everybody);
    await link('Bo');
    const file =
      header +
      ada +
      bo +
      // nobody's
      '+44 20 7946 0190,Zed,Unknown,zed@contoso.example,E-9,Crew\r\n' +
      // of two people
      cy.replace('E-3', 'E-4') +
      // somebody else with Di's number
      '+44 20 7946 0104,Omar,Other,omar@contoso.example,E-8,Crew\r\n' +
      // known by another key only, under another number
      '+44 20 7946 0191,Di,Fictional,di@contoso.example,E-4,Shop\r\n';
    const card = await preview(file, 'delete');
    expect(card.text).toContain('The people in the file will be deleted.');
    expect(card.text).toMatch(/1\s*Deleted/);
    expect(card.text).toMatch(/5\s*Rejected/);
    expect(card.text).toContain('1 person is linked to a work account and stays: Bo Example');
    expect(await listOf(card)).toMatch(
      /2,Ada Sample,.*,In the file\r\n3,Bo Example,.*,Stays: linked/,
    );
    const log = await (await tara.follow(card, 'Download error log')).text();
    expect(log).toMatch(/3,This person is linked to a work account and can’t be deleted here/);
    expect(log).toMatch(/4,"?No one in the directory has this phone number/);
    expect(log).toMatch(/5,"?The phone number, email and employee ID belong to different people/);
    expect(log).toMatch(
      /6,"?This phone number, email or employee ID belongs to a person with a diff/,
    );
    expect(log).toMatch(
      /7,"?No one has this phone number, but the email or employee ID belongs to a person/,
    );
    expect(await present()).toEqual(['Ada', 'Bo', 'Cy', 'Di']);
    await tara.press(card, 'Import');
    const done = await ended(card);
    expect(done.text).toMatch(/1\s*Deleted/);
    expect(await present()).toEqual(['Bo', 'Cy', 'Di']);

    // The same file once more finds nobody to delete, and says so.
    const again = await preview(header + ada, 'delete', { name: 'again.csv' });
    expect(again.text).toContain('Everyone in this file is already deleted.');
    await tara.press(again, 'Cancel');

    await tara.say('deleted');
    const deleted = await tara.waitForCard('Deleted people');
    expect(deleted.text).toContain('people.csv');
    const operation = inputsOf(deleted.json).get('operation')?.choices.at(-1)?.value ?? '';
    await tara.press(deleted, 'Filter', { operation });
    const filtered = await tara.waitForCard((seen) => seen.titles.includes('Restore all'));
    await tara.press(filtered, 'Restore all');
    await tara.waitForCard('1 person restored');
    expect(await present()).toEqual(['Ada', 'Bo', 'Cy', 'Di']);
  });

  it('everyone: a row that can’t be used keeps whoever it may mean, and linked people are named', async () => {
    await imported(everybody);
    await link('Cy');
    const file =
      header +
      ada +
      // a damaged number, and Bo's email
      '12,Bo,Example,bo@contoso.example,,\r\n' +
      // nobody can tell whose this is
      '34,Somebody,Else,,,\r\n';
    const card = await preview(file, 'everyone');
    expect(card.text).toContain('1 person in the Employee network isn’t in this file.');
    expect(card.text).toContain('Di Fictional');
    expect(card.text).toContain('1 person is linked to a work account and stays: Cy Invented');
    expect(card.text).toContain('1 person stays because a rejected or unclear row may be theirs');
    expect(card.text).toContain('2 rows in this file are rejected');
    await tara.press(card, 'Import', { missing: 'delete' });
    await ended(card);
    expect(await present()).toEqual(['Ada', 'Bo', 'Cy']);
  });

  it('everyone: a file of which no row can be used proposes to delete nobody', async () => {
    await imported(everybody);
    await tara.say('import');
    const card = await tara.waitForCard((seen) => seen.titles.includes('Continue'));
    await tara.press(card, 'Continue', { network: 'Employee', mode: 'everyone' });
    await tara.waitForCard('Send the file for');
    await tara.sendFile('damaged.csv', `${header}12,Ada,Sample,,,\r\n34,Bo,Example,,,\r\n`);
    await tara.waitForCard((seen) => seen.text.includes('Failed'));
    expect(await newest()).toMatchObject({ state: 'failed', mode: 'everyone' });
    expect(await present()).toEqual(['Ada', 'Bo', 'Cy', 'Di']);
  });

  it('a big change waits for a yes, where people leave too', async () => {
    const rows = (from: number, to: number) =>
      Array.from(
        { length: to - from },
        (_, index) => `+44 20 7946 0${index + from + 300},Sam,Person${index + from},,,\r\n`,
      ).join('');
    await imported(header + rows(0, 40));
    const card = await preview(header + rows(0, 10), 'everyone');
    expect(card.text).toContain('A big change');
    expect(card.text).toContain('If you delete the people who aren’t in the file');
    expect(card.text).toContain('30 of 40 people');
    await tara.press(card, 'Import', { missing: 'delete' });
    const still = await tara.waitForCard('Answer first: “A big change”');
    expect(inputsOf(still.json).get('missing')?.value).toBe('delete');
    await tara.press(still, 'Import', { missing: 'keep' });
    await ended(card);
    expect(await present()).toHaveLength(40);

    const leavers = await preview(header + rows(0, 25), 'delete', { name: 'leavers.csv' });
    expect(leavers.text).toContain('25 of 40 people');
    await tara.press(leavers, 'Import');
    const asked = await tara.waitForCard('Answer first: “A big change”');
    await tara.press(asked, 'Import', { sure: 'true' });
    expect((await ended(leavers)).text).toMatch(/25\s*Deleted/);
    expect(await present()).toHaveLength(15);
  });

  it('whoever changes or is linked after the preview stays, and the list says so', async () => {
    await imported(everybody);
    const card = await preview(header + ada, 'everyone');
    await link('Bo');
    const { etag, ...known } = await person('Cy');
    const moved = { ...known, changedAt: new Date(Date.now() + 1_000).toISOString() };
    const write = { type: 'update', person: moved, etag } as const;
    await rollcall.storage.people.write(tenant, known.id.charAt(0), [write]);
    await tara.press(card, 'Import', { missing: 'delete' });
    const done = await ended(card);
    expect(done.text).toContain('1 person deleted');
    expect(done.text).toContain('2 people who aren’t in the file stay because of changes');
    const list = await listOf(done);
    expect(list).toMatch(/Bo Example,.*,Stays: linked to a work account/);
    expect(list).toMatch(/Cy Invented,.*,Stays: changed after the preview/);
    expect(list).toMatch(/Di Fictional,.*,Deleted/);
    expect(await present()).toEqual(['Ada', 'Bo', 'Cy']);
  });
});
