import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import yauzl from 'yauzl';
import yazl from 'yazl';
import {
  checkCodeOf,
  manifestSchema,
  partNames,
  type OrganizationLine,
} from '../../src/domain/archive.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import { shards } from '../../src/domain/person-id.ts';
import type { Person } from '../../src/domain/person.ts';
import {
  bringEverything,
  bringFromTheStart,
  type BringCheckpoint,
  type BringDeps,
} from '../../src/features/imports/everything/bring-everything.ts';
import type { Archive } from '../../src/features/imports/everything/open-archive.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import { eventually } from '../support/eventually.ts';
import { importFile } from '../support/import-file.ts';
import { pressBy } from '../support/invokes.ts';
import { giveOwnRecord } from '../support/own-record.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';
import type { TeamsClient } from '../support/teams-client.ts';
import { auditOf } from '../support/test-audit.ts';

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
  await importFile(tara, 'people.csv', people);
  const named = async (name: string) =>
    (await rollcall.storage.people
      .read(tenant, ...(await idOf(name)))
      .then((found) => [...found.values()][0])) ?? fail(name);
  await press('delete-people', { people: [(await named('Bob')).id], confirmed: true });
  const { id: person, etag: seen } = await named('Zoë');
  const changed = { fields: ['phone'], phone: '+442079460109' };
  await press('save-person', { person, seen, ...changed });
  await press('not-same', { people: [person, (await named('Ángel')).id].toSorted(), page: 0 });
  await giveOwnRecord(rollcall.storage, tara.person, {
    ...{ id: 'e'.repeat(32), fields: { firstName: 'Tara' }, locked: ['firstName'], signedIn: true },
  });
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

async function idOf(name: string): Promise<[string, string[]]> {
  const found = (await peopleIn(rollcall.storage)).find(({ fields }) => fields.firstName === name);
  return [found?.id.charAt(0) ?? '', [found?.id ?? '']];
}

function fail(name: string): never {
  throw new Error(`no ${name}`);
}

let exported: Promise<Buffer> | undefined;

/** The archive that `export everything` leads to. */
function archive(): Promise<Buffer> {
  exported ??= (async () => {
    await tara.say('export everything');
    const card = await tara.waitForCard(
      (seen) => seen.titles.includes('Download') && seen.text.includes('everything'),
    );
    return Buffer.from(await (await tara.follow(card, 'Download')).arrayBuffer());
  })();
  return exported;
}

function personNow(facts: Pick<Person, 'id' | 'source'>): Person {
  const at = new Date().toISOString();
  return {
    ...{ fields: { firstName: 'New' }, linked: false, history: [], network: 'Others' },
    ...{ addedAt: at, changedAt: at, changedBy: { id: 'x', name: 'Sample' } },
    ...facts,
  };
}

