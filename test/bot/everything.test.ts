import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import yauzl from 'yauzl';
import { manifestSchema, partNames, type OrganizationLine } from '../../src/domain/archive.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import { shards } from '../../src/domain/person-id.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { TeamsClient } from '../support/teams-client.ts';

const people =
  'Phone,First name,Last name,Email,Badge\n' +
  '+44 20 7946 0101,Zoë,"Sample ""Z""",zoe@example.com,=1+1\n' +
  '+44 20 7946 0102,Ángel,O’Sample,angel@example.com,"two\u2028lines"\n' +
  '+44 20 7946 0103,Bob,Sample,bob@example.com,\n';

let rollcall: TestRollcall;
let tara: TeamsClient;
let tenant: string;
beforeAll(async () => {
  rollcall = await startRollcall();
  ({ tara } = rollcall.teams);
  tenant = tara.person.tenantId;
  await press('save-attribute', { name: 'Badge', type: 'text', required: false, visibleTo: 'all' });
  await press('save-settings', { delimiter: ';' });
  const admin = rollcall.teams.omar.person.aadObjectId;
  await rollcall.teams.omar.say('hi');
  await press('add-admin', { admin, role: 'organization-admin' });
  await tara.say('import employees');
  await tara.sendFile('people.csv', people);
  await tara.press(await tara.waitForCard((card) => card.titles.includes('Import')), 'Import');
  await tara.waitForCard((card) => card.text.includes('Import completed'));
  const [bob] = (await peopleIn(rollcall.storage)).filter(
    ({ fields }) => fields.firstName === 'Bob',
  );
  await press('delete-people', { people: [bob?.id], confirmed: true });
});
afterAll(() => rollcall.stop());

const press = (verb: string, data: object, who = tara) =>
  who.send(pressBy(who, verb, { v: 1, verb, ...data }));

async function peopleIn({ people: store }: Storage): Promise<Person[]> {
  const all: Person[] = [];
  for (const shard of shards) {
    for await (const page of store.scan(tenant, shard)) {
      all.push(...page.map(({ etag: _etag, ...person }) => person));
    }
  }
  return all.toSorted((one, other) => one.id.localeCompare(other.id));
}

/** The archive that `export everything` leads to. */
async function archive(): Promise<Map<string, string>> {
  await tara.say('export everything');
  const card = await tara.waitForCard(
    (seen) => seen.titles.includes('Download') && seen.text.includes('everything'),
  );
  const zip = await yauzl.fromBufferPromise(
    Buffer.from(await (await tara.follow(card, 'Download')).arrayBuffer()),
  );
  const files = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    files.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString());
  }
  return files;
}

function linesOf<Line>(text = ''): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

describe('export everything', () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await archive();
  });

  it('has each person as they are kept, also the deleted, and nobody else', async () => {
    const archived = shards.flatMap((shard) => linesOf<Person>(files.get(`people-${shard}.jsonl`)));
    expect(archived).toEqual(await peopleIn(rollcall.storage));
    expect(archived.map(({ deletedAt }) => typeof deletedAt).toSorted()).toEqual([
      ...['string', 'undefined', 'undefined'],
    ]);
  });

  it('has a manifest with the count and hash of each part', () => {
    const manifest = manifestSchema.parse(JSON.parse(files.get('manifest.json') ?? ''));
    expect(manifest).toMatchObject({ version: 1, tenant, people: 2, deleted: 1, unreadable: 0 });
    expect([...files.keys()]).toEqual([...partNames, 'manifest.json']);
    expect(manifest.parts).toEqual(
      partNames.map((name) => {
        const text = files.get(name) ?? '';
        const sha256 = createHash('sha256').update(text).digest('hex');
        return { name, lines: linesOf(text).length, bytes: Buffer.byteLength(text), sha256 };
      }),
    );
  });

  it('has attributes, roles, settings, history and audit', async () => {
    const lines = linesOf<OrganizationLine>(files.get('organization.jsonl'));
    const { identitySecret } = await rollcall.storage.organizations.facts(tenant);
    expect(lines).toEqual(
      expect.arrayContaining([
        { kind: 'secret', identitySecret },
        { kind: 'setting', name: 'delimiter', value: ';' },
        expect.objectContaining({ kind: 'role', role: 'organization-admin' }),
        expect.objectContaining({
          kind: 'attribute',
          attribute: expect.objectContaining({ name: 'Badge' }),
        }),
      ]),
    );
    const operations = linesOf<Operation>(files.get('operations.jsonl'));
    expect(operations.map(({ kind, state }) => [kind, state])).toContainEqual([
      ...['import', 'completed'],
    ]);
    // Names of stored files would lead into another deployment's.
    expect(files.get('operations.jsonl')).not.toMatch(/original|errorLog/);
    const whats = linesOf<{ what: string }>(files.get('audit.jsonl')).map(({ what }) => what);
    expect(whats).toEqual(expect.arrayContaining(['import-completed', 'person-deleted']));
  });

  it('is audited, and neither the base nor the choice of the next export', async () => {
    const { operations } = await rollcall.storage.operations.page(tenant, 'export', 5);
    expect(operations).toHaveLength(1);
    const memory = await rollcall.storage.exportMemory.read(tenant, tara.person.aadObjectId);
    expect(memory).toMatchObject({ last: {} });
    expect(memory.choices).toBeUndefined();
    const month = new Date().toISOString().slice(0, 7);
    const entries = [];
    for await (const page of rollcall.storage.audit.read(tenant, month)) entries.push(...page);
    expect(entries.find(({ what }) => what === 'export-completed')?.changes).toContainEqual({
      ...{ field: 'format', before: '', after: 'archive' },
    });
  });

  it('gives an organization admin no link to it', async () => {
    const { omar } = rollcall.teams;
    await omar.say('export everything');
    expect((await omar.waitForMessage(() => true)).text).toMatch(/Only tenant admins/);
    const { operations } = await rollcall.storage.operations.page(tenant, 'export', 1);
    const asked = { operation: operations[0]?.id, kind: 'export' };
    const answers = [
      await press('refresh-operation', asked, omar),
      await press('show-history', { kind: 'export', trail: [] }, omar),
    ];
    for (const answer of answers) {
      expect(JSON.stringify(answer)).toContain('rollcall-everything-');
      expect(JSON.stringify(answer)).not.toMatch(/Action.OpenUrl|sig=/);
    }
  });
});
