import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findAction } from '../support/card-reading.ts';
import { importFile } from '../support/import-file.ts';
import { invokeBy, pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const people =
  'Phone,First name,Last name,Email,Department,Employee ID\n' +
  '+44 20 7946 0101,Zoë,Sample,zoe@example.com,Crew,S-1\n' +
  '+44 20 7946 0102,Ángel,Sample,angel@example.com,Crew,S-2\n' +
  '+44 20 7946 0103,bob,Sample,bob@example.com,Shop,S-3\n' +
  '+44 20 7946 0104,Åsa,Example,asa@example.com,Shop,S-4\n';

describe('the directory in chat', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  beforeAll(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
    await importFile(tara, 'people.csv', people);
  });
  afterAll(() => rollcall.stop());

  async function profileOf(query: string): Promise<SeenCard> {
    await tara.say(`find ${query}`);
    return tara.waitForCard((card) => card.titles.includes('History'));
  }

  it('lists people by name as their locale expects, accents and case folded', async () => {
    await tara.say('directory');
    const page = await tara.waitForCard((card) => card.titles.includes('View'));
    const order = ['Ángel', 'Åsa', 'bob', 'Zoë'].map((name) => page.text.indexOf(name));
    expect(order.every((at) => at >= 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(page.text).toContain('4 people');
  });

  it.each([
    ['a name without its accent', 'zoe'],
    ['the beginning of any word', 'sam zo'],
    ['a phone as people write it', '020 7946 0101'],
    ['the end of a phone', '60101'],
    ['an email', 'ZOE@example.com'],
    ['an employee id', 's-1'],
  ])('finds someone by %s', async (_what, query) => {
    expect((await profileOf(query)).text).toContain('Zoë Sample');
  });

  it('says so when nobody is found, and offers the search again', async () => {
    await tara.say('find nobody at all');
    const card = await tara.waitForCard((seen) => seen.text.includes('nobody at all'));
    expect(card.titles).not.toContain('View');
  });

  it('finds while one types', async () => {
    await tara.say('directory');
    const page = await tara.waitForCard((card) => card.titles.includes('View'));
    const found = await tara.search(page, 'person', 'bo');
    expect(JSON.stringify(found)).toContain('bob Sample');
    expect(JSON.stringify(await tara.search(page, 'person', ''))).not.toContain('bob');
  });

  it('adds someone by the same rules as a file, with the problem at its field', async () => {
    await tara.say('add user');
    const form = await tara.waitForCard((card) => card.titles.includes('Add user'));
    // A client that doesn't ask for required fields gets everything at once: network, phone and email.
    const unasked = { v: 1, verb: 'add-person', fields: ['phone', 'email'], email: 'nobody' };
    const answer = await tara.send(pressBy(tara, 'add-person', unasked));
    expect(JSON.stringify(answer)).toContain('Correct 3 fields');
    const wrong = await tara.pressed(form, 'Add user', {
      ...{ network: 'Employee', phone: '12', email: '' },
      firstName: 'Di',
    });
    expect(wrong.text).toMatch(/phone number/i);
    const taken = await tara.pressed(wrong, 'Add user', {
      network: 'Employee',
      phone: '+442079460103',
    });
    expect(taken.text).toContain('bob Sample');
    expect(taken.titles).toContain('View');
    const added = await tara.pressed(taken, 'Add user', {
      network: 'Employee',
      phone: '+44 (0)20 7946 0105',
      firstName: 'Di',
      lastName: 'Sample',
    });
    expect(added.text).toContain('Di Sample');
    expect((await profileOf('di sample')).text).toContain('+44 20 7946 0105');
  });

  it('edits someone, shows who changed what, and what two admins change at once is decided, not lost', async () => {
    const profile = await profileOf('bob');
    const form = await tara.pressed(profile, 'Edit');
    await tara.say('find bob');
    const second = await tara.pressed(
      await tara.waitForCard((card) => card.titles.includes('History')),
      'Edit',
    );

    const saved = await tara.pressed(form, 'Save', { jobTitle: 'Boatswain', location: 'Deck 7' });
    expect(saved.text).toContain('Boatswain');
    const conflict = await tara.pressed(second, 'Save', { jobTitle: 'Captain' });
    expect(conflict.text).toContain('Boatswain');
    const decided = await tara.pressed(conflict, 'Save mine anyway', { jobTitle: 'Captain' });
    expect(decided.text).toContain('Captain');
    // A value changed only by the other admin stays theirs.
    expect(decided.text).toContain('Deck 7');

    const history = await tara.pressed(decided, 'History');
    expect(history.text).toMatch(/Boatswain[\s\S]*Captain|Captain[\s\S]*Boatswain/);
    expect(history.text).toContain('Tara');
  });

  it('a changed phone keeps the person, and an import finds them by it', async () => {
    const profile = await profileOf('angel');
    const form = await tara.pressed(profile, 'Edit');
    await tara.pressed(form, 'Save', { phone: '+44 20 7946 0122' });
    expect((await profileOf('0122')).text).toContain('Ángel');
    const notice = await importFile(
      tara,
      'new phone.csv',
      'Phone,First name,Department\n+44 20 7946 0122,Ángel,Deck\n+44 20 7946 0102,Newcomer,Deck\n',
    );
    expect(notice.text).toMatch(/1\s*Added/);
    expect(notice.text).toMatch(/1\s*Updated/);
    expect((await profileOf('newcomer')).text).toContain('+44 20 7946 0102');
  });

  it('moves people, one or many, and a deleted person can be restored', async () => {
    const profile = await profileOf('asa');
    const moved = await tara.pressed(profile, 'Move to Others');
    expect(moved.titles).toContain('Move to Employee');
    const ask = await tara.pressed(moved, 'Delete');
    expect(ask.titles).toContain('Keep');
    const deleted = await tara.pressed(ask, 'Delete');
    expect(deleted.titles).toContain('Restore');
    await tara.say('find asa');
    expect((await tara.waitForCard((card) => card.text.includes('asa'))).titles).not.toContain(
      'Edit',
    );
    const restored = await tara.pressed(deleted, 'Restore');
    expect(restored.titles).toContain('Delete');
    expect((await profileOf('asa')).text).toContain('Others');
  });

  it('follows a new attribute at once: form, template, import, profile', async () => {
    await tara.say('attributes');
    const list = await tara.waitForCard((card) => card.titles.includes('Add attribute'));
    const form = await tara.pressed(list, 'Add attribute');
    const save = form.titles.find((title) => /save|add/i.test(title)) ?? '';
    await tara.pressed(form, save, {
      name: 'Hired on',
      type: 'date',
      required: 'false',
      visibleTo: 'all',
    });
    await tara.say('template');
    const template = await tara.waitForCard((card) => card.titles.includes('Download template'));
    expect(await (await tara.follow(template, 'Download template')).text()).toContain('Hired on');
    await importFile(
      tara,
      'hired.csv',
      'Phone,Hired on\n+44 20 7946 0101,31.12.2020\n+44 20 7946 0103,someday\n',
    );
    const profile = await profileOf('zoe');
    expect(profile.text).toContain('Hired on');
    expect(profile.text).toMatch(/2020/);
  });

  it('brings a removed attribute back under another name when its own is taken', async () => {
    await tara.say('attributes');
    const list = await tara.waitForCard((card) => card.titles.includes('Add attribute'));
    const form = await tara.pressed(list, 'Add attribute');
    const save = form.titles.find((title) => /save|add/i.test(title)) ?? '';
    const badge = { name: 'Badge', type: 'text', required: 'false', visibleTo: 'all' };
    await tara.pressed(form, save, badge);
    const { attributes } = rollcall.storage;
    const before = (await attributes.all(tara.person.tenantId)).attributes.find(
      ({ name }) => name === 'Badge',
    );
    const gone = { v: 1, verb: 'remove-attribute', key: before?.key, confirmed: true };
    await tara.send(pressBy(tara, 'remove-attribute', gone));
    await tara.say('attributes');
    const again = await tara.pressed(
      await tara.waitForCard((card) => card.titles.includes('Add attribute')),
      'Add attribute',
    );
    const list2 = await tara.pressed(again, save, badge);
    const rename = await tara.pressed(list2, 'Restore');
    const restored = await tara.pressed(
      rename,
      rename.titles.find((title) => /save/i.test(title)) ?? '',
      { name: 'Old badge' },
    );
    expect(restored.text).toContain('Old badge');
    expect(restored.text).toContain('Badge');
  });

  it('names admins, and takes the right away at once', async () => {
    const { omar } = rollcall.teams;
    await omar.say('import');
    expect((await omar.waitForMessage((message) => message.text !== undefined)).text).toMatch(
      /ask/i,
    );
    await tara.say('admins');
    const card = await tara.waitForCard((seen) => seen.titles.includes('Add admin'));
    expect(card.titles).not.toContain('Remove');
    const found = await tara.search(card, 'admin', 'oma');
    expect(JSON.stringify(found)).toContain(omar.person.aadObjectId);
    const named = await tara.pressed(card, 'Add', {
      admin: omar.person.aadObjectId,
      role: 'organization-admin',
    });
    expect(named.text).toContain('Omar');
    await omar.say('directory');
    const page = await omar.waitForCard((seen) => seen.titles.includes('View'));
    expect(page.titles).not.toContain('Move to Others');
    const move = findAction((await profileCardOf(omar, 'zoe')).json, 'Move to Others');
    expect(move).toBeUndefined();
    await omar.say('attributes');
    expect((await omar.waitForMessage((message) => message.text !== undefined)).text).toMatch(
      /tenant admin/i,
    );
    await tara.pressed(named, 'Remove');
    await omar.say('directory');
    expect((await omar.waitForMessage((message) => message.text !== undefined)).text).toMatch(
      /ask/i,
    );
  });

  async function profileCardOf(who: TeamsClient, query: string) {
    await who.say(`find ${query}`);
    return who.waitForCard((card) => card.titles.includes('History'));
  }

  it('records every change, and a tenant admin can export the record', async () => {
    await tara.say('audit');
    // An earlier export may still be telling of its end.
    const card = await tara.waitForCard(
      ({ text, titles }) => /audit/i.test(text) && titles.some((title) => /download/i.test(title)),
    );
    const title = card.titles.find((each) => /download/i.test(each)) ?? '';
    const csv = await (await tara.follow(card, title)).text();
    expect(csv).toContain('Boatswain');
    expect(csv).toContain('Omar');
    expect(csv).toContain('people.csv');
  });

  it('a member finds nobody, by command, by search and by altered card', async () => {
    const { mika } = rollcall.teams;
    await tara.say('directory');
    const page = await tara.waitForCard((card) => card.titles.includes('View'));
    const view = findAction(page.json, 'View');
    await mika.say('directory');
    expect((await mika.waitForMessage((message) => message.text !== undefined)).text).toMatch(
      /ask/i,
    );
    expect(JSON.stringify(await mika.send(pressBy(mika, view?.verb, view?.data)))).toMatch(/ask/i);
    const typed = {
      queryText: 'zo',
      dataset: 'people',
      kind: 'search',
      queryOptions: { skip: 0, top: 15 },
    };
    const search = invokeBy(mika, 'application/search', typed);
    expect(JSON.stringify(await mika.send(search))).not.toContain('Zoë');
  });
});
