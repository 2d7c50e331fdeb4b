import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createNightlyBackup } from '../../../src/features/backups/nightly-backup.ts';
import { createBackupStore } from '../../../src/infra/storage/backups.ts';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createStorage } from '../../../src/infra/storage/storage.ts';
import { createLog } from '../../../src/log.ts';
import { importFile } from '../../support/import-file.ts';
import { startRollcall } from '../../support/rollcall.ts';
import { openTestStorage, testConnectionString } from '../../support/storage.ts';

const root = path.join(import.meta.dirname, '../../..');
const log = createLog('silent');
const day = 24 * 3_600_000;
const noon = Date.parse('2026-11-30T12:00:00.000Z');
const never = new AbortController().signal;

/** The command, as an operator runs it. */
function restore(
  environment: Readonly<Record<string, string>>,
  ...given: string[]
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'scripts/restore.ts', ...given],
      { cwd: root, env: { ...process.env, ...environment } },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });
}

const production = {
  MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
  MicrosoftAppTenantId: '00000000-0000-4000-8000-0000000000a1',
  MicrosoftAppPassword: 'a-secret',
};

describe('an organization whose tables are lost', () => {
  it('gets everyone back from last night, with history and settings, in another account', async () => {
    const from = testConnectionString();
    const lost = await connectStorage({ connectionString: from });
    const storage = createStorage(lost);
    await storage.ensure();
    const rollcall = await startRollcall({ storage });
    const { tara } = rollcall.teams;
    const people = ['+442079460101,Ada,Sample,=1+1', '+442079460102,Zoë,Exa\u2028mple,"a ""b"""'];
    await importFile(
      tara,
      'people.csv',
      `Phone number,First name,Last name,Department\r\n${people.join('\r\n')}\r\n`,
    );
    await tara.say('settings');
    await tara.pressed(await tara.waitForCard('Files in the inbox'), 'Save', { changeLimit: '33' });
    await rollcall.stop();
    const backups = createBackupStore(lost);
    await createNightlyBackup({ backups, days: 14, log, now: () => noon })(never);

    const to = testConnectionString();
    const environment = {
      ...production,
      AZURE_STORAGE_CONNECTION_STRING: to,
      RESTORE_FROM_CONNECTION_STRING: from,
    };
    const listed = await restore(environment);
    expect(listed.output).toMatch(/^2026-11-30 {2}2026-11-30T12:00:00.000Z {2}\d+ rows$/m);
    const done = await restore(environment, '--backup', '2026-11-30');
    expect([done.code, done.output]).toEqual([0, expect.stringContaining('Restored.')]);

    const restored = createStorage(await connectStorage({ connectionString: to }));
    const again = await startRollcall({ storage: restored });
    try {
      const { tara: back } = again.teams;
      await back.say('find Zoë');
      const profile = await back.waitForCard('Zoë');
      expect(profile.text).toContain('a "b"');
      await back.say('import history');
      await back.waitForCard('people.csv');
      await back.say('settings');
      const card = await back.waitForCard('Ask before changing');
      expect(JSON.stringify(card.json)).toContain('"value":33');
      // Neither twice, nor over people who are there.
      const refused = await restore(environment, '--backup', '2026-11-30');
      expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('have rows')]);
    } finally {
      await again.stop();
    }
  });
});

