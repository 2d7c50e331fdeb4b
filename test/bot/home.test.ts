import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

describe('the home card', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
  });
  afterAll(() => rollcall.stop());

  it('shows an admin the file that waits, opens it, and says how the last one ended', async () => {
    const { tara } = rollcall.teams;
    await tara.sendFile('crew.csv', 'phone,first name\n+442079460121,Asha\n');
    await tara.press(await tara.waitForCard('crew.csv'), 'Continue', { network: 'Employee' });
    await tara.waitForCard('If you import', { since: 'start' });
    await tara.say('help');
    const home = await tara.waitForCard('crew.csv waits for your answer.');
    await tara.press(home, 'Open');
    await tara.press(await tara.waitForCard('If you import', { since: 'start' }), 'Cancel');
    await tara.say('help');
    const after = await tara.waitForCard('Last import: crew.csv, Cancelled');
    expect(after.text).not.toContain('waits for your answer');
  });

  it('tells somebody without rights whom to ask, by name, and has their own profile', async () => {
    const { mika } = rollcall.teams;
    await mika.say('help');
    const home = await mika.waitForCard('Only admins can use the directory.');
    expect(home.text).toContain('Tenant admins: Tara');
    expect(home.titles).toEqual(['My profile']);
  });
});
