import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findAction } from '../support/card-reading.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard } from '../support/teams-client.ts';

const file = 'phone,first name\n+442079460101,Asha\nno number,Ravi\n';
const linkOf = (card: SeenCard, title = 'Download') => findAction(card.json, title)?.url ?? '';

/** Teams sends an invoke by itself whenever somebody views a card that has a `refresh`, or the bot edits it. */
describe('a card that somebody looks at', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall({ settings: { LINK_MINUTES: '1' } });
  });
  afterAll(() => rollcall.stop());

  it('is never edited because of that, or Teams would refresh it for ever while somebody chooses', async () => {
    const { tara } = rollcall.teams;
    await tara.sendFile('crew.csv', file);
    const choosing = await tara.waitForCard('crew.csv');
    await tara.press(choosing, 'Continue', { network: 'Employee' });
    const preview = await tara.waitForCard('If you import', { since: 'start' });
    // The answer to the press may reach the screen late, so one edit follows it within seconds.
    await pause(6_500);
    const { edited } = tara.now(preview).message;
    let refreshed = 0;
    for (let times = 0; times < 5; times += 1) {
      const outcome = await tara.view(preview);
      if (outcome !== undefined) refreshed += 1;
      await pause(300);
    }
    await pause(6_000);
    expect(refreshed).toBe(1);
    expect(tara.now(preview).message.edited).toBe(edited);
    expect(tara.now(preview).titles).toEqual(preview.titles);
  });

  it('has links that work for that person, whether it is an ended operation, a notice or the history', async () => {
    const { tara } = rollcall.teams;
    await tara.press(await tara.waitForCard('If you import', { since: 'start' }), 'Import');
    const ended = await tara.waitForCard(
      ({ titles, text }) =>
        text.includes('Import – Employee network') && titles.includes('Undo import'),
    );
    const notice = await tara.waitForCard('Import completed', { since: 'start' });
    await tara.say('import history');
    const history = await tara.waitForCard('Import history');
    for (const card of [ended, notice, history]) {
      // Another second in the signature is another link.
      await pause(1_100);
      const outcome = await tara.view(card);
      expect(outcome).toMatchObject({ kind: 'card' });
      const fresh = tara.now(card);
      expect(linkOf(fresh)).not.toBe(linkOf(card));
      expect(fresh.titles).toEqual(card.titles);
      expect((await tara.follow(fresh, 'Download')).status).toBe(200);
    }
    expect(tara.now(notice).text).toContain('The links on this card work until');
  });

  it('gives a new link by button too, where a client refreshes nothing', async () => {
    const { tara } = rollcall.teams;
    const notice = await tara.waitForCard('Import completed', { since: 'start' });
    await pause(1_100);
    await tara.press(notice, 'New link');
    const fresh = tara.now(notice);
    expect(fresh.text).toContain('Import completed');
    expect(linkOf(fresh, 'Download error log')).not.toBe(linkOf(notice, 'Download error log'));
  });
});