describe('an operator who restores', () => {
  it('is told what to do about each mistake, and no mistake writes anything', async () => {
    const from = testConnectionString();
    const kept = await connectStorage({ connectionString: from });
    await createStorage(kept).ensure();
    const backups = createBackupStore(kept);
    await kept
      .table('organizations')
      .createEntity({ partitionKey: 'a-tenant', rowKey: 'settings' });
    const made = await backups.make('2026-11-30', new Date(noon).toISOString(), never);
    const container = kept.blobs.getContainerClient('backups');
    const keep = (name: string, text: string) =>
      container.getBlockBlobClient(name).upload(text, Buffer.byteLength(text));
    // A broken manifest hides no other backup; one of a newer version is refused.
    await keep('2026-11-29/manifest.json', '{"name":');
    const newer = {
      ...made,
      name: '2026-12-24',
      tables: { ...made.tables, plans: made.tables.audit },
    };
    await keep('2026-12-24/manifest.json', JSON.stringify(newer));
    const to = testConnectionString();
    const environment = {
      ...production,
      AZURE_STORAGE_CONNECTION_STRING: to,
      RESTORE_FROM_CONNECTION_STRING: from,
    };
    const wrong = async (
      change: Readonly<Record<string, string>>,
      given: readonly string[],
      sentence: string,
    ) => {
      const { code, output } = await restore({ ...environment, ...change }, ...given);
      expect([given, code, output]).toEqual([given, 1, expect.stringContaining(sentence)]);
      expect(output).not.toMatch(/ {4}at |AccountKey/);
    };
    const chosen = ['--backup', '2026-11-30'];
    expect((await restore(environment)).output).toMatch(/^2026-11-30 .*\n2026-12-24 /);
    await wrong({}, ['--backup', '2026-11-29'], 'no complete backup of 2026-11-29');
    await wrong({}, ['--backup', '2026-12-24'], 'doesn’t know: plans');
    await wrong({ MicrosoftAppId: '' }, chosen, 'MicrosoftAppId is missing');
    const away = to.replace(/http:\/\/127.0.0.1:\d+/g, 'http://127.0.0.1:9');
    await wrong({ AZURE_STORAGE_CONNECTION_STRING: away }, chosen, 'can’t be reached');
    const strange = from.replace(/AccountKey=[^;]+/, 'AccountKey=aW52ZW50ZWQ=');
    await wrong({ RESTORE_FROM_CONNECTION_STRING: strange }, chosen, 'refused access');
    // Looking at it has created nothing there, and it can still be restored into.
    const target = await connectStorage({ connectionString: to });
    expect(await target.blobs.getContainerClient('files').exists()).toBe(false);
    expect((await restore(environment, ...chosen)).output).toContain('Restored.');
    await wrong({}, chosen, 'organizations. Nothing was written');
    // Broken off, as its mark says: it goes on.
    await target.blobs
      .getContainerClient('backups')
      .getBlockBlobClient('restoring/2026-11-30')
      .upload('', 0);
    expect((await restore(environment, ...chosen)).output).toContain('Restored.');
    await wrong({}, chosen, 'organizations. Nothing was written');
  });
});

describe('the nightly backup', () => {
  it('is made once a day, by one of several workers, and removed in time', async () => {
    const { connection, storage } = await openTestStorage();
    const backups = createBackupStore(connection);
    await storage.roles.give('a-tenant', 'a-person', 'tenant-admin');
    let now = noon;
    const night = createNightlyBackup({ backups, days: 2, log, now: () => now });
    await Promise.all([night(never), night(never), night(never)]);
    const [first, ...others] = await backups.list();
    expect(others).toEqual([]);
    expect(first?.tables.organizations?.rows).toBeGreaterThan(0);
    for (const days of [1, 2, 3]) {
      now = noon + days * day;
      await night(never);
    }
    const names = (await backups.list()).map(({ name }) => name);
    expect(names).toEqual(['2026-12-01', '2026-12-02', '2026-12-03']);
    await createNightlyBackup({ backups, days: 0, log, now: () => now + day })(never);
    expect(await backups.list()).toHaveLength(3);
  });

  it('counts only when it is whole, and a damaged one is noticed before anything is written', async () => {
    const { connection } = await openTestStorage();
    const backups = createBackupStore(connection);
    const ended = AbortSignal.abort();
    await expect(backups.make('2026-11-29', '', ended)).rejects.toThrow();
    expect(await backups.list()).toEqual([]);
    const made = await backups.make('2026-11-30', new Date(noon).toISOString(), never);
    expect(await backups.damaged(made)).toEqual([]);
    const container = connection.blobs.getContainerClient('backups');
    await container.getBlockBlobClient('2026-11-30/audit.jsonl.gz').upload('broken', 6);
    await container.getBlobClient('2026-11-30/people3.jsonl.gz').delete();
    expect(await backups.damaged(made)).toEqual(['audit', 'people3']);
  });

  it('is never written over people whom Azure announces with an empty page', async () => {
    const { connection } = await openTestStorage();
    const table = (name: string) => connection.table(name);
    const pages = async function* () {
      await Promise.resolve();
      yield [];
      yield [{ partitionKey: 'a-tenant', rowKey: 'settings' }];
    };
    const sparse = (name: string) =>
      name === 'organizations'
        ? Object.assign(Object.create(table(name)) as ReturnType<typeof table>, {
            listEntities: () => ({ byPage: pages }),
          })
        : table(name);
    const backups = createBackupStore({ ...connection, table: sparse });
    expect(await backups.filled()).toEqual(['organizations']);
  });
});
