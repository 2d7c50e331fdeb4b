/** An account in the middle of its life, made by people in chat: what waits there is gone on with by the next version. */
import { unpackAction } from '../../src/cards/action-data.ts';
import { connectStorage } from '../../src/infra/storage/connect.ts';
import { createStorage } from '../../src/infra/storage/storage.ts';
import { findAction } from '../support/card-reading.ts';
import { eventually } from '../support/eventually.ts';
import { startRollcall } from '../support/rollcall.ts';
import { testConnectionString } from '../support/storage.ts';
import type { SeenCard } from '../support/teams-client.ts';
import { keepAccount } from './account.ts';
import type { Fixtures, KeptPress } from './fixtures.ts';

const crew =
  'Phone number,First name,Last name\r\n+44 20 7946 0101,Ada,Invented\r\n+44 20 7946 0102,Bo,Invented\r\n+44 20 7946 0103,Cy,Invented\r\n';
const secondCrew =
  'Phone number,First name,Last name\r\n+44 20 7946 0101,Adah,Invented\r\n+44 20 7946 0104,Dee,Invented\r\n';

export async function keepWorld(): Promise<Fixtures['world']> {
  const connection = await connectStorage({ connectionString: testConnectionString() });
  const storage = createStorage(connection);
  await storage.ensure();
  const rollcall = await startRollcall({ storage });
  const { tara, omar } = rollcall.teams;
  const { tenantId, aadObjectId } = omar.person;
  await storage.roles.give(tenantId, aadObjectId, 'organization-admin');
  try {
    await tara.say('import employees');
    await tara.sendFile('crew.csv', crew);
    const first = await tara.waitForCard((card) => card.titles.includes('Import'));
    await tara.press(first, 'Import');
    const done = await tara.waitForCard(
      (card) => card.message.id === first.message.id && card.text.includes('Completed'),
      { since: 'start' },
    );
    // An action is answered with the card of that moment. The one drawn afterwards offers to undo it.
    const undo = await eventually(() => Promise.resolve(receivedActionOf(done, 'undo-import')));

    await tara.say('export');
    const form = await tara.waitForCard((card) => card.titles.includes('Create request'));
    await tara.press(form, 'Create request');
    await tara.waitForCard(
      (card) => card.text.includes('Export') && card.text.includes('Completed'),
    );

    await tara.say('import employees');
    await tara.sendFile('second-crew.csv', secondCrew);
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));

    await tara.say('directory');
    const directory = await tara.waitForCard((card) => card.text.includes('Bo Invented'));

    // A question that is open: the next file of this person's goes to the network that they named.
    await omar.say('import others');
    await omar.waitForCard((card) => card.titles.includes('Cancel'));
    const presses = {
      import: receivedActionOf(preview, 'start-import'),
      undo,
      history: receivedActionOf(directory, 'show-directory'),
    };
    await rollcall.stop();
    return { ...(await keepAccount(connection)), presses, keptAt: Date.now() };
  } catch (error) {
    await rollcall.stop();
    throw error;
  }
}

function receivedActionOf(card: SeenCard, verb: string): KeptPress {
  const action = findAction(card.json, verb);
  if (action === undefined) throw new Error(`the card has no ${verb}: ${card.titles.join(', ')}`);
  const data = action.data as Readonly<Record<string, unknown>>;
  return { verb, data, meant: unpackAction(verb, data) };
}
