import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleTenants } from '../../emulators/teams/people.ts';
import { shards } from '../../src/domain/person-id.ts';
import { tableNames } from '../../src/infra/storage/ensure.ts';
import type { StorageConnection } from '../../src/infra/storage/connect.ts';
import { invokeBy, pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';

/** The bot serves one organization and keeps nothing of others. */
describe('somebody of another organization than the bot’s', () => {
  let rollcall: TestRollcall;
  let connection: StorageConnection;
  const other = sampleTenants.other.id;
  beforeAll(async () => {
    const opened = await openTestStorage();
    connection = opened.connection;
    rollcall = await startRollcall({
      storage: opened.storage,
      settings: { MicrosoftAppTenantId: sampleTenants.main.id },
    });
  });
  afterAll(() => rollcall.stop());

  /** Rows of the other organization, in all tables. */
  async function kept(): Promise<string[]> {
    const { people, ...others } = tableNames;
    const rows: string[] = [];
    for (const table of [...shards.map(people), ...Object.values(others)])
      for await (const row of connection.table(table).listEntities())
        if (JSON.stringify(row).includes(other)) rows.push(`${table} ${JSON.stringify(row)}`);
    return rows;
  }

  it.each(['help', 'import', 'find Ada', 'admins', 'group', 'anything'])(
    'who says “%s” is told so in a sentence, and nothing of theirs is kept',
    async (words) => {
      const { uma } = rollcall.teams;
      await uma.say(words);
      expect((await uma.answer()).text).toMatch(/another organization.*Ask/);
      expect(uma.fromBot('action')).toHaveLength(1);
      expect(await kept()).toEqual([]);
    },
  );

  it('who sends a file has it neither fetched nor kept', async () => {
    const { uma } = rollcall.teams;
    await uma.sendFile('people.csv', 'Phone,First name\n+44 20 7946 0150,Ada\n');
    expect((await uma.answer()).text).toMatch(/another organization/);
    for await (const page of rollcall.storage.files.list('')) expect(page).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  it('who presses a button, or searches, is shown nothing', async () => {
    const { uma } = rollcall.teams;
    const verb = 'show-admins';
    const pressed = await uma.send(pressBy(uma, verb, { v: 1, verb }));
    expect(JSON.stringify(pressed)).toMatch(/another organization/);
    const query = { queryText: 'tara', dataset: 'colleagues' };
    const found = await uma.send(invokeBy(uma, 'application/search', query));
    expect(JSON.stringify(found)).toContain('"results":[]');
    expect(await kept()).toEqual([]);
  });

  it('who puts the bot into their own team brings nobody of it', async () => {
    const { uma } = rollcall.teams;
    await uma.send({
      ...invokeBy(uma, '', undefined),
      type: 'conversationUpdate',
      serviceUrl: rollcall.teams.teams.serviceUrl,
      conversation: { id: '19:theirs', conversationType: 'channel', tenantId: other },
      channelData: { tenant: { id: other }, team: { id: '19:theirs', name: 'Theirs' } },
      membersAdded: [{ id: '28:local-rollcall' }],
    });
    expect(await kept()).toEqual([]);
  });

  it.each<[string, object]>([
    [
      'without a tenant',
      { channelData: {}, conversation: { id: 'a:1', conversationType: 'personal' } },
    ],
    [
      'with a tenant that is no text',
      {
        channelData: { tenant: { id: 7 } },
        conversation: { id: 'a:1', conversationType: 'personal' },
      },
    ],
    ['from nobody', { from: { id: '29:1', name: 'Tara' } }],
  ])('and a press %s runs nothing', async (_what, parts) => {
    const { tara } = rollcall.teams;
    const verb = 'show-admins';
    const answer = await tara.send({ ...pressBy(tara, verb, { v: 1, verb }), ...parts });
    expect(JSON.stringify(answer)).toMatch(/can’t tell which organization/);
  });

  it('takes nothing from the organization’s own people', async () => {
    const { tara } = rollcall.teams;
    await tara.say('help');
    await tara.waitForCard((card) => card.titles.includes('Import people'));
  });
});
