import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

describe('one’s own profile', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
    const { mika } = rollcall.teams;
    const { tenantId, aadObjectId } = mika.person;
    await rollcall.storage.people.write(tenantId, 'a', [
      {
        type: 'add',
        person: {
          ...{ id: 'a'.repeat(32), network: 'Employee', source: 'signin', linked: true },
          ...{ fields: { firstName: 'Mika', phone: '+442079460501' }, entraId: aadObjectId },
          ...{ addedAt: '2026-01-01T00:00:00.000Z', changedAt: '2026-01-01T00:00:00.000Z' },
          ...{ changedBy: { id: 'x', name: 'Sample' }, history: [] },
        },
      },
    ]);
    const at = '2026-01-01T00:00:00.000Z';
    const link = { entraId: aadObjectId, person: 'a'.repeat(32), at };
    await rollcall.storage.entraLinks.put(tenantId, link, undefined);
  });
  afterAll(() => rollcall.stop());

  it.each(['me', 'my profile', 'mein Profil', 'mi perfil', 'mon profil', 'ملفي الشخصي'])(
    'is shown to people who are in the directory, without an admin’s buttons: “%s”',
    async (words) => {
      const { mika } = rollcall.teams;
      await mika.say(words);
      const card = await mika.waitForCard(() => true);
      expect(card.text).toContain('+442079460501');
      expect(card.titles).toEqual([]);
    },
  );

  it('is nobody’s who isn’t in the directory, which is said, and no one else’s', async () => {
    const { gita, uma } = rollcall.teams;
    for (const who of [gita, uma]) {
      await who.say('me');
      const answer = await who.waitForMessage(({ text }) => text !== undefined);
      expect(answer.text).toMatch(/aren’t in the directory yet/);
    }
  });

  it('isn’t shown in a group', async () => {
    const inGroup = rollcall.teams.inGroup('mika');
    await inGroup.say('me');
    const answer = await inGroup.waitForMessage(({ text }) => text !== undefined);
    expect(answer.text).toMatch(/personal chat/);
  });
});
