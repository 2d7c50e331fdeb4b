import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keptLog } from '../support/kept-log.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

const file = (phone: string) => `phone,first name\n${phone},Asha\n`;

describe('a bad moment of Teams', () => {
  const kept = keptLog();
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall({ log: kept.log });
  });
  afterAll(() => rollcall.stop());

  const imports = async () => {
    const { tenantId } = rollcall.teams.tara.person;
    return (await rollcall.storage.operations.page(tenantId, 'import', 50)).operations;
  };

  it.each(['412 PreconditionFailed', '429 TooManyRequests', '502 BadGateway'] as const)(
    '%s on an answer costs a second, and not the answer',
    async (answer) => {
      const { tara, switches } = rollcall.teams;
      switches.set({ connector: { answer, times: 2, call: 'send' } });
      await tara.say('directory');
      await tara.waitForCard('Directory');
      expect(tara.fromBot()).toHaveLength(1);
    },
  );

  it('an answer that may have arrived is not sent again', async () => {
    const { tara, switches } = rollcall.teams;
    switches.set({ connector: { answer: 'reset', delivered: true, times: 1, call: 'send' } });
    await tara.say('directory');
    const cards = tara.fromBot().filter(({ summary }) => summary?.includes('Directory') === true);
    expect(cards).toHaveLength(1);
    switches.reset();
  });

  it.each(['403 ConversationBlockedByUser', '404 ConversationNotFound'] as const)(
    'a message whose sender can’t be answered any more (%s) is no failure of ours, and not asked for again',
    async (answer) => {
      const { tara, switches } = rollcall.teams;
      const before = kept.lines().length;
      switches.set({ connector: { answer, times: 'all', call: 'send' } });
      // An answer, and the sentence of an error.
      await tara.say('directory');
      await tara.say('undo import');
      switches.reset();
      const lines = kept.lines().slice(before);
      expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
      expect(lines.filter((line) => line.includes('its chat is closed')).length).toBe(2);
      await tara.say('directory');
      await tara.waitForCard('Directory');
    },
  );

  it('a file that is sent again while it waits is the same import, though Teams numbers its name', async () => {
    const { tara } = rollcall.teams;
    await tara.sendFile('crew.csv', file('+442079460111'));
    await tara.press(await tara.waitForCard('crew.csv'), 'Continue', { network: 'Employee' });
    await tara.waitForCard('If you import', { since: 'start' });
    const before = await imports();
    await tara.sendFile('crew 1.csv', file('+442079460111'));
    await tara.waitForCard('If you import');
    expect(await imports()).toHaveLength(before.length);
  });

  it('a file is new once the first has ended', async () => {
    const { tara } = rollcall.teams;
    const before = await imports();
    await tara.press(await tara.waitForCard('If you import', { since: 'start' }), 'Cancel');
    await tara.sendFile('crew.csv', file('+442079460111'));
    await tara.waitForCard('crew.csv');
    expect(await imports()).toHaveLength(before.length + 1);
  });
});
