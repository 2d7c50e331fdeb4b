import { describe, expect, it } from '@jest/globals';
import type { Storage } from '../../src/infra/storage/storage.ts';
import { eventually } from '../support/eventually.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';
import { bringAccount } from './account.ts';
import { fixturesOf, keptVersions } from './fixtures.ts';

async function namesIn(storage: Storage, tenant: string): Promise<string[]> {
  const names: string[] = [];
  for (const shard of '0123456789abcdef') {
    for await (const page of storage.people.scan(tenant, shard)) {
      for (const { deletedAt, fields, network } of page) {
        if (deletedAt === undefined) names.push(`${fields.firstName ?? ''} ${network}`);
      }
    }
  }
  return names.toSorted();
}

describe.each(keptVersions())('what waits while %s is replaced', (version) => {
  it('goes on: a preview is imported, an open question takes its file, an import is undone, history and lists stand', async () => {
    const { world } = fixturesOf(version);
    const { connection, storage } = await openTestStorage();
    await bringAccount(connection, world);
    // Undoing and open questions have their time: this is the minute after.
    const ahead = Date.now() - world.keptAt;
    const rollcall = await startRollcall({ storage, parts: { now: () => Date.now() - ahead } });
    try {
      const { tara, omar } = rollcall.teams;
      const { tenantId } = tara.person;
      expect(await namesIn(storage, tenantId)).toEqual([
        'Ada Employee',
        'Bo Employee',
        'Cy Employee',
      ]);

      // The person's question was asked by the old process.
      await omar.sendFile('omars.csv', 'Phone number,First name\r\n+44 20 7946 0105,Eve\r\n');
      const theirs = await omar.waitForCard((card) => card.titles.includes('Import'));
      expect(theirs.text).toContain('Others');

      const press = (name: string, more: object = {}) => {
        const { verb, data } = world.presses[name] ?? { verb: '', data: {} };
        return tara.send(pressBy(tara, verb, { ...data, ...more }));
      };
      await press('import');
      const people = ['Adah Employee', 'Bo Employee', 'Cy Employee', 'Dee Employee'];
      await eventually(async () => {
        expect(await namesIn(storage, tenantId)).toEqual(people);
      });

      // The old card's button asks now, as every undo does.
      expect(JSON.stringify(await press('undo'))).toContain('Undo import?');
      await press('undo', { confirmed: true });
      // People changed by the second import stay as they are.
      await eventually(async () => {
        expect(await namesIn(storage, tenantId)).toEqual(['Adah Employee', 'Dee Employee']);
      });

      await tara.say('export history');
      // The undo's notice says Completed as well, and may come between.
      await tara.waitForCard((card) => card.titles.includes('Download'));
      await tara.say('directory');
      const directory = await tara.waitForCard((card) => card.text.includes('Dee Invented'));
      expect(directory.text).not.toContain('Bo Invented');
    } finally {
      await rollcall.stop();
    }
  });
});
