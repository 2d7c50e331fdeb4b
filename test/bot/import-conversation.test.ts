import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

const header = 'Phone number,First name,Last name,Department\r\n';
const three =
  header +
  '+44 20 7946 0101,Ada,Sample,Crew\r\n+44 20 7946 0102,Bo,Sample,Crew\r\n+44 20 7946 0103,Cy,Sample,Shop\r\n';

describe('a CSV file sent in chat becomes people in the directory', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
  });
  afterAll(async () => {
    await rollcall.stop();
  });

  it('asks the network, previews, writes only when told, and tells once', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import');
    const question = await tara.waitForCard((card) => card.titles.includes('Continue'));
    await tara.press(question, 'Continue', { network: 'Employee' });
    await tara.sendFile('crew.csv', three);
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    expect(preview.text).toMatch(/3\s*Added/);
    expect(preview.text).toContain('Nothing in the directory has changed');

    await tara.press(preview, 'Import');
    const notice = await tara.waitForMessage(
      (message) => message.change > preview.message.change && message.id !== preview.message.id,
    );
    expect(JSON.stringify(notice)).toContain('Completed');
    const done = await tara.waitForCard(
      (card) => card.message.id === preview.message.id && card.text.includes('Completed'),
      { since: 'start' },
    );
    expect(done.titles).toContain('Download');
    expect(done.titles).not.toContain('Import');
    const original = await tara.follow(done, 'Download');
    expect(await original.text()).toBe(three);
    expect(original.headers.get('content-disposition')).toContain('crew.csv');
  });

  it('says all unchanged when the same file comes again, and updates only who changed', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('crew.csv', three);
    const same = await tara.waitForCard((card) => card.titles.includes('Import'));
    expect(same.text).toMatch(/3\s*Unchanged/);
    await tara.press(same, 'Cancel');

    await tara.say('import employees');
    await tara.sendFile('crew2.csv', three.replace('Ada,', 'Adah,'));
    const changed = await tara.waitForCard((card) => card.titles.includes('Import'));
    expect(changed.text).toMatch(/1\s*Updated/);
    expect(changed.text).toMatch(/2\s*Unchanged/);
  });
});
