import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';

describe('what others change at the same moment', () => {
  let rollcall: TestRollcall;
  /** Another writer is always faster. */
  let isBusy = false;
  let tries = 0;
  beforeAll(async () => {
    const { storage } = await openTestStorage();
    const { organizationSettings } = storage;
    rollcall = await startRollcall({
      storage: {
        ...storage,
        organizationSettings: {
          ...organizationSettings,
          change(...change) {
            tries += 1;
            return isBusy ? Promise.resolve('conflict') : organizationSettings.change(...change);
          },
        },
      },
    });
  });
  afterAll(() => rollcall.stop());

  it('is no outage: the admin is told that someone else is at it, and the same button does it a moment later', async () => {
    const { tara } = rollcall.teams;
    await tara.say('settings');
    const card = await tara.waitForCard(({ titles }) => titles.includes('Save'));
    isBusy = true;
    const busy = await tara.press(card, 'Save', { delimiter: ';' });
    expect(tara.outcomeText(busy)).toBe('Someone else is changing this. Try again in a moment.');
    expect(tries).toBeGreaterThan(5);
    isBusy = false;
    await tara.press(card, 'Save', { delimiter: ';' });
    const { chosen } = await rollcall.storage.organizationSettings.all(tara.person.tenantId);
    expect(chosen.delimiter).toBe(';');
  });
});
