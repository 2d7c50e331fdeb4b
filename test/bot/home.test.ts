import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pressBy } from '../support/invokes.ts';
import { ticksOf } from '../support/ticks.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

describe('the home card', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall({ peopleJoin: true });
  });
  afterAll(() => rollcall.stop());

  it('shows an admin the file that waits, opens it, and says how the last one ended', async () => {
    const { tara } = rollcall.teams;
    await tara.sendFile('crew.csv', 'phone,first name\n+442079460121,Asha\n');
    await tara.press(await tara.waitForCard('crew.csv'), 'Continue', { network: 'Employee' });
    await tara.waitForCard('If you import', { since: 'start' });
    await tara.say('help');
    const home = await tara.waitForCard('crew.csv is waiting for your answer.');
    await tara.press(home, 'Open');
    await tara.press(await tara.waitForCard('If you import', { since: 'start' }), 'Cancel');
    await tara.say('help');
    const after = await tara.waitForCard('Last import: crew.csv, Cancelled');
    expect(after.text).not.toContain('is waiting for your answer');
  });

  it('tells of the last file, not of a deletion of several people since', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('last.csv', 'phone,first name\n+442079460131,Asha\n+442079460132,Bo\n');
    await tara.press(await tara.waitForCard((card) => card.titles.includes('Import')), 'Import');
    await tara.waitForCard((card) => card.text.includes('Import completed'));
    await tara.say('directory');
    const list = await tara.waitForCard('Asha');
    const ids = Object.keys(ticksOf(list.json, 'Asha', 'Bo')).map((id) => id.slice(2));
    expect(ids).toHaveLength(2);
    const data = { v: 1, verb: 'delete-people', people: ids, confirmed: true };
    expect(JSON.stringify(await tara.send(pressBy(tara, 'delete-people', data)))).toContain(
      '2 people deleted',
    );
    await tara.say('help');
    await tara.waitForCard('Last import: last.csv, Completed');
  });

  it('tells somebody without rights whom to ask, by name, and has their own profile', async () => {
    const { mika } = rollcall.teams;
    await mika.say('help');
    const home = await mika.waitForCard('Only admins can use the directory.');
    expect(home.text).toContain('Tenant admins: Tara');
    expect(home.titles).toEqual(['My profile']);
  });

  it('tells a guest the same without a name', async () => {
    const leo = rollcall.teams.client('leo');
    await leo.say('help');
    const home = await leo.waitForCard('Only admins can use the directory.');
    expect(home.text).toContain('ask a tenant admin of your organization');
    expect(home.text).not.toMatch(/Tenant admins:|Tara/);
  });

  it('names nobody in a group, and shows nobody’s rights: everyone there reads it', async () => {
    const { inGroup } = rollcall.teams;
    const tara = inGroup('tara');
    await tara.open();
    const greeting = await tara.waitForCard('Message me in our personal chat');
    await tara.say('help');
    const help = await tara.waitForCard('Message me in our personal chat');
    for (const card of [greeting, help]) {
      expect(card.titles).toEqual([]);
      expect(JSON.stringify(card.message)).not.toMatch(/Tara Sample|crew\.csv|last\.csv/);
    }
    await tara.say('qwxzv blorp');
    const nearest = await tara.waitForCard('I didn’t understand');
    expect(nearest.titles.toSorted()).toEqual(['Help', 'My profile']);
  });
});
