import { AppError } from '../src/errors.ts';
import { createBackupStore } from '../src/infra/storage/backups.ts';
import {
  connectStorage,
  storageSettings,
  type StorageConnection,
  type StorageSettings,
} from '../src/infra/storage/connect.ts';
import { refused } from '../src/infra/storage/rest-errors.ts';
import { createStorage } from '../src/infra/storage/storage.ts';
import { readSettings } from '../src/settings.ts';
import { textFor } from '../src/text/text.ts';
import { fromCommandLine, textOptions } from './command-line.ts';

const help = {
  usage: 'npm run restore -- [--backup YYYY-MM-DD] [--from <storage account>]',
  does: `Writes a backup of the tables into the storage account of the environment’s settings, whose tables have to be empty.
One that was interrupted there continues. Without --backup, it lists the backups. --from names the account that has
them, if it is another one.`,
};

function given() {
  return fromCommandLine(help, (args) => textOptions(args, ['backup', 'from']));
}

function fail(sentence: string, code = 1): never {
  console.error(sentence);
  process.exit(code);
}

/** Ends with what an operator can do about an error of one of the accounts. */
async function withAccount<Result>(
  { blobs: { url } }: StorageConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code, details } = error instanceof AppError ? error : (refused(error) ?? {});
    if (code === 'storage-unreachable')
      fail(`${url} can’t be reached. Check the account’s name and the network, then start again.`);
    if (code === 'storage-refused')
      fail(
        `${url} refused access (${String(details?.reason)}). Restoring needs Storage Blob, Queue and Table Data Contributor on the account of the settings, and Storage Blob Data Reader on the one that has the backups. A new role takes up to ten minutes.`,
      );
    throw error;
  }
}

async function restore(): Promise<void> {
  const { backup: wanted, from } = given();
  const settings = readSettings(process.env, false);
  const source = process.env.RESTORE_FROM_CONNECTION_STRING ?? '';
  const target = await connectStorage(storageSettings(settings));
  const elsewhere: StorageSettings | undefined =
    source !== ''
      ? { connectionString: source }
      : from === undefined
        ? undefined
        : {
            ...storageSettings({ ...settings, AZURE_STORAGE_CONNECTION_STRING: undefined }),
            account: from,
          };
  const kept = elsewhere === undefined ? target : await connectStorage(elsewhere);
  const store = createBackupStore(target, kept);
  const backups = await withAccount(kept, () => store.list());
  if (wanted === undefined) {
    for (const { name, at, tables } of backups) {
      const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
      console.log(`${name}  ${at}  ${rows} rows`);
    }
    console.log(
      backups.length === 0
        ? `There is no backup in ${kept.blobs.url}.`
        : 'To restore one, add --backup and its day.',
    );
    return;
  }
  const chosen = backups.find(({ name }) => name === wanted);
  if (chosen === undefined)
    fail(
      `There is no complete backup of ${wanted} in ${kept.blobs.url}. Without --backup, all are listed.`,
    );
  const unknown = store.unknownTables(chosen);
  if (unknown.length > 0)
    fail(
      `The backup was made by a newer version, with tables that this one doesn’t know: ${unknown.join(', ')}. Nothing was written. Restore it with that version.`,
    );
  const damaged = await withAccount(kept, () => store.damaged(chosen));
  if (damaged.length > 0)
    fail(
      `The backup is damaged: ${damaged.join(', ')}. Nothing was written. Choose another one, or recover its deleted blobs.`,
    );
  await withAccount(target, async () => {
    await createStorage(target).ensure();
    const filled = (await store.isUnfinished(chosen)) ? [] : await store.filled();
    if (filled.length > 0)
      fail(
        `These tables have rows: ${filled.join(', ')}. Nothing was written. Restore into a storage account with empty tables.`,
      );
    await store.restore(chosen, (table, rows) => console.log(`${table.padEnd(14)}${rows} rows`));
  });
  console.log('Restored. Now start Rollcall.');
}

try {
  await restore();
  // Open keep-alive connections would delay the exit.
  process.exit(0);
} catch (error) {
  fail(error instanceof AppError ? textFor('en').error(error) : String((error as Error).stack));
}
