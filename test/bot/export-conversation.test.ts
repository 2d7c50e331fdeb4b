import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findAction, inputsOf } from '../support/card-reading.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const people =
  'Phone,First name,Last name,Email,Department,Employee ID,Location\n' +
  '+44 20 7946 0101,Zoë,"Sample ""Z""",zoe@example.com,=1+1,00012,"Two\nlines, one cell"\n' +
  "+44 20 7946 0102,Ángel,O’Sample,angel@example.com,-5,'2026-01-31,@home\n" +
  '+44 20 7946 0103,bob,Sample,bob@example.com,+1,1E5,"a;b"\n';

describe('exports in chat', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  beforeAll(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
    await importFile('import employees', 'people.csv', people);
    await importFile('import others', 'guests.csv', 'Phone,First name\n+44 20 7946 0199,Guest\n');
  });
  afterAll(() => rollcall.stop());

  async function previewOf(words: string, name: string, content: string | Buffer) {
    await tara.say(words);
    await tara.sendFile(name, content);
    return tara.waitForCard((card) => card.titles.includes('Import') && card.text.includes(name));
  }

  async function importFile(words: string, name: string, content: string) {
    await tara.press(await previewOf(words, name, content), 'Import');
    await tara.waitForCard(
      (card) => card.text.includes('Import completed') && card.text.includes(name),
    );
  }

  async function formOf(who = tara): Promise<SeenCard> {
    await who.say('export');
    return who.waitForCard((card) => card.titles.includes('Create request'));
  }

  /** Asks for an export and waits until its card, which the form has become, says that it is done. */
  async function exported(inputs: Record<string, string> = {}, who = tara): Promise<SeenCard> {
    const form = await formOf(who);
    await who.press(form, 'Create request', inputs);
    return done(form, who);
  }

  const done = (form: SeenCard, who = tara) =>
    who.waitForCard(
      (card) => card.message.id === form.message.id && card.text.includes('Completed'),
    );

  async function fileOf(card: SeenCard): Promise<{ bytes: Buffer; name: string }> {
    const answer = await tara.follow(card, 'Download');
    expect(answer.status).toBe(200);
    const [, name = ''] =
      /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
    return { bytes: Buffer.from(await answer.arrayBuffer()), name };
  }

  it('is Queued at once, then Completed in the same card, with one notice and its counts', async () => {
    const form = await formOf();
    expect([...inputsOf(form.json).keys()]).toEqual(
      expect.arrayContaining(['network', 'columns', 'changes', 'since', 'format']),
    );
    await tara.press(form, 'Create request');
    const card = await tara.waitForCard((seen) => seen.message.id === form.message.id);
    expect(card.text).toMatch(/Queued|Processing|Completed/);
    expect(card.titles).not.toContain('Create request');
    const notice = await tara.waitForCard((seen) => seen.text.includes('Export completed'));
    expect(notice.text).toContain('4 people');
    const ended = await done(form);
    expect(ended.titles).toContain('Download');
    expect(ended.titles).not.toContain('Cancel');
  });

  it.each(['Employee', 'Others'] as const)(
    'sent back as an import of %s says that all is unchanged, to the last character',
    async (network) => {
      const { bytes, name } = await fileOf(await exported());
      const preview = await previewOf(`import ${network}`, name, bytes);
      expect(preview.text).toContain('No changes.');
      const { operations } = await rollcall.storage.operations.page(
        tara.person.tenantId,
        'import',
        1,
      );
      expect(operations[0]?.counts).toEqual({ added: 0, updated: 0, unchanged: 4, rejected: 0 });
      expect(operations[0]?.preview?.notUnderstood).toEqual([]);
      await tara.press(preview, 'Cancel');
    },
  );

  it('can be read by no spreadsheet as a formula or a number', async () => {
    const { bytes } = await fileOf(await exported({ network: 'Employee' }));
    const text = bytes.toString();
    for (const cell of ["'=1+1", "'-5", "'+1", "'@home", "'00012", "'2026-01-31", "'1E5"]) {
      expect(text).toContain(cell);
    }
    expect(text).toContain("'+442079460101");
    expect(text).not.toContain('0199');
  });

  it('follows the organization’s choice of separator', async () => {
    await tara.say('settings');
    const settings = await tara.waitForCard((card) => card.titles.includes('Save'));
    await tara.press(settings, 'Save', { delimiter: ';' });
    const { bytes, name } = await fileOf(await exported({ network: 'Employee' }));
    expect(bytes.toString()).toContain('Phone number;First name;');
    const preview = await previewOf('import employees', name, bytes);
    expect(preview.text).toContain('No changes.');
    await tara.press(preview, 'Cancel');
    await tara.say('settings');
    const again = await tara.waitForCard((card) => card.titles.includes('Save'));
    await tara.press(again, 'Save', { delimiter: ',' });
  });

  it('remembers what was chosen for the next time', async () => {
    await exported({ network: 'Others', format: 'xlsx', columns: 'firstName,email' });
    const inputs = inputsOf((await formOf()).json);
    expect(inputs.get('network')?.value).toBe('Others');
    expect(inputs.get('format')?.value).toBe('xlsx');
    expect(inputs.get('columns')?.value).toBe('firstName,email');
    const { bytes, name } = await fileOf(await exported());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(name).toMatch(/\.xlsx$/);
  });

  it('has only what changed since the last one', async () => {
    const all = { network: 'All', format: 'csv', columns: 'all' };
    await exported({ ...all, changes: 'all' });
    const none = await exported({ ...all, changes: 'since-last' });
    expect(none.text).toContain('No one was added, changed, moved or deleted since');
    await importFile(
      'import employees',
      'more.csv',
      'Phone,Job title\n+44 20 7946 0103,Clerk\n+44 20 7946 0104,New\n',
    );
    const { bytes } = await fileOf(await exported({ ...all, changes: 'since-last' }));
    const lines = bytes.toString().trim().split('\r\n').slice(1);
    expect(lines.toSorted()).toEqual([
      expect.stringMatching(/^Added,'\+442079460104/),
      expect.stringMatching(/^Changed,'\+442079460103/),
    ]);
    const preview = await previewOf('import employees', 'changes.csv', bytes);
    expect(preview.text).toContain('No changes.');
    await tara.press(preview, 'Cancel');
  });

  it('of changes since a day asks for the day, and keeps what was chosen', async () => {
    const form = await formOf();
    await tara.press(form, 'Create request', { changes: 'since-date', network: 'Others' });
    const again = await tara.waitForCard((card) => card.message.id === form.message.id);
    expect(again.text).toMatch(/day/i);
    expect(inputsOf(again.json).get('network')?.value).toBe('Others');
    await tara.press(again, 'Create request', { changes: 'since-date', since: '0001-01-01' });
    await tara.waitForCard(
      ({ message, text }) => message.id === form.message.id && text.includes('this century'),
    );
    await tara.press(again, 'Create request', { changes: 'since-date', since: '2026-01-01' });
    expect((await done(again)).text).toContain('The file contains 1 person');
  });

  it('is asked for once, however often the button is pressed or the press is delivered', async () => {
    const form = await formOf();
    const press = findAction(form.json, 'Create request');
    const data = { ...(press?.data as object), network: 'All', changes: 'all', format: 'csv' };
    const countOf = async () =>
      (await rollcall.storage.operations.page(tara.person.tenantId, 'export', 1_000)).operations
        .length;
    const before = await countOf();
    const same = pressBy(tara, press?.verb, data);
    await Promise.all([tara.send(same), tara.send(same)]);
    const answers = [
      await tara.send(pressBy(tara, press?.verb, data)),
      await tara.send(pressBy(tara, press?.verb, data)),
    ];
    expect(await countOf()).toBe(before + 1);
    for (const answer of answers)
      expect(JSON.stringify(answer)).toMatch(/Queued|Processing|Completed/);
  });

  it('stands in the history with who, when, status, counts and a fresh link', async () => {
    await exported({ network: 'Employee', changes: 'all', format: 'csv', columns: 'all' });
    await tara.say('show export history');
    const history = await tara.waitForCard((card) => card.text.includes('Export history'));
    expect(history.text).toMatch(/people-employee-\d{4}-\d\d-\d\d-\d{4}\.csv/);
    expect(history.text).toContain(tara.person.name);
    expect(history.text).toContain('Completed');
    expect(history.titles).toEqual(expect.arrayContaining(['Download', 'Refresh']));
  });

  it('whose file was deleted after its time says so in place of the link', async () => {
    const card = await exported({ network: 'Others', changes: 'all', format: 'csv' });
    const { tenantId } = tara.person;
    const [newest] = (await rollcall.storage.operations.page(tenantId, 'export', 1)).operations;
    await rollcall.storage.files.remove(newest?.original ?? '');
    expect((await tara.follow(card, 'Download')).status).toBe(404);
    await tara.say('export history');
    const history = await tara.waitForCard((card) => card.text.includes('Export history'));
    expect(history.text).toMatch(/no longer stored/i);
  });

  it('is for admins only: commands, buttons of others, files', async () => {
    const { mika, uma } = rollcall.teams;
    for (const words of ['export', 'export history', 'schedules', 'settings']) {
      await mika.say(words);
      expect((await mika.waitForMessage((message) => message.text !== undefined)).text).toMatch(
        /ask/i,
      );
    }
    const form = await formOf();
    const press = findAction(form.json, 'Create request');
    const answer = await mika.send(pressBy(mika, press?.verb, press?.data));
    expect(JSON.stringify(answer)).toMatch(/ask/i);
    await uma.say('export history');
    const theirs = await uma.waitForCard((card) => card.text.includes('Export history'));
    expect(theirs.text).not.toContain('people-');
  });

  it('says in a group chat that it is for the personal one', async () => {
    const inGroup = rollcall.teams.inGroup('tara');
    await inGroup.say('export');
    const answer = await inGroup.waitForMessage((message) => message.text !== undefined);
    expect(answer.text).toMatch(/personal chat/);
  });

  it('can be asked for by schedule, paused, resumed and removed from a card', async () => {
    const form = await formOf();
    await tara.press(form, 'Save schedule', {
      ...{ network: 'Employee', changes: 'since-last', format: 'csv', columns: 'all' },
      ...{ every: 'week', weekday: '1', hour: '9' },
    });
    const list = await tara.waitForCard((card) => card.titles.includes('Pause'));
    expect(list.text).toMatch(/Monday/);
    await tara.press(list, 'Pause');
    const paused = await tara.waitForCard((card) => card.titles.includes('Resume'));
    await tara.press(paused, 'Resume');
    const resumed = await tara.waitForCard((card) => card.titles.includes('Pause'));
    const { omar } = rollcall.teams;
    const stolen = findAction(resumed.json, 'Pause');
    const { tenantId, aadObjectId, name } = omar.person;
    const by = { id: tara.person.aadObjectId, name: tara.person.name };
    await rollcall.storage.roles.give(tenantId, aadObjectId, 'organization-admin');
    const refused = await omar.send(pressBy(omar, stolen?.verb, stolen?.data));
    expect(JSON.stringify(refused)).toContain(by.name);
    expect(name).not.toBe(by.name);
    const [schedule] = await rollcall.storage.schedules.list(tenantId);
    expect(schedule?.paused).toBeUndefined();
    const dueAt = '2026-01-05T09:00:00.000Z';
    await rollcall.storage.schedules.update({ ...schedule, nextAt: dueAt } as never);
    await rollcall.storage.jobs.send({
      ...{ v: 1, type: 'run-schedule', tenant: tenantId },
      ...{ schedule: schedule?.id ?? '', at: dueAt },
    });
    const notice = await tara.waitForCard((card) => card.text.includes('Export completed'));
    expect(notice.text).toContain('people-employee-changes');
    const after = (await rollcall.storage.schedules.list(tenantId))[0];
    expect(Date.parse(after?.nextAt ?? '')).toBeGreaterThan(Date.now());
    expect(after?.last).toBeDefined();
    await tara.say('export schedules');
    const again = await tara.waitForCard((card) => card.titles.includes('Remove'));
    await tara.press(again, 'Remove');
    const question = await tara.waitForCard((card) => card.titles.includes('Keep'));
    expect(await rollcall.storage.schedules.list(tenantId)).toHaveLength(1);
    await tara.press(question, 'Remove');
    await tara.waitForCard((card) => card.text.includes('No scheduled exports yet'));
    expect(await rollcall.storage.schedules.list(tenantId)).toEqual([]);
  });
});
