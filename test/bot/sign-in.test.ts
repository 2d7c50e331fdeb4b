import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

describe('somebody who signs in', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall({ peopleJoin: true });
  });
  afterAll(async () => {
    await rollcall.stop();
  });

  it('who installs the app is in the directory: Employee, linked, with what Teams tells', async () => {
    const { mika, tara } = rollcall.teams;
    await mika.open();
    await mika.waitForCard(() => true);
    await eventually(async () => {
      await tara.say('find mika@sample.example');
      const profile = await tara.waitForCard(() => true);
      expect(profile.text).toContain('Employee network');
    });
  });
});

async function eventually(look: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await look();
      return;
    } catch (error) {
      if (tries >= 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
