import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inboxFolder } from '../../../src/domain/inbox.ts';
import type { Operation } from '../../../src/domain/operations/operation.ts';
import {
  createInboxLook,
  type InboxDeps,
} from '../../../src/features/imports/inbox/look-into-inbox.ts';
import { createReceiveInboxFile } from '../../../src/features/imports/inbox/receive-inbox-file.ts';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { createLog } from '../../../src/log.ts';
import { eventually } from '../../support/eventually.ts';
import { startRollcall, type TestRollcall } from '../../support/rollcall.ts';
import { openTestStorage } from '../../support/storage.ts';
import type { SeenCard, TeamsClient } from '../../support/teams-client.ts';

const header = 'Phone number,First name,Last name\r\n';
const ada = `${header}+442079460101,Ada,Sample\r\n`;
const bo = `${header}+442079460102,Bo,Example\r\n`;
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** Puts a file into the folder, like another system. */
async function put(
  connection: StorageConnection,
  tenant: string,
  name: string,
  content: string | Buffer,
): Promise<void> {
  const bytes = Buffer.from(content);
  const blob = inbox(connection).getBlockBlobClient(`${inboxFolder(tenant)}${name}`);
  await blob.upload(bytes, bytes.length);
}

const inbox = (connection: StorageConnection) => connection.blobs.getContainerClient('inbox');

async function left(connection: StorageConnection): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of inbox(connection).listBlobsFlat()) names.push(name);
  return names;
}

describe('an organization whose other systems send files to the inbox', () => {
  let connection: StorageConnection;
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  let tenant: string;
  beforeEach(async () => {
    const opened = await openTestStorage();
    ({ connection } = opened);
    rollcall = await startRollcall({
      storage: opened.storage,
      parts: { inbox: { everyMs: 50, settledMs: 0 } },
    });
    ({ tara } = rollcall.teams);
    tenant = tara.person.tenantId;
  });
  afterEach(() => rollcall.stop());

  async function allow(mode: string): Promise<SeenCard> {
    await tara.say('settings');
    const card = await tara.waitForCard('Files in the inbox');
    return tara.pressed(card, 'Save', { inbox: mode, inboxNetwork: 'Others' });
  }

  const history = async () =>
    (await rollcall.storage.operations.page(tenant, 'import', 10)).operations;

  it('gets a preview of each, and never a change unasked', async () => {
    await put(connection, tenant, 'hr/people.csv', ada);
    await allow('preview');
    const preview = await tara.waitForCard(
      ({ titles, text }) => titles.includes('Import') && text.includes('people.csv'),
    );
    expect(await left(connection)).toEqual([]);
    await tara.press(preview, 'Import');
    const notice = await tara.waitForCard('Import completed');
    expect(notice.text).toContain('people.csv');
    expect(await (await tara.follow(notice, 'Download')).text()).toBe(ada);
    const [operation] = await history();
    expect(operation).toMatchObject({ network: 'Others', inbox: 'preview', state: 'completed' });
  });

  it('has them imported without a question where that was chosen, and the same file once', async () => {
    await allow('apply');
    await put(connection, tenant, 'monday.csv', ada);
    await tara.waitForCard(
      ({ text }) => text.includes('Import completed') && text.includes('monday.csv'),
    );
    await put(connection, tenant, 'tuesday.csv', ada);
    await eventually(async () => expect(await left(connection)).toEqual([]));
    await put(connection, tenant, 'wednesday.csv', bo);
    await tara.waitForCard(
      ({ text }) => text.includes('Import completed') && text.includes('wednesday.csv'),
    );
    expect((await history()).map(({ fileName }) => fileName)).toEqual([
      'wednesday.csv',
      'monday.csv',
    ]);
  });

  it('is asked where one leaves a question, and told why one can’t be read', async () => {
    await allow('apply');
    await put(connection, tenant, 'monday.csv', ada);
    await tara.waitForCard('Import completed');
    await put(connection, tenant, 'tuesday.csv', ada.replace('Ada,Sample', 'Zoe,Fictional'));
    await tara.waitForCard('Same number, someone else?');
    expect((await history()).at(0)?.state).toBe('preview');
    await tara.say('cancel');
    await put(connection, tenant, 'photo.csv', png);
    const notice = await tara.waitForCard('Import failed');
    expect(notice.text).toContain('photo.csv');
    expect((await history()).at(0)?.failure?.code).toBe('file-is-image');
    expect(await left(connection)).toEqual([]);
  });
});

