import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

const good = 'Phone,First name,Last name\n+44 20 7946 0160,Ada,Sample\n';
const mixed =
  'Phone,First name,Last name,Shoe size\n' +
  '+44 20 7946 0161,Bo,Sample,38\n' +
  '12,Cy,Sample,39\n' +
  '=1+1,Di,"Sample, Jr.",40\n' +
  '+44 20 7946 0161,Bob,Sample,41\n';

describe('around an import', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
  });
  afterAll(() => rollcall.stop());
  beforeEach(async () => {
    rollcall.teams.switches.reset();
    await rollcall.teams.tara.say('cancel');
  });

  async function preview(name: string, content: string, network = 'employees') {
    const { tara } = rollcall.teams;
    await tara.say(`import ${network}`);
    await tara.sendFile(name, content);
    return tara.waitForCard((card) => card.titles.includes('Import') && card.text.includes(name));
  }

  async function imported(name: string, content: string, network?: string) {
    const { tara } = rollcall.teams;
    const card = await preview(name, content, network);
    await tara.press(card, 'Import');
    return tara.waitForCard(
      (seen) => seen.text.includes('Import completed') && seen.text.includes(name),
    );
  }

  it('the error log, corrected and sent back as it is, brings the rejected rows in', async () => {
    const { tara } = rollcall.teams;
    const notice = await imported('mixed.csv', mixed);
    expect(notice.text).toMatch(/1\s*Added/);
    expect(notice.text).toMatch(/3\s*Rejected/);
    const log = await (await tara.follow(notice, 'Download error log')).text();
    expect(log).toContain('Line,Reason,Phone,First name,Last name,Shoe size');
    expect(log).toContain("'=1+1");
    expect(log).toContain('"Sample, Jr."');

    const corrected = log
      .replace(',12,', ',+44 20 7946 0162,')
      .replace("'=1+1", '+44 20 7946 0163');
    const again = await imported('mixed corrected.csv', corrected);
    expect(again.text).toMatch(/2\s*Added/);
    expect(again.text).not.toContain('Rejected');
  });

  it('names unknown columns, bad lines and moved people in the preview', async () => {
    await imported('start.csv', good, 'others');
    const { tara } = rollcall.teams;
    const card = await preview('next.csv', mixed + '+44 20 7946 0160,Ada,Sample,1\n');
    expect(card.text).toContain('Shoe size');
    expect(card.text).toMatch(/[Ll]ine 3/);
    expect(card.text).toMatch(/Others/);
    await tara.press(card, 'Cancel');
  });

  it('a second press and a message delivered twice do nothing new', async () => {
    const { tara } = rollcall.teams;
    rollcall.teams.switches.set({ deliverTwice: true });
    const card = await preview('twice.csv', good.replace('0160', '0164'));
    await tara.press(card, 'Import');
    await tara.press(card, 'Import');
    await tara.waitForCard(
      (seen) => seen.text.includes('Import completed') && seen.text.includes('twice.csv'),
      { since: 'start' },
    );
    await tara.press(card, 'Import');
    await tara.say('import history');
    const history = await tara.waitForCard(
      (seen) => seen.titles.includes('Refresh') && seen.text.includes('twice.csv'),
    );
    expect(history.text.split('twice.csv')).toHaveLength(2);
    const notices = tara
      .cards('start')
      .filter((seen) => seen.text.includes('Import completed') && seen.text.includes('twice.csv'));
    expect(notices).toHaveLength(1);
  });

  it('what was opened from the history stays open when it is redrawn', async () => {
    const { tara } = rollcall.teams;
    await imported('opened.csv', good.replace('0160', '0167'));
    await tara.say('import history');
    const history = await tara.waitForCard(
      (seen) => seen.titles.includes('Open') && seen.text.includes('opened.csv'),
    );
    const open = await tara.pressed(history, 'Open');
    expect(open.titles).toContain('Undo import');
    const { tenantId: tenant } = tara.person;
    const [newest] = (await rollcall.storage.operations.page(tenant, 'import', 1)).operations;
    if (newest === undefined) throw new Error('no import');
    expect(newest.card).toMatchObject({ activity: open.message.id });
    const { kind, id } = newest;
    const before = open.message.change;
    await rollcall.storage.deliveries.send(
      { v: 1, type: 'card', tenant, kind, operation: id, after: Date.now() + 1 },
      0,
    );
    const redrawn = await tara.waitForCard(
      ({ message }) => message.id === open.message.id && message.change > before,
      { since: 'start' },
    );
    expect(redrawn.text).toBe(open.text);
  });

  it('an older client, which sends Action.Submit, imports just the same', async () => {
    const { tara } = rollcall.teams;
    rollcall.teams.switches.set({ olderClient: true });
    const card = await preview('older.csv', good.replace('0160', '0165'));
    await tara.press(card, 'Import');
    const done = await tara.waitForCard(
      (seen) => seen.message.id === card.message.id && seen.text.includes('Completed'),
      { since: 'start' },
    );
    expect(done.titles).not.toContain('Import');
  });

  it('questions can be answered in words, and cancelled at any point', async () => {
    const { tara } = rollcall.teams;
    await tara.say('Import');
    await tara.say('employee');
    await tara.waitForCard(/Send the file for the Employee network/);
    await tara.say('what?');
    await tara.waitForMessage(/Send the file for the Employee network/);
    await tara.say('help');
    await tara.waitForCard((card) => card.titles.length > 2);
    await tara.sendFile('words.csv', good.replace('0160', '0166'));
    await tara.waitForCard(
      (card) => card.titles.includes('Import') && card.text.includes('words.csv'),
    );
    await tara.say('yes');
    await tara.waitForCard(
      (seen) => seen.text.includes('Import completed') && seen.text.includes('words.csv'),
    );
    await tara.say('import');
    await tara.say('cancel');
    await tara.waitForMessage(/closed the question/);
    await tara.say('cancel');
    await tara.waitForMessage(/nothing to cancel/i);
  });

  it('a file that comes before its network is kept, and cancelling drops it', async () => {
    const { tara } = rollcall.teams;
    await tara.sendFile('first.csv', good);
    const question = await tara.waitForCard((card) => card.titles.includes('Continue'));
    expect(question.text).toContain('first.csv');
    await tara.say('cancel');
    await tara.waitForMessage(/first\.csv/);
    const gone = await tara.waitForCard(
      (card) => card.message.id === question.message.id && card.text.includes('Cancelled'),
      { since: 'start' },
    );
    expect(gone.titles).not.toContain('Continue');
  });

  it('the history is paged, newest first, and each file can be downloaded', async () => {
    const { tara } = rollcall.teams;
    for (let n = 0; n < 7; n += 1) {
      await tara.sendFile(`page-${n}.csv`, good);
      await tara.waitForCard(
        (card) => card.titles.includes('Continue') && card.text.includes(`page-${n}.csv`),
      );
    }
    await tara.say('show import history');
    const first = await tara.waitForCard((card) => card.titles.includes('Next'));
    expect(first.text.indexOf('page-6.csv')).toBeLessThan(first.text.indexOf('page-3.csv'));
    expect(first.text).not.toContain('page-1.csv');
    expect(first.titles).not.toContain('Previous');
    await tara.press(first, 'Next');
    const second = await tara.waitForCard(
      (card) => card.text.includes('page-1.csv') && card.titles.includes('Previous'),
      { since: 'start' },
    );
    await tara.press(second, 'Previous');
    const back = await tara.waitForCard(
      (card) => card.text.includes('page-6.csv') && card.titles.includes('Next'),
      { since: 'start' },
    );
    expect(await (await tara.follow(back, 'Download')).text()).toBe(good);
  });

  it('a notice that can’t be delivered waits until the person writes again, and comes once', async () => {
    const { tara } = rollcall.teams;
    const card = await preview('blocked.csv', good.replace('0160', '0167'));
    rollcall.teams.switches.set({
      connector: { answer: '403 ConversationBlockedByUser', times: 'all', call: 'send' },
    });
    await tara.press(card, 'Import');
    await until(async () => {
      const { id } = await newest(rollcall);
      return (
        (await rollcall.storage.outbox.read(tara.person.tenantId, tara.person.aadObjectId, id))
          ?.state === 'waiting'
      );
    });
    rollcall.teams.switches.reset();
    expect(
      tara
        .cards('start')
        .filter(
          (seen) => seen.text.includes('Import completed') && seen.text.includes('blocked.csv'),
        ),
    ).toEqual([]);
    await tara.say('hello');
    await tara.waitForCard(
      (seen) => seen.text.includes('Import completed') && seen.text.includes('blocked.csv'),
    );
  });

  it('a connector that is busy is asked again later, and the notice comes once', async () => {
    const { tara } = rollcall.teams;
    const card = await preview('busy.csv', good.replace('0160', '0168'));
    rollcall.teams.switches.set({
      connector: { answer: '429 TooManyRequests', times: 2, call: 'send', retryAfter: 1 },
    });
    await tara.press(card, 'Import');
    await tara.waitForCard(
      (seen) => seen.text.includes('Import completed') && seen.text.includes('busy.csv'),
    );
    const notices = tara
      .cards('start')
      .filter((seen) => seen.text.includes('Import completed') && seen.text.includes('busy.csv'));
    expect(notices).toHaveLength(1);
  });
});

async function newest({ storage, teams }: TestRollcall) {
  const [operation] = (await storage.operations.page(teams.tara.person.tenantId, 'import', 1))
    .operations;
  if (operation === undefined) throw new Error('no operation');
  return operation;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited in vain');
}
