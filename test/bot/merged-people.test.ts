import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shards } from '../../src/domain/person-id.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import type { StorageConnection } from '../../src/infra/storage/connect.ts';
import { eventually } from '../support/eventually.ts';
import { pressBy } from '../support/invokes.ts';
import { everythingKept } from '../support/everything-kept.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const header = 'Phone,First name,Last name,Email,Employee ID,Job title\n';
const file =
  header +
  '+44 20 7946 0601,Zoe,Sample,zoe@example.com,S-1,\n' +
  '+44 20 7946 0602,Zenobia,Secretum,zenobia@example.com,S-2,Secretum keeper\n' +
  '+44 20 7946 0603,Bob,Invented,bob@example.com,S-3,\n';
/** Everything that tells who the second one was. */
const traces = /Zenobia|[Ss]ecretum|2079460602|zenobia|S-2"/;

describe('records that were merged', () => {
  let rollcall: TestRollcall;
  let connection: StorageConnection;
  let tara: TeamsClient;
  beforeAll(async () => {
    const opened = await openTestStorage();
    ({ connection } = opened);
    rollcall = await startRollcall({ storage: opened.storage });
    ({ tara } = rollcall.teams);
    await tara.press(await preview(file), 'Import');
    await tara.waitForCard((seen) => seen.text.includes('Import completed'));
  });
  afterAll(() => rollcall.stop());

  let files = 0;
  async function preview(content: string): Promise<SeenCard> {
    files += 1;
    const name = `people-${String(files)}.csv`;
    await tara.say('import employees');
    await tara.sendFile(name, content);
    return tara.waitForCard((card) => card.text.includes(name) && card.text.includes('Unchanged'));
  }

  async function everyone(): Promise<StoredPerson[]> {
    const all: StoredPerson[] = [];
    for (const shard of shards) {
      for await (const page of rollcall.storage.people.scan(tara.person.tenantId, shard)) {
        all.push(...page);
      }
    }
    return all;
  }
  const withPhone = async (phone: string) => {
    const found = (await everyone()).find(({ fields }) => fields.phone === phone);
    if (found === undefined) throw new Error(`nobody has ${phone}`);
    return found;
  };
  const sent = async (verb: string, data: object) =>
    JSON.stringify(await tara.send(pressBy(tara, verb, { v: 1, verb, ...data })));
  const merged = (stays: StoredPerson, goes: StoredPerson) =>
    sent('merge-people', {
      ...{ people: [stays.id, goes.id], stays: stays.id },
      seen: [stays.changedAt, goes.changedAt],
    });

  const kept = () => everythingKept(rollcall.storage, connection, tara.person.tenantId);

  it('aren’t brought back by an answer about a number that was merged since', async () => {
    const zoe = await withPhone('+442079460601');
    const bob = await withPhone('+442079460603');
    const card = await preview(
      `${header}+44 20 7946 0603,Omar,Fictional,omar@contoso.example,S-9,\n`,
    );
    expect(card.text).toContain('Same number, someone else?');
    expect(await merged(zoe, bob)).toContain('two records are now one');
    await tara.press(card, 'Import', { reused: 'update' });
    const ended = await tara.waitForCard(
      ({ message, text }) => message.id === card.message.id && text.includes('Completed'),
      { since: 'start' },
    );
    expect(ended.text).toMatch(/1\s*Rejected/u);
    expect(await withPhone('+442079460603')).toMatchObject({ mergedInto: zoe.id });
    expect(await sent('undo-merge', { stays: zoe.id, goes: bob.id })).toContain('Merge undone');
  });

  it('leave nothing of a person who is erased later, though the merge was a mistake', async () => {
    const zoe = await withPhone('+442079460601');
    const zenobia = await withPhone('+442079460602');
    expect(await merged(zoe, zenobia)).toContain('two records are now one');
    expect(await sent('undo-merge', { stays: zoe.id, goes: zenobia.id })).toContain('Merge undone');
    await sent('delete-people', { people: [zenobia.id], confirmed: true });
    await sent('erase-people', { people: [zenobia.id], confirmed: true });
    await eventually(async () => {
      expect((await kept()).filter((one) => traces.test(one))).toEqual([]);
    });
    expect(await withPhone('+442079460601')).toMatchObject({ fields: { firstName: 'Zoe' } });
  });

  it('are erased wholly, with the number that the other had', async () => {
    const zoe = await withPhone('+442079460601');
    await tara.press(await preview(`${header}+44 20 7946 0604,Zacharias,Hidden,,,\n`), 'Import');
    await tara.waitForCard((seen) => seen.text.includes('Import completed'));
    const other = await withPhone('+442079460604');
    expect(await merged(zoe, other)).toContain('two records are now one');
    await sent('delete-people', { people: [zoe.id], confirmed: true });
    await sent('erase-people', { people: [zoe.id], confirmed: true });
    await eventually(async () => {
      const left = (await kept()).filter((one) => /Zoe|Zacharias|Hidden|2079460604/u.test(one));
      expect(left).toEqual([]);
    });
  });
});