async function filesOf(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes);
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
    files = await filesOf(await archive());
  });

  it('has each person as they are kept, also the deleted, and nobody else', async () => {
    const archived = shards.flatMap((shard) => linesOf<Person>(files.get(`people-${shard}.jsonl`)));
    expect(archived).toEqual(await peopleIn(rollcall.storage));
    expect(archived.filter(({ deletedAt }) => deletedAt !== undefined)).toHaveLength(1);
  });

  it('has a manifest with the count and hash of each part', () => {
    const manifest = manifestSchema.parse(JSON.parse(files.get('manifest.json') ?? ''));
    expect(manifest).toMatchObject({ version: 1, tenant, people: 3, deleted: 1, unreadable: 0 });
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

  it('has a check code on its card, which changes with the manifest', async () => {
    await tara.say('export history');
    const history = await tara.waitForCard((card) => card.text.includes('rollcall-everything-'));
    const card = await tara.pressed(history, 'Open');
    const manifest = Buffer.from(files.get('manifest.json') ?? '');
    expect(card.text).toContain(`Check code: ${checkCodeOf(manifest)}.`);
    expect(checkCodeOf(manifest)).toMatch(/^(?:[0-9A-F]{4}-){3}[0-9A-F]{4}$/u);
    expect(checkCodeOf(Buffer.concat([manifest, Buffer.from(' ')]))).not.toBe(
      checkCodeOf(manifest),
    );
  });

  it('is audited, and neither the base nor the choice of the next export', async () => {
    const { operations } = await rollcall.storage.operations.page(tenant, 'export', 5);
    expect(operations).toHaveLength(1);
    const memory = await rollcall.storage.exportMemory.read(tenant, tara.person.aadObjectId);
    expect(memory).toMatchObject({ last: {} });
    expect(memory.choices).toBeUndefined();
    // Its entry comes after its notice.
    await eventually(async () => {
      const entries = await auditOf(rollcall.storage, tenant);
      expect(entries.find(({ what }) => what === 'export-completed')?.changes).toContainEqual({
        ...{ field: 'format', before: '', after: 'archive' },
      });
    });
  });

  it('gives an organization admin no link to it', async () => {
    const { omar } = rollcall.teams;
    await omar.say('export everything');
    expect((await omar.answer()).text).toMatch(/Only tenant admins/);
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

describe('an archive that comes back', () => {
  const nobody = () => Readable.from([]);
  const archived = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      personNow({ id: `0${String(index).padStart(31, '0')}`, source: 'admin' }),
    );
  const removed: string[] = [];

  /** @param scan people who are there, by how often it was looked */
  function bring(
    scan: (looked: number) => readonly Person[],
    write: () => Promise<'written'>,
    from: BringCheckpoint,
  ) {
    let looked = 0;
    let noted = from;
    const deps = {
      people: {
        scan() {
          looked += 1;
          return Readable.from([scan(looked)]);
        },
        write,
      },
      operations: { page: () => Promise.resolve({ operations: [] }) },
      changeFeed: { shard: () => Promise.resolve() },
      target: {
        removePerson: (_tenant: string, { id }: Person) => Promise.resolve(removed.push(id)),
      },
    } as unknown as BringDeps;
    const people = (shard: string) => Readable.from(shard === '0' ? [archived(150)] : []);
    const parts = { organization: nobody, operations: nobody, audit: nobody, people };
    const run = {
      ...{ tenant: 't', operation: 'o', by: { id: 'x', name: 'X' }, at: '' },
      signal: new AbortController().signal,
      note: (checkpoint: BringCheckpoint) => {
        noted = checkpoint;
        return Promise.resolve();
      },
    };
    const end = bringEverything(deps, parts as unknown as Archive, run, from);
    return { end, noted: () => noted };
  }

  it('removes nobody whom an admin adds after it was looked', async () => {
    const added = personNow({ id: 'a'.repeat(32), source: 'admin' });
    const { end } = bring((looked) => (looked > 16 ? [added] : []), fail.bind(undefined, 'write'), {
      ...bringFromTheStart,
    });
    await expect(end).rejects.toMatchObject({ code: 'directory-not-empty' });
    expect(removed).toEqual([]);
  });

  it('counts nobody twice where it died in the middle of a shard', async () => {
    let writes = 0;
    const dying = () =>
      (writes += 1) === 2
        ? Promise.reject(new Error('killed'))
        : Promise.resolve('written' as const);
    const first = bring(() => [], dying, { ...bringFromTheStart });
    await expect(first.end).rejects.toThrow('killed');
    const second = bring(() => [], dying, first.noted());
    expect(await second.end).toMatchObject({ people: 150 });
  });
});

describe('import everything', () => {
  let fresh: TestRollcall;
  let storage: Storage;
  let admin: TeamsClient;
  /** people's writes until the process dies, before or after one of them */
  let lives = Infinity;
  /** each later attempt dies at once */
  let isDoomed = false;
  /** somebody who joins before the next write */
  let joins: Person | undefined;
  /** the admin whose role is taken away when the secret has become the archive's, just before the process dies */
  let losesRole: string | undefined;
  /** somebody whom an admin adds when the secret has become the archive's */
  let addedLate: Person | undefined;
  beforeAll(async () => {
    ({ storage } = await openTestStorage());
    const dying = () => {
      lives -= 1;
      if (lives === 0 || (isDoomed && lives < 0)) throw new Error('killed');
    };
    const mortal = Object.assign(Object.create(storage.people) as Storage['people'], {
      async write(...what: Parameters<Storage['people']['write']>) {
        dying();
        const [joined] = [joins];
        joins = undefined;
        if (joined !== undefined)
          await storage.people.write(tenant, joined.id.charAt(0), [
            { type: 'add', person: joined },
          ]);
        const outcome = await storage.people.write(...what);
        dying();
        return outcome;
      },
    });
    const { organizations } = storage;
    const adopting = Object.assign(Object.create(organizations) as typeof organizations, {
      async adoptSecret(...what: Parameters<typeof organizations.adoptSecret>) {
        await organizations.adoptSecret(...what);
        const [loser] = [losesRole];
        losesRole = undefined;
        if (loser !== undefined) {
          await storage.roles.give(tenant, loser, 'member');
          throw new Error('killed');
        }
        const [added] = [addedLate];
        addedLate = undefined;
        if (added !== undefined)
          await storage.people.write(tenant, added.id.charAt(0), [{ type: 'add', person: added }]);
      },
    });
    fresh = await startRollcall({
      storage: { ...storage, people: mortal, organizations: adopting },
      parts: { secretSeconds: 0, retrySeconds: () => 0 },
    });
    admin = fresh.teams.tara;
    // People who write to the bot join by themselves, with an id of the former secret.
    await storage.organizations.facts(tenant);
    const mine = { id: 'd'.repeat(32), fields: { firstName: 'Tara' } };
    await giveOwnRecord(storage, admin.person, mine);
  });
  afterAll(() => fresh.stop());

  const newest = async () => (await storage.operations.page(tenant, 'import', 1)).operations[0];
  const send = async (bytes: Buffer, who = admin) => {
    await who.sendFile('everything.zip', bytes);
  };

  /** The chat may still show an earlier refusal. */
  async function refused(code: string, ask: () => Promise<void>): Promise<void> {
    const before = await newest();
    await ask();
    await eventually(async () => {
      const asked = await newest();
      expect(asked?.id).not.toBe(before?.id);
      expect(asked).toMatchObject({ state: 'failed', failure: { code } });
    });
  }

  async function changed(change: (files: Map<string, string>) => void): Promise<Buffer> {
    const files = await filesOf(await archive());
    change(files);
    const zip = new yazl.ZipFile();
    for (const [name, text] of files) zip.addBuffer(Buffer.from(text), name);
    zip.end();
    return buffer(zip.outputStream);
  }

  const inManifest = (from: string | RegExp, to: string) => (files: Map<string, string>) =>
    files.set('manifest.json', (files.get('manifest.json') ?? '').replace(from, to));

  /** Alters parts, and the manifest so that it fits them. */
  const withPart = (name: string | RegExp, change: (text: string) => string) => {
    return (files: Map<string, string>) => {
      const manifest = JSON.parse(files.get('manifest.json') ?? '') as {
        parts: { name: string }[];
      };
      manifest.parts = manifest.parts.map((part) => {
        if (part.name.search(name) === -1) return part;
        const text = change(files.get(part.name) ?? '');
        files.set(part.name, text);
        const sha256 = createHash('sha256').update(text).digest('hex');
        return { name: part.name, lines: linesOf(text).length, bytes: text.length, sha256 };
      });
      files.set('manifest.json', JSON.stringify(manifest));
    };
  };

  it.each<[string, string, (files: Map<string, string>) => unknown]>([
    ['an altered part', 'archive-damaged', (files) => files.set('audit.jsonl', '{"id":"0"}\n')],
    [
      'another hash',
      'archive-damaged',
      inManifest(/"sha256": "[0-9a-f]{8}/u, '"sha256": "00000000'),
    ],
    [
      'an audit that begins before the product, whose hash is right',
      'archive-damaged',
      withPart('audit.jsonl', (text) => text.replace(/"at":"\d{4}/u, '"at":"0001')),
    ],
    [
      'a phone number as nobody looks for it, whose hash is right',
      'archive-damaged',
      withPart(/^people-/u, (text) => text.replace(/"phone":"\+44/u, '"phone":"0044')),
    ],
    ['a part too many', 'archive-damaged', (files) => files.set('more.jsonl', 'x')],
    ['a part too few', 'archive-damaged', (files) => files.delete('people-7.jsonl')],
    ['a later version', 'archive-newer', inManifest('"version": 1', '"version": 2')],
    ['another organization', 'archive-of-others', inManifest(/"tenant": "\w/u, '"tenant": "z')],
    [
      'a huge line, whose hash is right',
      'archive-damaged',
      withPart('organization.jsonl', () => `{"x":"${'a'.repeat(2 * 1024 * 1024)}"}\n`),
    ],
  ])('refuses %s, and writes nothing', async (_what, code, change) => {
    await refused(code, async () => send(await changed(change)));
    expect(await peopleIn(storage)).toHaveLength(1);
  });

  it('refuses a name that leads out of the archive at once', async () => {
    const bytes = await changed((files) => files.set('xx/xx/etc/passwd', 'x'));
    const hostile = Buffer.from(
      bytes.toString('latin1').replaceAll('xx/xx/etc/passwd', '../../etc/passwd'),
      'latin1',
    );
    const before = await newest();
    await send(hostile);
    expect((await admin.answer()).text).toMatch(/damaged/);
    expect(await newest()).toEqual(before);
  });

  it('takes an archive from nobody but a tenant admin', async () => {
    const { omar } = fresh.teams;
    await storage.roles.give(tenant, omar.person.aadObjectId, 'organization-admin');
    await send(await archive(), omar);
    expect((await omar.answer()).text).toMatch(/Only tenant admins/);
    await storage.roles.give(tenant, omar.person.aadObjectId, 'member');
  });

  async function confirmed(who = admin) {
    await send(await archive(), who);
    const preview = await who.waitForCard((card) => card.titles.includes('Import'));
    expect(preview.text).toContain('3 people, 1 deleted person, 1 attribute, 1 admin role');
    expect(preview.text).toContain('These people become admins: Omar Sample.');
    const { 'manifest.json': manifest = '' } = Object.fromEntries(await filesOf(await archive()));
    expect(preview.text).toContain(`Check code: ${checkCodeOf(Buffer.from(manifest))}.`);
    await who.press(preview, 'Import');
  }

  it('shows what an archive has, and writes nothing before it is confirmed', async () => {
    await admin.say('import everything');
    expect((await admin.answer()).text).toContain('ZIP archive');
    await send(await archive());
    const preview = await admin.waitForCard((card) => card.titles.includes('Import'));
    expect(await peopleIn(storage)).toHaveLength(1);
    await admin.press(preview, 'Cancel');
  });

  it('leaves people the secret of their ids where somebody is added meanwhile', async () => {
    const before = await storage.organizations.facts(tenant);
    const person = personNow({ id: 'c'.repeat(32), source: 'admin' });
    addedLate = person;
    await refused('directory-not-empty', confirmed);
    expect(addedLate).toBeUndefined();
    expect(await storage.organizations.facts(tenant)).toEqual(before);
    const [added] = (await storage.people.read(tenant, 'c', [person.id])).values();
    await storage.aliases.removePerson(tenant, person.id, added?.etag ?? fail('New'));
  });

  it('leaves people the secret of their ids where the admin loses their role meanwhile', async () => {
    const before = await storage.organizations.facts(tenant);
    const { omar } = fresh.teams;
    losesRole = omar.person.aadObjectId;
    await storage.roles.give(tenant, losesRole, 'tenant-admin');
    await refused('not-an-admin', () => confirmed(omar));
    expect(losesRole).toBeUndefined();
    expect(await storage.organizations.facts(tenant)).toEqual(before);
  });

  it('says to send the archive again where it could not end', async () => {
    [lives, isDoomed] = [3, true];
    await confirmed();
    await admin.waitForCard((card) => card.text.includes('Send the same archive again'));
    expect((await peopleIn(storage)).length).toBeGreaterThan(0);
  });

  it('keeps whoever was added since', async () => {
    const person = personNow({ id: 'c'.repeat(32), source: 'admin' });
    await storage.people.write(tenant, 'c', [{ type: 'add', person }]);
    await refused('directory-not-empty', async () => send(await archive()));
    const [added] = (await storage.people.read(tenant, 'c', [person.id])).values();
    await storage.aliases.removePerson(tenant, person.id, added?.etag ?? fail('New'));
  });

  it('starts over with the archive, and goes on where it died', async () => {
    [lives, isDoomed] = [4, false];
    // Under the id that they have in the archive.
    joins = personNow({ id: 'e'.repeat(32), source: 'signin' });
    await confirmed();
    await admin.waitForCard((card) => card.text.includes('Everything from the archive is here'));
    expect(lives).toBeLessThan(0);
  });

  it('has each person as they were, and all that leads to them', async () => {
    expect(await peopleIn(storage)).toEqual(await peopleIn(rollcall.storage));
    const kept = await Promise.all([storage, rollcall.storage].map(keptIn));
    expect(kept[0]).toEqual(kept[1]);
    expect(kept[0]?.aliases).toHaveLength(2);
  });

  it('has the roles, the history and the audit', async () => {
    const omar = fresh.teams.omar.person.aadObjectId;
    expect((await storage.roles.all(tenant)).grants.map(({ person }) => person)).toContain(omar);
    const lines = await filesOf(await archive());
    for (const operation of linesOf<Operation>(lines.get('operations.jsonl'))) {
      const { etag: _etag, ...there } =
        (await storage.operations.read({ ...operation, tenant })) ?? fail(operation.id);
      expect(there).toMatchObject({ ...operation, original: '' });
    }
    const entries = await auditOf(storage, tenant);
    expect(entries).toEqual(expect.arrayContaining(linesOf(lines.get('audit.jsonl'))));
  });

  it('recognises people by their phone numbers, like before', async () => {
    await admin.say('import employees');
    await admin.sendFile('people.csv', people.replace('0101', '0109').replace(/\n.*Bob.*/u, ''));
    const preview = await admin.waitForCard((card) => card.titles.includes('Import'));
    expect(preview.text).toContain('No changes.');
    await admin.press(preview, 'Cancel');
  });

  it('is refused a second time', async () => {
    await admin.say('import everything');
    expect((await admin.answer()).text).toMatch(/needs an empty directory/);
    await refused('directory-not-empty', async () => send(await archive()));
  });
});

/** The ways to people, and the decisions. */
async function keptIn(storage: Storage) {
  const aliases = [];
  for await (const page of storage.aliases.all(tenant)) {
    for (const { derived, person } of page) {
      aliases.push({ derived, person, closed: await storage.aliases.isClosed(tenant, derived) });
    }
  }
  const links = [];
  for await (const page of storage.entraLinks.all(tenant))
    links.push(...page.map(({ entraId, person }) => ({ entraId, person })));
  return {
    aliases,
    links,
    secret: await storage.organizations.facts(tenant),
    settings: (await storage.organizationSettings.all(tenant)).chosen,
    attributes: (await storage.attributes.all(tenant)).attributes,
    apart: await storage.apart.all(tenant),
  };
}