/** A lease that outlives its process ends by itself, after a while. */
const undying = ['list', 'open', 'acquire'];

/** A store whose nth call fails, before or after it did its work: as if the process had died there. */
function dying<Store extends object>(
  store: Store,
  dies: () => 'before' | 'after' | undefined,
): Store {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || undying.includes(String(name))) return method;
      return async (...args: unknown[]) => {
        const when = dies();
        if (when === 'before') throw new Error('died');
        const result: unknown = await Reflect.apply(method, target, args);
        if (when === 'after') throw new Error('died');
        return result;
      };
    },
  });
}

describe('a file in the inbox', () => {
  let connection: StorageConnection;
  let storage: Storage;
  beforeEach(async () => {
    ({ connection, storage } = await openTestStorage());
  });

  const by = { id: 'an-admin', name: 'Ada' };

  function looker({
    dies = () => undefined,
    ...more
  }: Partial<InboxDeps> & { dies?: () => 'before' | 'after' | undefined } = {}) {
    const store = dying(storage.inbox, dies);
    const operations = dying(storage.operations, dies);
    const told: string[] = [];
    const deps: InboxDeps = {
      inbox: store,
      operations,
      announcer: {
        ended: (operation) => {
          told.push(operation.id);
          return Promise.resolve();
        },
      },
      receive: createReceiveInboxFile({
        ...{ inbox: store, operations, files: dying(storage.files, dies) },
        jobs: dying(storage.jobs, dies),
        maxFileBytes: 1_000,
        logRefusal: ({ id }) => Promise.resolve(`log-of-${id}`),
        now: () => Date.now(),
      }),
      setting: () => Promise.resolve({ mode: 'preview', network: 'Employee', by, locale: 'en' }),
      mayImport: () => Promise.resolve(true),
      settledMs: 0,
      log: createLog('silent'),
      now: () => Date.now(),
      ...more,
    };
    const look = createInboxLook(deps);
    return { told, look: () => look(new AbortController().signal) };
  }

  const imports = async (tenant: string): Promise<readonly Operation[]> =>
    (await storage.operations.page(tenant, 'import', 10)).operations;

  it('becomes one import, wherever the process that takes it dies', async () => {
    for (const when of ['before', 'after'] as const) {
      let died = true;
      let fatal = 0;
      while (died) {
        fatal += 1;
        const tenant = `${when}-${fatal}`;
        await put(connection, tenant, 'people.csv', ada);
        let call = 0;
        await looker({
          homeTenant: tenant,
          dies: () => ((call += 1) === fatal ? when : undefined),
        }).look();
        died = call >= fatal;
        await looker({ homeTenant: tenant }).look();
        const made = await imports(tenant);
        expect([tenant, fatal, made.length, made[0]?.state]).toEqual([
          tenant,
          fatal,
          1,
          'planning',
        ]);
        expect(await storage.files.exists(made[0]?.original ?? '')).toBe(true);
      }
      expect(fatal).toBeGreaterThan(8);
    }
    expect(await left(connection)).toEqual([]);
  });

  it('becomes one import where two workers look at once, and the next file waits for its end', async () => {
    await put(connection, 'here', 'one.csv', ada);
    await put(connection, 'here', 'two.csv', bo);
    await Promise.all([looker().look(), looker().look(), looker().look()]);
    await looker().look();
    const [first, ...others] = await imports('here');
    expect(others).toEqual([]);
    expect(first).toMatchObject({ fileName: 'one.csv', by, network: 'Employee' });
    if (first === undefined) return;
    await storage.operations.update({ ...first, state: 'cancelled', endedAt: first.at });
    await looker().look();
    expect((await imports('here')).map(({ fileName }) => fileName)).toContain('two.csv');
  });

  it('stays while it may be half a file, while nobody allows it, and once its admin lost the role', async () => {
    await put(connection, 'here', 'people.csv', ada);
    await put(connection, 'here', 'people.csv.filepart', ada);
    await put(connection, 'here', '.hidden', ada);
    await looker({ settledMs: 60_000 }).look();
    await looker({ setting: () => Promise.resolve({ mode: 'off' }) }).look();
    await looker({ mayImport: () => Promise.resolve(false) }).look();
    await looker({ homeTenant: 'elsewhere' }).look();
    const lease = inbox(connection).getBlobClient('here/people.csv').getBlobLeaseClient();
    await lease.acquireLease(-1);
    await looker().look();
    expect(await imports('here')).toEqual([]);
    await lease.releaseLease();
    await looker().look();
    expect(await imports('here')).toHaveLength(1);
    expect(await left(connection)).toEqual(['here/.hidden', 'here/people.csv.filepart']);
  });

  it('that is too large stays where it is, and is reported once', async () => {
    await put(connection, 'here', 'huge.csv', 'x'.repeat(2_000));
    const { look, told } = looker();
    await look();
    await look();
    const [refused, ...others] = await imports('here');
    expect(others).toEqual([]);
    expect(refused).toMatchObject({ state: 'failed', failure: { code: 'file-too-large' } });
    expect(new Set(told)).toEqual(new Set([refused?.id]));
    expect(await left(connection)).toEqual(['here/huge.csv']);
  });

  it('that was replaced while it was taken is taken in its new form', async () => {
    await put(connection, 'here', 'people.csv', ada);
    const [[file] = []] = await Array.fromAsync(storage.inbox.list('here'));
    if (file === undefined) throw new Error('not listed');
    await put(connection, 'here', 'people.csv', bo);
    await expect(Array.fromAsync(storage.inbox.open(file))).rejects.toMatchObject({
      code: 'operation-gone',
    });
    await storage.inbox.remove(file);
    expect(await left(connection)).toEqual(['here/people.csv']);
  });

  it('that says what a folder is, or whose name leads elsewhere, is never read, and holds up no other', async () => {
    const blobs = inbox(connection);
    const none = Buffer.alloc(0);
    await blobs.getBlockBlobClient('here/folder/').upload(none, 0);
    const metadata = { hdi_isfolder: 'true' };
    await blobs.getBlockBlobClient('here/marked').upload(none, 0, { metadata });
    await blobs.getBlockBlobClient('here/half.csv').stageBlock('MDE=', ada, ada.length);
    await put(connection, 'there', 'secret.csv', bo);
    const [[folder] = []] = await Array.fromAsync(storage.inbox.list('there'));
    if (folder === undefined) throw new Error('not listed');
    const leading = { ...folder, tenant: 'here', name: 'here/../there/secret.csv' };
    const list = async function* (tenant?: string) {
      yield [leading];
      yield* storage.inbox.list(tenant);
    };
    await put(connection, 'here', '\u202Evsc.\u202Dpeople.csv', ada);
    const { look } = looker({ homeTenant: 'here', inbox: { ...storage.inbox, list } });
    await look();
    await look();
    const made = await imports('here');
    expect(made.map(({ fileName }) => fileName)).toEqual(['vsc.people.csv']);
  });

  it('that is refused is told of before the next one, or a folder of photographs would be as many messages at once', async () => {
    for (const name of ['one.png', 'two.png', 'empty.csv'])
      await put(connection, 'here', name, name.endsWith('png') ? png : '');
    const { look, told } = looker();
    for (let times = 1; times <= 3; times += 1) {
      await look();
      expect(told).toHaveLength(times);
    }
    const codes = (await imports('here')).map(({ failure }) => failure?.code);
    expect(codes.toSorted()).toEqual(['file-empty', 'file-is-image', 'file-is-image']);
    expect(await left(connection)).toEqual([]);
  });

  it('that was imported into another network before is imported again', async () => {
    const into = (network: 'Employee' | 'Others') =>
      looker({
        setting: () => Promise.resolve({ mode: 'preview', network, by, locale: 'en' }),
      }).look();
    for (const network of ['Employee', 'Employee', 'Others'] as const) {
      await put(connection, 'here', 'people.csv', ada);
      await into(network);
      const [newest] = await imports('here');
      if (newest?.state !== 'planning') continue;
      await storage.operations.update({ ...newest, state: 'completed', endedAt: newest.at });
    }
    expect((await imports('here')).map(({ network }) => network)).toEqual(['Others', 'Employee']);
  });
});
