import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findAction } from '../support/card-reading.ts';
import { importFile } from '../support/import-file.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const people =
  'Phone,First name,Last name,Email\n' +
  '+44 20 7946 0501,Zenobia,Secretum,zenobia@example.com\n' +
  '+44 20 7946 0502,Zoe,Alder,zoe@example.com\n' +
  '+44 20 7946 0503,Zoe,Birch,birch@example.com\n';

interface Data {
  readonly about: string;
  readonly records: readonly {
    readonly id: string;
    readonly values: readonly object[];
    readonly deletedAt?: string;
    readonly history: readonly unknown[];
  }[];
  readonly audit: readonly { readonly what: string }[];
  readonly operations: readonly { readonly name: string }[];
  readonly [part: string]: unknown;
}

describe('the data of a person', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  beforeAll(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
    await importFile(tara, 'people.csv', people);
  });
  afterAll(() => rollcall.stop());

  async function fileOf(card: SeenCard) {
    const url = findAction(card.json, 'Download')?.url ?? '';
    expect(url).toMatch(/person-data-/u);
    // The signature is random letters.
    const told = decodeURIComponent(url.replace(/&sig=[^&]*/u, ''));
    expect(told).not.toMatch(/zenobia|secretum|zoe/iu);
    const text = await (await tara.follow(card, 'Download')).text();
    expect(text).toMatch(/^\{\n {2}"about"/u);
    return { text, data: JSON.parse(text) as Data };
  }

  it('is one file of everything that is held of them, and of nobody else', async () => {
    const profile = await tara.ask('find zenobia');
    await tara.press(profile, 'Edit');
    const form = await tara.waitForCard((card) => card.titles.includes('Save'));
    await tara.press(form, 'Save', { jobTitle: 'Keeper' });
    const card = await tara.ask('data zenobia');
    // Nobody gives away the file of another person by mistake.
    expect(card.text).toContain('Zenobia');
    const { data, text } = await fileOf(card);
    expect(data.records).toMatchObject([
      { source: 'admin', history: [{ by: { name: tara.person.name } }] },
    ]);
    expect(data.records[0]?.values).toContainEqual({
      ...{ attribute: 'Email', key: 'email', value: 'zenobia@example.com' },
    });
    expect(data.operations).toMatchObject([
      { name: 'people.csv', samples: [{ phone: '+442079460501' }], keptForUndo: [{}] },
    ]);
    expect(data.audit.map(({ what }) => what)).toEqual(['person-changed']);
    expect(text).not.toMatch(/Alder|Birch/u);
    // The export itself is recorded.
    const again = await fileOf(await tara.ask('show me the data of zenobia'));
    expect(again.data.audit.map(({ what }) => what)).toContain('person-exported');
  });

  it('has every part in which something is kept', async () => {
    const { storage } = rollcall;
    const { tenantId: tenant, aadObjectId: account } = rollcall.teams.mika.person;
    await rollcall.teams.mika.say('help');
    const [zoe] = (await fileOf(await tara.ask('data +442079460502'))).data.records;
    const id = zoe?.id ?? '';
    const read = async () => (await storage.people.read(tenant, id.charAt(0), [id])).get(id);
    const { etag = '', ...person } = (await read()) ?? {};
    await storage.people.write(tenant, id.charAt(0), [
      { type: 'update', person: { ...person, entraId: account } as never, etag },
    ]);
    const at = '2026-01-02T03:04:05.000Z';
    const by = { id: 'an-admin', name: 'Ada Admin' };
    await storage.apart.put(tenant, [id, 'f'.repeat(32)], { at, by });
    const request = { person: id, deletedAt: at, by, group: 'a-group', name: 'Zoe', at };
    await storage.restoreRequests.write(tenant, request, undefined);
    await storage.entraLinks.put(tenant, { entraId: account, person: id, at }, undefined);
    await storage.roles.give(tenant, account, 'organization-admin');
    await storage.memberships.put(tenant, [
      {
        ...{ group: 'a-group', member: account, name: 'Zoe', how: 'roster', isEmployee: true },
        ...{ fields: {}, toArrive: false, since: at },
      },
    ]);
    const { data } = await fileOf(await tara.ask('data +442079460502'));
    expect(data).toMatchObject({
      notTheSame: [{ at, by }],
      restoreRequests: [{ group: 'a-group' }],
      keysThatLeadToThem: [{ entraId: account }],
      groups: [{ group: 'a-group', name: 'Zoe' }],
      chat: [{ person: account }],
      roles: [{ role: 'organization-admin' }],
      syncs: [],
    });
  });

  it('is offered for each of several matches, and deleted people have it too', async () => {
    const several = await tara.ask('data Zoe');
    expect(several.titles.filter((title) => title === 'Data')).toHaveLength(2);
    const gone = await tara.ask('delete zenobia');
    await tara.press(gone, 'Delete');
    const { data } = await fileOf(await tara.ask('data zenobia'));
    expect(data.records[0]?.deletedAt).toBeDefined();
    await tara.say('data');
    expect(JSON.stringify(tara.fromBot().at(-1))).toMatch(/Whose data\?/u);
  });
});
