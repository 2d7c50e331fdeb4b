import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SeenCard } from '../support/teams-client.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

const header = 'Phone number,First name,Last name,Email,Employee ID,Department\r\n';
const ada = '+44 20 7946 0101,Ada,Sample,ada@contoso.example,E-1,Crew\r\n';
const bo = '+44 20 7946 0102,Bo,Example,bo@contoso.example,E-2,Crew\r\n';
const cy = '+44 20 7946 0103,Cy,Invented,cy@contoso.example,E-3,Shop\r\n';

describe('the preview of an import asks who is who', () => {
  let rollcall: TestRollcall;
  beforeEach(async () => {
    rollcall = await startRollcall();
  });
  afterEach(async () => {
    await rollcall.stop();
  });

  async function preview(csv: string, name = 'people.csv'): Promise<SeenCard> {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile(name, csv);
    return tara.waitForCard((card) => card.titles.includes('Import'));
  }

  async function done(card: SeenCard): Promise<SeenCard> {
    const { tara } = rollcall.teams;
    return tara.waitForCard(
      ({ message, text }) => message.id === card.message.id && text.includes('Completed'),
      { since: 'start' },
    );
  }

  async function imported(csv: string): Promise<void> {
    const { tara } = rollcall.teams;
    const card = await preview(csv);
    await tara.press(card, 'Import');
    await done(card);
  }

  /** The people who are there, by name, as a search shows them. */
  async function found(text: string): Promise<string> {
    const { tara } = rollcall.teams;
    await tara.say(`find ${text}`);
    // A notice may come in between.
    const isAnswer = (card: SeenCard) =>
      /Phone number|No one matches|Find a person/.test(card.text);
    return (await tara.waitForCard(isAnswer)).text;
  }

  it('a changed phone number makes no second person of Ada', async () => {
    const { tara } = rollcall.teams;
    await imported(header + ada + bo);
    const card = await preview(header + ada.replace('0101', '0111').replace('Crew', 'Bridge'));
    expect(card.text).toContain('People you may already have');
    expect(card.text).toContain('Ada Sample');
    expect(card.text).toMatch(/Phone number: \+44 20 7946 0101 → \+44 20 7946 0111/);
    expect(card.titles).toContain('Download list');
    expect(await (await tara.follow(card, 'Download list')).text()).toContain('+442079460111');

    await tara.press(card, 'Import');
    const still = await tara.waitForCard('Nothing was imported');
    expect(still.text).toContain('Answer first: “People you may already have”');
    expect(still.titles).toContain('Import');

    await tara.press(still, 'Import', { likely: 'update' });
    const ended = await done(card);
    expect(ended.text).toMatch(/1\s*Updated/);
    const profile = await found('Ada Sample');
    expect(profile).toContain('+44 20 7946 0111');
    expect(profile).toContain('Bridge');
    expect(await found('+442079460101')).not.toContain('Ada');

    await tara.press(ended, 'Undo import');
    const question = await tara.waitForCard(({ titles }) => titles.includes('Keep'));
    await tara.press(question, 'Undo import');
    await tara.waitForCard(
      ({ message, text }) =>
        message.id !== ended.message.id && text.includes('Undo') && text.includes('Completed'),
    );
    expect(await found('Ada Sample')).toContain('+44 20 7946 0101');
  });

  it('adds her as somebody else, or leaves the row out, where the admin says so', async () => {
    const { tara } = rollcall.teams;
    await imported(header + ada + bo);
    const csv =
      header +
      ada.replace('0101', '0111').replace('Crew', 'Bridge') +
      bo.replace('0102', '0112').replace('Crew', 'Bridge');
    const card = await preview(csv);
    const [own] = card.json.body === undefined ? [] : [JSON.stringify(card.json)];
    const ids = [...(own ?? '').matchAll(/"id":"(likely\d+)"/g)].map(([, id = '']) => id);
    expect(ids).toHaveLength(2);
    const [first = '', second = ''] = ids;
    await tara.press(card, 'Import', { [first]: 'add', [second]: 'skip' });
    const ended = await done(card);
    expect(ended.text).toMatch(/1\s*Added/);
    expect(ended.text).toMatch(/1\s*Rejected/);
    const log = await (await tara.follow(ended, 'Download error log')).text();
    expect(log).toContain('Left out, as chosen in the preview.');
    expect((await found('Ada Sample')).match(/Ada Sample/g)?.length).toBeGreaterThan(1);
  });

  it('a number that was given to somebody else doesn’t turn Ada into Omar', async () => {
    const { tara } = rollcall.teams;
    await imported(header + ada + bo);
    const omar = '+44 20 7946 0101,Omar,Fictional,omar@contoso.example,E-9,Shop\r\n';
    const card = await preview(header + omar + cy);
    expect(card.text).toContain('Same number, someone else?');
    expect(card.text).toMatch(/1\s*Added/);
    expect(card.text).toMatch(/0\s*Updated/);
    await tara.press(card, 'Import', { reused: 'skip' });
    const ended = await done(card);
    expect(ended.text).toMatch(/1\s*Added/);
    expect(await found('+442079460101')).toContain('Ada Sample');
  });

  it('three rows of one file that are one person are asked about', async () => {
    const { tara } = rollcall.teams;
    const card = await preview(
      header + ada + ada.replace('0101', '0110') + ada.replace('0101', '0111') + bo,
    );
    expect(card.text).toContain('People you may already have');
    expect(card.text).toContain('as lines 2, 3');
    await tara.press(card, 'Import', { likely: 'update' });
    const ended = await done(card);
    expect(ended.text).toMatch(/2\s*Added/);
    expect(await found('Ada Sample')).toContain('+44 20 7946 0111');
  });

  it('a row without a phone number finds its person by email or employee ID, and adds nobody', async () => {
    await imported(header + ada + bo);
    const card = await preview(
      `${header},Ada,Sample,ada@contoso.example,,Bridge\r\n,Bo,Example,,E-2,Crew\r\n,Nobody,Known,no@contoso.example,,Shop\r\n`,
    );
    expect(card.text).toMatch(/1\s*Updated/);
    expect(card.text).toMatch(/1\s*Unchanged/);
    expect(card.text).toMatch(/1\s*Rejected/);
    await rollcall.teams.tara.press(card, 'Import');
    await done(card);
    expect(await found('Ada Sample')).toContain('Bridge');
  });

  it('a big change waits for a yes', async () => {
    const { tara } = rollcall.teams;
    const rows = (department: string) =>
      Array.from(
        { length: 30 },
        (_, index) =>
          `+44 20 7946 01${index + 10},Sam${index},Person${index},s${index}@contoso.example,P-${index},${department}\r\n`,
      ).join('');
    await imported(header + rows('Crew'));
    const card = await preview(header + rows('Bridge'));
    expect(card.text).toContain('A big change');
    expect(card.text).toContain('30 of 30 people');
    await tara.press(card, 'Import');
    const still = await tara.waitForCard('Answer first: “A big change”');
    await tara.press(still, 'Import', { sure: 'true' });
    expect((await done(card)).text).toMatch(/30\s*Updated/);
  });
});
