import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

const file = 'Reach,Tag,Remark\r\n+44 7911 123456,Ada Sample,x\r\n+44 7911 123457,Bo Sample,y\r\n';
const noHeader = 'Ada Sample,+44 7911 123458\r\nBo Sample,+44 7911 123459\r\n';

describe('which column is what', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall({ settings: { DEFAULT_COUNTRY: 'GB' } });
  });
  afterAll(async () => {
    await rollcall.stop();
  });

  it('is changed on the preview, remembered for the same headers, and forgotten in the settings', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('reach.csv', file);
    const preview = await tara.waitForCard((card) => card.titles.includes('Change columns'));
    expect(preview.text).toMatch(/2\s*Added/);
    await tara.press(preview, 'Change columns');
    const question = await tara.waitForCard((card) =>
      card.text.includes('What is in each column?'),
    );
    expect(question.text).toContain('+44 7911 123456');
    await tara.press(question, 'Continue', { c1: 'displayName' });
    const named = await tara.waitForCard((card) => card.titles.includes('Import'));
    expect(named.text).toContain('Ada Sample');
    await tara.press(named, 'Cancel');

    await tara.say('import employees');
    await tara.sendFile('again.csv', file);
    const again = await tara.waitForCard(
      (card) => card.titles.includes('Import') && card.text.includes('again.csv'),
    );
    expect(again.text).toContain('Ada Sample');
    await tara.press(again, 'Cancel');

    await tara.say('settings');
    const settings = await tara.waitForCard((card) => card.titles.includes('Forget'));
    expect(settings.text).toContain('Reach, Tag, Remark');
    const after = await tara.press(settings, 'Forget');
    expect(tara.outcomeText(after)).not.toContain('Reach, Tag, Remark');
  });

  it('is asked where the file has no header, with what the cells look like filled in', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('bare.csv', noHeader);
    const question = await tara.waitForCard((card) => card.text.includes('no header row'));
    await tara.press(question, 'Continue', { c0: 'none', c1: 'none' });
    const asked = await tara.waitForCard((card) => card.text.includes('has the phone numbers'));
    await tara.press(asked, 'Continue', { c0: 'displayName', c1: 'phone' });
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    expect(preview.text).toMatch(/2\s*Added/);
    expect(preview.text).toContain('Bo Sample');
  });

  it('shows why nothing of a file can be imported', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('damaged.csv', 'Phone,Email\r\n12,a\r\n9.2E+11,b\r\n');
    const failed = await tara.waitForCard((card) => card.text.includes('Failed'));
    expect(failed.text).toContain('None of the 2 rows');
    expect(failed.text).toContain('scientific notation');
  });
});
