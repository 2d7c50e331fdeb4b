import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createStorage } from '../../src/infra/storage/storage.ts';
import type { SeenCard } from '../support/teams-client.ts';
import { openTestStorage } from '../support/storage.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

/** In London or, with a plus that was lost, in Cairo: nothing in the file decides. */
const csv = 'Phone,First name\r\n2034097073,Ada\r\n2030762179,Bo\r\n+44 20 7946 0101,Cy\r\n';
const question = 'Numbers that can be read in two ways';
const button = 'Read the other way';

describe('phone numbers that can be read in two ways', () => {
  let rollcall: TestRollcall;
  beforeEach(async () => {
    const { connection } = await openTestStorage();
    rollcall = await startRollcall({
      storage: createStorage(connection, { defaultCountry: 'GB' }),
    });
  });
  afterEach(async () => {
    await rollcall.stop();
  });

  async function preview(file: string, name = 'people.csv'): Promise<SeenCard> {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile(name, file);
    return tara.waitForCard((card) => card.titles.includes('Import'));
  }

  async function imported(card: SeenCard): Promise<void> {
    const { tara } = rollcall.teams;
    await tara.press(card, 'Import');
    await tara.waitForCard(
      ({ message, text }) => message.id === card.message.id && text.includes('Completed'),
      { since: 'start' },
    );
  }

  it('are read in the way that the preview says, and in the other at the press of a button', async () => {
    const { tara } = rollcall.teams;
    const card = await preview(csv);
    expect(card.text).toContain(question);
    expect(card.text).toContain(
      '2 phone numbers were read as national numbers, for example 2034097073 → +44 20 3409 7073',
    );
    await tara.press(card, button);
    const other = await tara.waitForCard('read as international numbers');
    expect(other.text).toContain('for example 2034097073 → +20 3 4097073');
    expect(other.text).toContain('+20 3 0762179');
    await tara.press(other, button);
    const again = await tara.waitForCard('read as national numbers');
    await imported(again);
    await tara.say('find Ada');
    await tara.waitForCard('+44 20 3409 7073');
  });

  it('are read in the other way by a process that dies once it has noted so', async () => {
    await rollcall.stop();
    const { connection } = await openTestStorage();
    const storage = createStorage(connection, { defaultCountry: 'GB' });
    const { operations } = storage;
    let isDying = false;
    const update: typeof operations.update = async (operation) => {
      const updated = await operations.update(operation);
      if (!isDying || operation.answers?.numbers === undefined) return updated;
      isDying = false;
      throw new Error('the process died');
    };
    rollcall = await startRollcall({
      storage: { ...storage, operations: { ...operations, update } },
    });
    const { tara } = rollcall.teams;
    const card = await preview(csv);
    isDying = true;
    await tara.press(card, button);
    await tara.waitForCard('read as international numbers');
    expect(isDying).toBe(false);
  });

  it('are those of people who are there, and are then no question', async () => {
    await imported(
      await preview('Phone,First name\r\n+20 34097073,Ada\r\n+44 20 3076 2179,Bo\r\n'),
    );
    const card = await preview(csv, 'again.csv');
    expect(card.text).not.toContain(question);
    expect(card.text).toMatch(/1\s*Added/);
    expect(card.text).toMatch(/2\s*Unchanged/);
  });

  it('are no question where the column shows how it is written', async () => {
    const card = await preview('Phone,First name\r\n2034097073,Ada\r\n7911123456,Bo\r\n');
    expect(card.text).not.toContain(question);
    expect(card.titles).not.toContain(button);
  });
});
