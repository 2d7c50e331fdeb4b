import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findAction } from '../support/card-reading.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

const one = 'Phone,First name\n+44 20 7946 0150,Ada\n';

describe('who may', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
  });
  afterAll(async () => {
    await rollcall.stop();
  });

  it.each(['import', 'template', 'import history', 'show import history', 'IMPORT users'])(
    'tells a member in one sentence that "%s" is for admins, and whom to ask',
    async (words) => {
      const { mika } = rollcall.teams;
      await mika.say(words);
      const answer = await mika.waitForMessage((message) => message.text !== undefined);
      expect(answer.text).toMatch(/admin/i);
      expect(answer.text).toMatch(/ask/i);
    },
  );

  it('takes no file from a member: nothing of it is kept', async () => {
    const { mika } = rollcall.teams;
    await mika.sendFile('mine.csv', one);
    expect((await mika.waitForMessage((message) => message.text !== undefined)).text).toMatch(
      /ask/i,
    );
    const { operations } = await rollcall.storage.operations.page(
      mika.person.tenantId,
      'import',
      10,
    );
    expect(operations).toEqual([]);
  });

  it('offers a member no button that they may not press', async () => {
    const { mika } = rollcall.teams;
    await mika.say('help');
    const home = await mika.waitForCard(() => true);
    expect(home.titles.join()).not.toMatch(/import/i);
  });

  it('refuses a press of a member who got hold of an admin’s card data', async () => {
    const { tara, mika } = rollcall.teams;
    await tara.sendFile('crew.csv', one);
    const question = await tara.waitForCard((card) => card.titles.includes('Continue'));
    await tara.press(question, 'Continue', { network: 'Employee' });
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    const stolen = findAction(preview.json, 'Import');
    const answer = await mika.send(pressBy(mika, stolen?.verb, stolen?.data));
    expect(JSON.stringify(answer)).toMatch(/ask/i);
    expect(await stateOf(rollcall, tara.person.tenantId)).toBe('preview');
  });

  it('keeps organizations apart: another tenant’s admin finds nothing under the same ids', async () => {
    const { tara, uma } = rollcall.teams;
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'), {
      since: 'start',
    });
    const stolen = findAction(preview.json, 'Import');
    const answer = await uma.send(pressBy(uma, stolen?.verb, stolen?.data));
    expect(JSON.stringify(answer)).toMatch(/no longer|gone|not find|isn’t/i);
    await uma.say('import history');
    const history = await uma.waitForCard(() => true);
    expect(history.text).not.toContain('crew.csv');
    expect(await stateOf(rollcall, tara.person.tenantId)).toBe('preview');
  });

  it('refuses card data that was altered, and changes nothing', async () => {
    const { tara } = rollcall.teams;
    for (const data of [
      null,
      'x',
      {},
      { verb: 'start-import' },
      { v: 1, verb: 'start-import', operation: '../../x' },
    ]) {
      const answer = await tara.send(pressBy(tara, 'start-import', data));
      expect(answer).toMatchObject({ status: 200 });
    }
    expect(await stateOf(rollcall, tara.person.tenantId)).toBe('preview');
  });

  it('sends a file in a group chat to the personal chat', async () => {
    const tara = rollcall.teams.inGroup('tara');
    await tara.sendFile('crew.csv', one);
    expect((await tara.waitForMessage((message) => message.text !== undefined)).text).toMatch(
      /personal chat/i,
    );
  });
});

async function stateOf(rollcall: TestRollcall, tenant: string): Promise<string | undefined> {
  const { operations } = await rollcall.storage.operations.page(tenant, 'import', 1);
  return operations[0]?.state;
}
