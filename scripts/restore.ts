import { parseArgs } from 'node:util';
import { createBackupStore } from '../src/infra/storage/backups.ts';
import { connectStorage, storageSettings } from '../src/infra/storage/connect.ts';
import { createStorage } from '../src/infra/storage/storage.ts';
import { readSettings } from '../src/settings.ts';

/**
 * npm run restore -- [--backup 2026-11-30] [--from <account>] [--again]
 * Writes a backup of the tables into the storage account of the environment's settings, whose tables have to be empty.
 * Without --backup, lists the backups. --from names the account that has them, if it is another one; --again goes on with a
 * restore that was broken off.
 */
const usage =
  'Usage: npm run restore -- [--backup YYYY-MM-DD] [--from <storage account>] [--again]';

const options = {
  backup: { type: 'string' },
  from: { type: 'string' },
  again: { type: 'boolean' },
} as const;

function read() {
  try {
    return parseArgs({ options }).values;
  } catch {
    return fail(usage, 2);
  }
}

function fail(sentence: string, code = 1): never {
  console.error(sentence);
  process.exit(code);
}

const { backup: wanted, from, again = false } = read();
const settings = readSettings(process.env, process.argv.includes('--local'));
const source = process.env.RESTORE_FROM_CONNECTION_STRING;
const target = await connectStorage(storageSettings(settings));
const elsewhere =
  source !== undefined
    ? { connectionString: source }
    : from === undefined
      ? undefined
      : {
          ...storageSettings({ ...settings, AZURE_STORAGE_CONNECTION_STRING: undefined }),
          account: from,
        };
await createStorage(target).ensure();
const store = createBackupStore(
  target,
  elsewhere === undefined ? target : await connectStorage(elsewhere),
);
const backups = await store.list();
if (wanted === undefined) {
  for (const { name, at, tables } of backups) {
    const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
    console.log(`${name}  ${at}  ${rows} rows`);
  }
  if (backups.length === 0) console.log('There is no backup.');
  process.exit(0);
}
const chosen = backups.find(({ name }) => name === wanted);
if (chosen === undefined) fail(`There is no complete backup of ${wanted}.`);
const damaged = await store.damaged(chosen);
if (damaged.length > 0) fail(`The backup is damaged: ${damaged.join(', ')}. Nothing was written.`);
const filled = await store.filled();
if (filled.length > 0 && !again)
  fail(
    `These tables have rows: ${filled.join(', ')}. Nothing was written. Restore into empty ones.`,
  );
await store.restore(chosen, (table, rows) => console.log(`${table.padEnd(14)}${rows} rows`));
console.log('Restored. Now start Rollcall.');
process.exit(0);
